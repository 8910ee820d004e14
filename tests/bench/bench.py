#!/usr/bin/env python3
"""Measures Entente and its peers on the same work, after checking that all give the same answers. `./dev bench` runs it; docs/performance.md explains it."""
import argparse
import contextlib
import gzip
import os
import pathlib
import statistics
import subprocess
import sys
import time

import postgres
import table

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = TOP / "build" / "bench"
PROGRAMS = BUILD / "tests" / "bench"

# Name and program. `entente` is measured against each of the others.
PEERS = {"entente": "entente", "entente-text": "entente", "sqlite": "sqlite", "sqlite-implicit": "sqlite", "duckdb": "duckdb", "postgres": "postgres", "blocks": "blocks", "limit": "limit"}
QUESTIONS = [f"Q{number}" for number in range(1, 11)]
OTHERS = ["W1", "W2", "W3", "bytes", "cold", "memory", "dump", "cow-igo"]
SEED = "42"
ROUNDS = 3  # the peers one after the other in each, since a machine has slow moments, and a disk's time to flush drifts
SLOW = 0.02  # seconds: what takes longer is timed in one round
COLD_STARTS = 15
RUN_SECONDS = 3600


def say(text):
    print("bench: " + text, file=sys.stderr, flush=True)


class Peer:
    def __init__(self, name, size, server):
        self.name, self.size, self.server = name, size, server
        self.program = str(PROGRAMS / f"bench_{PEERS[name]}")
        self.data = str(BUILD / "data" / size)
        # variants of a peer ask one database
        self.database = server.database(size) if PEERS[name] == "postgres" else str(BUILD / "data" / f"{size}.{PEERS[name]}")
        self.cpus = postgres.CPU if PEERS[name] == "postgres" else None

    def run(self, command, *words):
        """The lines that a command of the peer's program prints."""
        pin = (lambda: os.sched_setaffinity(0, self.cpus)) if self.cpus else None
        done = subprocess.run([self.program, command, self.name, self.database, *map(str, words)], capture_output=True, text=True, timeout=RUN_SECONDS, check=False,
                              preexec_fn=pin)
        if done.returncode != 0:
            sys.exit(f"bench: {self.name}: {command} {' '.join(map(str, words))}: {done.stderr.strip() or done.returncode}")
        return done.stdout.splitlines()


def questions_of(size, chosen):
    """Pairs of all actors in all years are too many beyond S."""
    return [int(name[1:]) for name in QUESTIONS if name in chosen and (size in "TS" or name != "Q7")]


def generate(name, size, *more):
    """The folder of that name, made anew where the program that makes it is newer."""
    folder, program = BUILD / "data" / name, PROGRAMS / "entente_bench_data"
    made = folder / "params.txt"
    if not made.exists() or made.stat().st_mtime < program.stat().st_mtime:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([str(program), size, SEED, str(folder), *map(str, more)], check=True)
    with open(folder / "cur.csv", encoding="ascii") as rows:
        (folder / "none.csv").write_text(rows.readline(), encoding="ascii")
    return folder


def load(peers, folder, asks_known):
    """Loads every database; per peer seconds, bytes, the peak of memory and rows, all without what is superseded, which is loaded in a second turn where it is asked for."""
    rows = sum(1 for _ in open(folder / "cur.csv", "rb")) - 1
    loaded = {}
    for peer in peers:
        if any(peer.database == other.database for other in peers[:peers.index(peer)]):
            continue
        say(f"loads {peer.name}")
        peer.run("prepare", folder)
        seconds, size, kilobytes = map(float, peer.run("load", folder)[0].split())
        loaded[peer.name] = {"seconds": seconds, "bytes": size, "kilobytes": kilobytes, "rows": rows}
        if asks_known:
            peer.run("load-known", folder)
    return loaded


def check(peers, size, questions):
    """Compares the answers to the first sets of parameters; per question and peer their checksum. Ends the run where they differ."""
    checksums, differ = {}, False
    for question in questions:
        most = 1 if question in (7, 8) else 10 if question == 9 and size not in "TS" else 200
        answers = {}
        for peer in peers:
            lines = peer.run("check", peer.data, question, most)
            if lines:
                answers[peer.name] = lines
            else:
                say(f"{peer.name} cannot be asked Q{question} in this size")
        expected_of, expected = next(iter(answers.items()))
        for name, lines in answers.items():
            for place, (line, other) in enumerate(zip(lines, expected)):
                if line != other:
                    say(f"Q{question}, set {place} of params.txt: {name} has rows and hash {line}, {expected_of} has {other}")
                    differ = True
                    break
            checksums[question, name] = checksum(lines)
        say(f"Q{question}: {len(expected)} answers of {', '.join(answers)} compared")
    if differ:
        sys.exit("bench: the answers differ, so nothing is timed")
    return checksums


