#!/usr/bin/env python3
"""How quick the shell is to be there: shell_times.py ENTENTE [RUNS]

Measures from the start of the program to its first prompt, in a terminal, and a question by -c on the world database beside sqlite3 -readonly on
the same facts in tables; both answer first, and must agree. Prints the median and the least of RUNS (100), in milliseconds, the two programs by
turns, and how much of it was time of the processor. No test runs it: what it measures is the machine as well.
"""
import csv
import io
import os
import pathlib
import pty
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

DAY = "2014-10-21"
QUESTION = f"members of SCO on {DAY} | select actor, name, began | sort actor"
SQL = ("select m.actor, a.name, m.began from memberships m join actors a on a.key = m.actor "
       f"where m.body = 'SCO' and m.role = 'member' and m.began <= '{DAY}' and (m.ended = '' or m.ended > '{DAY}') order by m.actor")


def ask(program, question, environment):
    done = subprocess.run([program, "--format", "csv", "-c", question], check=True, capture_output=True, text=True, env=environment)
    return list(csv.reader(io.StringIO(done.stdout)))[1:]


def make_tables(program, environment, path):
    with sqlite3.connect(path) as tables:
        tables.execute("create table memberships (actor, role, body, began, ended)")
        tables.execute("create table actors (key primary key, name)")
        tables.executemany("insert into memberships values (?, ?, ?, ?, ?)",
                           ask(program, "memberships ever | select actor, role, body, began, ended", environment))
        tables.executemany("insert into actors values (?, ?)", ask(program, "actors ever | select actor, name", environment))
        tables.execute("create index by_body on memberships (body, role)")


def times_of(command, environment):
    """From start to end, and what of it the processor was the program's, in milliseconds."""
    quiet = [(os.POSIX_SPAWN_OPEN, file, os.devnull, os.O_WRONLY, 0) for file in (1, 2)]
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    taken = time.perf_counter() - begin
    assert status == 0, command
    return 1000 * taken, 1000 * (used.ru_utime + used.ru_stime)


def time_to_prompt(program, environment):
    begin = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program, [program], environment)
    seen = b""
    while b"entente> " not in seen:
        seen += os.read(terminal, 4096)
    taken = 1000 * (time.perf_counter() - begin)
    os.write(terminal, b"\x04")
    os.close(terminal)
    os.waitpid(process, 0)
    return taken


def said(name, times):
    taken, processor = zip(*times)
    print(f"{name:24} median {statistics.median(taken):6.2f} ms, least {min(taken):6.2f} ms; of the processor median {statistics.median(processor):6.2f} ms")


def said_beside(ours, theirs):
    """On a busy machine the first says how busy it was, the last what the programs need."""
    by_name = {"medians": lambda times: statistics.median(taken for taken, _ in times), "least": lambda times: min(taken for taken, _ in times),
               "medians of the processor's": lambda times: statistics.median(processor for _, processor in times)}
    print("entente : sqlite3 = " + ", ".join(f"{of(ours) / of(theirs):.2f} ({name})" for name, of in by_name.items()))


def main():
    program, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "TERM": "xterm"}
        tables = str(pathlib.Path(folder, "facts.sqlite"))
        make_tables(program, environment, tables)
        by_sqlite = subprocess.run(["sqlite3", "-readonly", "-csv", tables, SQL], check=True, capture_output=True, text=True).stdout
        assert list(csv.reader(io.StringIO(by_sqlite))) == ask(program, QUESTION, environment), "the two do not agree"
        entente = [program, "--readonly", "--format", "csv", "-c", QUESTION]
        sqlite = [shutil.which("sqlite3"), "-readonly", "-csv", tables, SQL]
        ours, theirs, prompts, nothing = [], [], [], []
        for _ in range(runs):
            ours.append(times_of(entente, environment))
            theirs.append(times_of(sqlite, environment))
            nothing.append(times_of(["/bin/true"], environment))
            prompts.append(time_to_prompt(program, environment))
    said("entente --readonly -c", ours)
    said("sqlite3 -readonly", theirs)
    said("/bin/true", nothing)
    print(f"{'to the first prompt':24} median {statistics.median(prompts):6.2f} ms, least {min(prompts):6.2f} ms")
    said_beside(ours, theirs)


if __name__ == "__main__":
    main()
