#!/usr/bin/env python3
"""What the instructions of a question are spent on: asks questions under callgrind, and counts what each function takes itself to the stage out of which it was called, directly or
through others. What starting takes is left out, for two runs are compared that differ in how many answers they give. docs/performance.md explains it."""
import argparse
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import bench
import table

# A function that is called belongs to the first stage whose pattern its name begins with; one that fits none, to the stage that called it.
STAGES = [("harness", r"entente::bench::"),
          ("parameters", r"entente::(Statement::(State::)?(set|known_parameter)|session::QuickRun::set)"),
          ("checksum", r"(entente::store::(unframe|checksum)|XXH)"),
          ("finding blocks", r"(entente::store::(Cursor|Reader::scan)|entente::claims::(Fresh|RowCursor|KeptBlocks|blocks_of_owner|expect_blocks|\(anonymous namespace\)::Begin)|mdb_cursor)"),
          ("reading begins, ends", r"(entente::store::(Environment::read|Reader::~|Snapshot|Core)|entente::Statement::(run|finish|State::start)|entente::session::Known|mdb_txn)"),
          ("scanning", r"entente::claims::(rows_that_pass|PackedView|PackedColumn|\(anonymous namespace\)::(keep|Columns))"),
          ("order", r"entente::exec::.*(put_in_order|sort)"),
          ("answer", r"entente::(exec|claims|catalog)::"),
          ("handing over", r"entente::Statement::")]
# Of each question how many answers the two runs give: enough that names are known and all that is made once was made.
ANSWERS = {1: (1500, 2500), 2: (1500, 2500), 3: (1500, 2500), 4: (1500, 2500), 5: (1500, 2500), 6: (1500, 2500), 9: (30, 60), 10: (4000, 5000)}


def profile(path):
    """Of a file of callgrind what each function takes itself, and what each caller spends in each function that it calls."""
    names, own, calls = {}, collections.Counter(), collections.Counter()
    function = called = None
    is_call = False

    def named(text):
        number, _, name = text.partition(" ")
        return names.setdefault(number, name)

    for line in open(path, encoding="utf-8"):
        if line.startswith("fn="):
            function = named(line[3:-1])
        elif line.startswith("cfn="):
            called = named(line[4:-1])
        elif line.startswith("calls="):
            is_call = True
        elif line[:1].isdigit() or line[:1] in "+-*":
            cost = int(line.split()[1])
            if is_call:
                calls[function, called] += cost
            else:
                own[function] += cost
            is_call = False
    return own, calls


def stage_of(name):
    return next((stage for stage, pattern in STAGES if re.match(pattern, name)), None)


def by_stage(own, calls):
    """What each stage takes. A function that belongs to several, for it is called from several, is shared out by what they spend in it; where functions call each other in
    a ring, this comes nearer with every turn.

    >>> own = {"entente::bench::ask()": 5, "entente::Statement::set()": 10, "entente::store::Cursor::move()": 10, "memcmp": 40}
    >>> calls = {("entente::bench::ask()", "entente::Statement::set()"): 40, ("entente::Statement::set()", "memcmp"): 30, ("entente::store::Cursor::move()", "memcmp"): 10}
    >>> sorted(by_stage(own, calls).items())
    [('finding blocks', 20.0), ('harness', 5.0), ('parameters', 40.0)]
    """
    callers = collections.defaultdict(list)
    for (caller, called), cost in calls.items():
        if cost > 0 and caller != called:
            callers[called].append((caller, cost))
    shares = {name: {stage_of(name): 1.0} if stage_of(name) else {} for name in own.keys() | callers.keys()}
    for _ in range(30):
        for name, of_callers in callers.items():
            if stage_of(name) is None:
                found = collections.Counter()
                for caller, cost in of_callers:
                    for stage, share in shares.get(caller, {}).items():
                        found[stage] += share * cost
                total = sum(found.values())
                shares[name] = {stage: cost / total for stage, cost in found.items()} if total else {}
    taken = collections.Counter()
    for name, cost in own.items():
        for stage, share in (shares[name] or {"harness": 1.0}).items():
            taken[stage] += cost * share
    return taken


def measure(peer, question, folder):
    """Instructions of one answer by stages."""
    runs = []
    for answers in ANSWERS[question]:
        out = folder / f"{peer.name}-Q{question}.{answers}"
        words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--toggle-collect=entente::bench::first_answers*", peer.program, "check", peer.name, peer.database, peer.data,
                 str(question), str(answers)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"stages: {' '.join(words)}: {done.stderr.strip()}")
        runs.append(profile(out))
    (own, calls), (own_of_more, calls_of_more) = runs
    own_of_more.subtract(own)
    calls_of_more.subtract(calls)
    fewer, more = ANSWERS[question]
    return {stage: cost / (more - fewer) for stage, cost in by_stage(own_of_more, calls_of_more).items()}


def main():
    parser = argparse.ArgumentParser(prog="python3 tests/bench/stages.py", description=__doc__)
    parser.add_argument("--size", default="S", help="whose database `./dev bench` has left behind")
    parser.add_argument("--only", metavar="Q1,Q3", default=",".join(f"Q{number}" for number in ANSWERS))
    given = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("stages: valgrind is not installed")
    questions = [number for number in ANSWERS if f"Q{number}" in given.only.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        found, of_blocks = ({question: measure(bench.Peer(name, given.size, None), question, pathlib.Path(folder)) for question in questions} for name in ("entente", "blocks"))
    rows = [[stage] + [table.count(found[question].get(stage, 0)) for question in questions] for stage, _ in STAGES]
    for title, counts in (("all", found), ("all of *blocks*", of_blocks)):
        rows.append([title] + [table.count(sum(counts[question].values())) for question in questions])
    print(f"Size {given.size}: instructions of one answer, by stages\n")
    print(table.grid(["stage", *(f"Q{question}" for question in questions)], rows))


if __name__ == "__main__":
    main()