def checksum(lines):
    value = 0
    for line in lines:
        rows, digest = line.split()
        value = (value * 1099511628211 + int(digest, 16) + int(rows)) % 2**64
    return f"{value:016x}"


def time_question(peer, question, checksum, seconds):
    calls, median, mean, rows, kilobytes = map(float, peer.run("time", peer.data, question, seconds)[0].split())
    return {"median": median, "mean": mean, "rows": rows, "calls": calls, "kilobytes": kilobytes, "checksum": checksum}


def time_questions(peers, questions, checksums, seconds, rounds=1):
    """Of each question and peer the round with the least median."""
    measured = {}
    for question in questions:
        for number in range(rounds):
            for peer in peers:
                key, before = (f"Q{question}", peer.name), measured.get((f"Q{question}", peer.name))
                if (question, peer.name) in checksums and (number == 0 or before["median"] < SLOW * 1e9):
                    timing = time_question(peer, question, checksums[question, peer.name], seconds / rounds)
                    measured[key] = timing if before is None or timing["median"] < before["median"] else before
        say(f"Q{question} timed")
    return measured


def time_writing(peers, names, seconds):
    """One row a commit, then a thousand; the median of the rounds."""
    found = {}
    for _ in range(ROUNDS):
        for name, rows in (("W2", 1), ("W3", 1000)):
            for peer in peers if name in names else []:
                for line in peer.run("write", peer.size, rows, seconds):
                    found.setdefault((name, peer.name, rows), []).append(tuple(map(float, line.split())))
    return {(name, peer): {"median": statistics.median(us for _, us in rounds) * 1e3, "mean": 1e9 / statistics.median(rate for rate, _ in rounds) * rows, "rows": rows,
                           "checksum": ""} for (name, peer, rows), rounds in found.items()}


def spawn_seconds(words, cpus=None):
    if cpus:
        words = ["/usr/bin/taskset", "-c", ",".join(map(str, cpus)), *words]
    quiet = [(os.POSIX_SPAWN_OPEN, stream, "/dev/null", os.O_WRONLY, 0) for stream in (1, 2)]
    begin = time.monotonic()
    child = os.posix_spawn(words[0], words, os.environ, file_actions=quiet)
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(f"bench: {' '.join(words)} failed")
    return time.monotonic() - begin


def time_cold(peers, folder):
    """A new process opens the database and answers one Q1; the pages of the file may be in memory."""
    body, role, day = next(line.split()[1:4] for line in open(folder / "params.txt", encoding="ascii") if line.startswith("1 "))
    commands = {"an empty program": ["/bin/true"]}
    for peer in peers:
        commands[peer.name] = [peer.program, "cold", peer.name, peer.database, body, role, day]
        if peer.name == "entente":
            question = f"members of B{int(body):06} on 2014-10-21 | select actor"
            commands["entente's shell"] = [str(BUILD / "shell" / "entente"), peer.database, "--format", "csv", "-c", question]
    cold = {}
    for name, words in commands.items():
        times = [spawn_seconds(words, postgres.CPU if name == "postgres" else None) for _ in range(COLD_STARTS)]
        cold["cold", name] = {"median": statistics.median(times) * 1e9, "mean": statistics.mean(times) * 1e9, "rows": 1, "checksum": ""}
    return cold


def shell_seconds(*words):
    begin = time.monotonic()
    done = subprocess.run([str(BUILD / "shell" / "entente"), "--no-init", *map(str, words)], capture_output=True, text=True, timeout=RUN_SECONDS, check=False,
                          env={**os.environ, "XDG_DATA_HOME": str(BUILD / "data"), "ENTENTE_SEEDS": str(TOP / "seeds")})
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, words))}: {done.stderr.strip()}")
    return time.monotonic() - begin


