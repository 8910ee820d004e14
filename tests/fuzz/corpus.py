#!/usr/bin/env python3
"""Writes the texts that the fuzzers begin with, one a file: the accepted cases of the grammar and the questions of the transcripts; of the
target `csv` the files of the transcripts, with the byte that says what they are.

usage: corpus.py SOURCE_DIR OUT_DIR TARGET
"""
import pathlib
import re
import shutil
import sys

root, out, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
transcripts = [path.read_text() for path in sorted((root / "tests/language").glob("*.test"))]
if target == "csv":
    kinds = {"csv": "0", "tsv": "1", "jsonl": "2", "json": "4"}
    files = [found for text in transcripts for found in re.findall(r"^!file \S+\.(\w+)\n(.*?)^---$", text, re.M | re.S)]
    texts = [kinds[kind] + text for kind, text in files if kind in kinds] + ["3" + text for kind, text in files if kind == "jsonl"]
    texts += ['0a,b\r\n"1\n""2""",\r\r\n', "8a;b\r\xe9;\x80", "1a\t\"b\tc\"\n"]
else:
    texts = [line.split(" ", 1)[1] for line in (root / "tests/parser/cases.txt").read_text().splitlines() if line.startswith("accept ")]
    for text in transcripts:
        texts += re.findall(r"^> (.*?)\n---$", text, re.M | re.S)
shutil.rmtree(out, ignore_errors=True)
out.mkdir(parents=True)
for number, text in enumerate(dict.fromkeys(texts)):
    first = "01"[number % 2] if target == "session" else ""  # of a session: how it is run
    (out / f"{number:05}").write_bytes((first + text).encode("latin-1" if text.startswith("8") else "utf-8"))
