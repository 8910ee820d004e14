#!/usr/bin/env python3
"""Holds the instructions that each question takes, as callgrind counts them, against instructions.csv: none may be off by more than 3 %.

instructions.py PROGRAM          compares
instructions.py PROGRAM --write  writes the file anew, after a change that was meant
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FILE = pathlib.Path(__file__).with_name("instructions.csv")
MOST_OFF = 0.03


def counted(program):
    """Instructions by question."""
    counts = {}
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "counts")
        command = ["valgrind", "--tool=callgrind", "--collect-atstart=no", f"--callgrind-out-file={out}", program]
        ended = subprocess.run(command, capture_output=True, text=True)
        if ended.returncode != 0:
            sys.exit(ended.stdout + ended.stderr)
        for part in pathlib.Path(folder).glob("counts.*"):
            text = part.read_text()
            question = re.search(r"^desc: Trigger: Client Request: (Q\d+)$", text, re.M)
            total = re.search(r"^(?:summary|totals): (\d+)", text, re.M)
            if question and total:
                counts[question.group(1)] = int(total.group(1))
    return dict(sorted(counts.items(), key=lambda item: int(item[0][1:])))


def expected():
    lines = FILE.read_text().splitlines()[1:]
    return {question: int(count) for question, count in (line.split(",") for line in lines)}


def main():
    program, *rest = sys.argv[1:]
    if shutil.which("valgrind") is None:
        print("skipped: there is no valgrind")
        return 77
    counts = counted(program)
    if rest == ["--write"]:
        FILE.write_text("question,instructions\n" + "".join(f"{q},{n}\n" for q, n in counts.items()))
        return 0
    before = expected()
    wrong = before.keys() != counts.keys()
    for question, count in counts.items():
        was = before.get(question, 0)
        change = count / was - 1 if was else float("inf")
        off = abs(change) > MOST_OFF
        wrong = wrong or off
        print(f"{question:4} {count:12,} instructions, {was:12,} expected, {change:+.1%}{'  <-- more than 3 % off' if off else ''}")
    if wrong:
        print("If that was meant: python3 tests/bench/instructions.py PROGRAM --write, and say why in the commit.")
    return 1 if wrong else 0


sys.exit(main())