def time_dump(peer, rows):
    """Everything into a file, and from it into a new database, which must dump to the same bytes."""
    files = [BUILD / "data" / name for name in ("first.dump", "restored.entente", "second.dump")]
    for file in files:
        file.unlink(missing_ok=True)
    dump = shell_seconds("--readonly", peer.database, "-c", f'dump to "{files[0]}"')
    restore = shell_seconds(files[1], "--restore", files[0])
    shell_seconds("--readonly", files[1], "-c", f'dump to "{files[2]}"')
    if files[0].read_bytes() != files[2].read_bytes():
        sys.exit("bench: what was restored dumps to other bytes")
    for file in files:
        file.unlink()
    return {(name, peer.name): {"median": seconds * 1e9, "mean": seconds * 1e9, "rows": rows, "checksum": ""} for name, seconds in (("dump", dump), ("restore", restore))}


def time_cow_igo(peer):
    """The wide file of states and years, into the world database; cells that the seeds know to be outside of a life are left out."""
    packed = TOP.parent / "shared" / "data" / "cow-igo" / "state_year_format3.csv.gz"
    if not packed.exists():
        say("the data of the Correlates of War are not there, and left out")
        return {}
    rows, bad, world = (BUILD / "data" / name for name in ("cow-igo.csv", "cow-igo-bad.csv", "cow-igo.entente"))
    rows.write_bytes(gzip.decompress(packed.read_bytes()))
    world.unlink(missing_ok=True)
    shell_seconds(world, *(word for script in sorted((TOP / "seeds").glob("*.ent")) for word in ("-f", script)))
    seconds = shell_seconds(world, "-c", f'define source timed titled "Timed" published 2019-01-01; import cow-igo from "{rows}" according to timed defining new skipping bad rows to "{bad}"')
    for file in (rows, bad, world):
        file.unlink()
    return {("cow-igo", peer.name): {"median": seconds * 1e9, "mean": seconds * 1e9, "rows": 1, "checksum": ""}}


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--size", choices=["T", "S", "M"], default="S")
    parser.add_argument("--only", metavar="Q1,Q7", default=",".join(QUESTIONS + OTHERS), help=f"of {', '.join(QUESTIONS + OTHERS)}")
    parser.add_argument("--csv", metavar="FILE", help="query,size,peer,median_ns,mean_ns,rows,checksum")
    parser.add_argument("--peers", metavar="a,b", default=",".join(PEERS), help=f"of {', '.join(PEERS)}")
    parser.add_argument("--budget", metavar="SECONDS", type=float, default=1.0, help="for each question and peer, in three rounds")
    given = parser.parse_args()
    given.only, given.peers = given.only.split(","), given.peers.split(",")
    for word in set(given.only) - set(QUESTIONS + OTHERS) | set(given.peers) - set(PEERS):
        parser.error(f"no peer and no measure is called {word}")
    return given


def main():
    given = arguments()
    names = []
    for name in given.peers:
        if (PROGRAMS / f"bench_{PEERS[name]}").exists() and (name != "postgres" or postgres.binaries()):
            names.append(name)
        else:
            say(f"{name} is not installed, and left out")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(postgres.Server()) if "postgres" in names else None
        peers = [Peer(name, given.size, server) for name in names]
        folder = generate(given.size, given.size)
        questions = questions_of(given.size, given.only)
        loaded = load(peers, folder, 10 in questions)
        checksums = check(peers, given.size, questions)
        measured = {("W1", name): {"median": it["seconds"] / it["rows"] * 1e9, "mean": it["seconds"] / it["rows"] * 1e9, "rows": it["rows"], "checksum": ""}
                    for name, it in loaded.items() if "W1" in given.only}
        measured |= time_questions(peers, questions, checksums, given.budget, ROUNDS)
        for peer in peers:
            if peer.name == "entente" and "dump" in given.only:
                measured |= time_dump(peer, loaded[peer.name]["rows"])
            if peer.name == "entente" and "cow-igo" in given.only:
                measured |= time_cow_igo(peer)
        if "cold" in given.only:
            measured |= time_cold(peers, folder)
        measured |= time_writing([peer for peer in peers if peer.name in loaded], given.only, given.budget)
    print(table.machine())
    print(table.questions(given.size, names, measured))
    print(table.others(names, measured, loaded, given.only))
    if given.csv:
        table.write_csv(given.csv, given.size, measured)
        say(f"wrote {given.csv}")


if __name__ == "__main__":
    main()
