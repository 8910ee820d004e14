#!/usr/bin/env python3
"""Writes the texts that the fuzzers begin with: the accepted cases of the grammar and the questions of the transcripts, one a file.

usage: corpus.py SOURCE_DIR OUT_DIR [FIRST_BYTE]
"""
import pathlib
import re
import sys

root, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
first = sys.argv[3] if len(sys.argv) > 3 else ""
texts = [line.split(" ", 1)[1] for line in (root / "tests/parser/cases.txt").read_text().splitlines() if line.startswith("accept ")]
for path in sorted((root / "tests/language").glob("*.test")):
    texts += re.findall(r"^> (.*?)\n---$", path.read_text(), re.M | re.S)
out.mkdir(parents=True, exist_ok=True)
for number, text in enumerate(dict.fromkeys(texts)):
    (out / f"{number:05}").write_text(first + text)
