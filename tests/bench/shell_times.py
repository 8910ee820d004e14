#!/usr/bin/env python3
"""How quick the shell is to be there: shell_times.py ENTENTE [RUNS]

Measures from the start of the program to its first prompt, in a terminal, and a question by -c on the world database beside sqlite3 -readonly on
the same facts in tables; both answer first, and must agree. Prints the median and the least of RUNS (100), in milliseconds, the two programs by
turns. No test runs it: what it measures is the machine as well.
"""
import csv
import io
import os
import pathlib
import pty
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


def time_of(command, environment):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return 1000 * (time.perf_counter() - begin)


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
    print(f"{name:32} median {statistics.median(times):6.2f} ms, least {min(times):6.2f} ms")


def main():
    program, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "TERM": "xterm"}
        tables = str(pathlib.Path(folder, "facts.sqlite"))
        make_tables(program, environment, tables)
        by_sqlite = subprocess.run(["sqlite3", "-readonly", "-csv", tables, SQL], check=True, capture_output=True, text=True).stdout
        assert list(csv.reader(io.StringIO(by_sqlite))) == ask(program, QUESTION, environment), "the two do not agree"
        entente = [program, "--readonly", "--format", "csv", "-c", QUESTION]
        sqlite = ["sqlite3", "-readonly", "-csv", tables, SQL]
        ours, theirs, prompts, nothing = [], [], [], []
        for _ in range(runs):
            ours.append(time_of(entente, environment))
            theirs.append(time_of(sqlite, environment))
            nothing.append(time_of(["/bin/true"], environment))
            prompts.append(time_to_prompt(program, environment))
    said("entente --readonly -c", ours)
    said("sqlite3 -readonly", theirs)
    said("/bin/true", nothing)
    said("to the first prompt", prompts)
    print(f"entente : sqlite3 = {statistics.median(ours) / statistics.median(theirs):.2f} (medians), {min(ours) / min(theirs):.2f} (least)")


if __name__ == "__main__":
    main()
