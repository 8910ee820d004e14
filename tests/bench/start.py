#!/usr/bin/env python3
"""Holds the instructions that a question by -c takes on the world database, from the start of the program to its end: start.py ENTENTE

Reading the whole catalogue for it, as was done once, and leaving libstdc++, spdlog and fmt to the dynamic linker took 22 million; sqlite3 takes
about three for the same facts. The bound leaves room for more facts in the seeds, not for a habit of that kind.
"""
import os
import re
import subprocess
import sys
import tempfile

MOST = 6_000_000
QUESTION = "members of SCO on 2014-10-21 | select actor, name, began | sort actor"


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_DATA_HOME": folder}
        ask = [program, "--readonly", "--format", "csv", "-c", QUESTION]
        subprocess.run(ask, check=True, capture_output=True, env=environment)  # makes the world
        counted = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/counts", *ask], capture_output=True, text=True, env=environment)
    if counted.returncode != 0 or "CHN" not in counted.stdout:
        sys.exit(counted.stdout + counted.stderr)
    count = int(re.search(r"Collected : (\d+)", counted.stderr).group(1))
    print(f"{count:,} instructions, {MOST:,} at most")
    return 0 if count <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
