#!/usr/bin/env python3
"""Runs clang-tidy over all sources of the product: tidy.py SOURCE_DIR BUILD_DIR

The slow families are left out (the analyzer, bugprone, cert), and so are the builders that expand the whole grammar, so that it fits
into every run; `./dev tidy` runs all."""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

SLOW = "-clang-analyzer-*,-bugprone-*,-cert-*"


def findings_of(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if re.search(r"(error|warning): ", line)] or (
        [f"{command[-1]}: {done.stderr.strip()[-300:]}"] if done.returncode != 0 else [])


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    units = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    files = sorted({unit["file"] for unit in units if re.match(r"(parser/(?!builder/|match)|engine/|shell/)", os.path.relpath(unit["file"], source))})
    commands = [["clang-tidy", "-p", str(build), "--quiet", f"--checks={SLOW}", file] for file in files]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = sorted({finding for findings in pool.map(findings_of, commands) for finding in findings})
    print("\n".join(found) or f"{len(files)} files are tidy")
    return 1 if found or len(files) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
