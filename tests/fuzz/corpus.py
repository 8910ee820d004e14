#!/usr/bin/env python3
"""Writes the texts that the fuzzers begin with: the accepted cases of the grammar and the questions of the transcripts, one a file.

usage: corpus.py SOURCE_DIR OUT_DIR TARGET
"""
import pathlib
import re
import shutil
import sys

root, out, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
texts = [line.split(" ", 1)[1] for line in (root / "tests/parser/cases.txt").read_text().splitlines() if line.startswith("accept ")]
for path in sorted((root / "tests/language").glob("*.test")):
    texts += re.findall(r"^> (.*?)\n---$", path.read_text(), re.M | re.S)
shutil.rmtree(out, ignore_errors=True)
out.mkdir(parents=True)
for number, text in enumerate(dict.fromkeys(texts)):
    first = "01"[number % 2] if target == "session" else ""  # of a session: how it is run
    (out / f"{number:05}").write_text(first + text)
