#!/usr/bin/env python3
"""Runs clang-tidy over the sources of the product that the last commits touched: tidy.py SOURCE_DIR BUILD_DIR

Without a history it takes all. The slow families are left out (the analyzer, bugprone, cert), so that it fits into every run; `./dev tidy`
runs everything over everything."""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SLOW = "-clang-analyzer-*,-bugprone-*,-cert-*"
COMMITS = "12"
FILES_MOST = 30  # those of the newest commits


def findings_of(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if re.search(r"(error|warning): ", line)] or (
        [f"{command[-1]}: {done.stderr.strip()[-300:]}"] if done.returncode != 0 else [])


def recent(source):
    """Paths that what is not committed yet, and the last commits, touched, the newest first; None where there is no history."""
    touched = {}
    for command in (["diff", "--name-only", "HEAD"], ["log", "-n", COMMITS, "--name-only", "--format="]):
        done = subprocess.run(["git", "-C", str(source), *command], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return None
        touched |= dict.fromkeys(done.stdout.split())
    return list(touched)


def without_precompiled(units, folder):
    """The same compile commands in that folder, but for headers that g++ has precompiled, which clang-tidy cannot read."""
    for unit in units:
        unit["command"] = re.sub(r" -Winvalid-pch| -include \S*cmake_pch\.hxx| -Wno-\S+", "", unit["command"])
    (folder / "compile_commands.json").write_text(json.dumps(units), encoding="utf-8")


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    units = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    product = {os.path.relpath(unit["file"], source): unit["file"] for unit in units}
    product = {path: file for path, file in product.items() if re.match(r"(parser|engine|shell)/", path)}
    touched = recent(source)
    files = list(product.values()) if touched is None else [product[path] for path in touched if path in product][:FILES_MOST]
    folder = tempfile.TemporaryDirectory()
    without_precompiled(units, pathlib.Path(folder.name))
    commands = [["clang-tidy", "-p", folder.name, "--quiet", f"--checks={SLOW}", file] for file in files]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = sorted({finding for findings in pool.map(findings_of, commands) for finding in findings})
    print("\n".join(found) or f"{len(files)} files are tidy")
    return 1 if found or len(product) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
