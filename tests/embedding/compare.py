#!/usr/bin/env python3
"""PROGRAM SOURCE PAGE: each block of C++ of the page stands in the source, blanks aside, and the program prints what the page says."""
import pathlib
import re
import subprocess
import sys
import tempfile


def words(text):
    return "".join(text.split())


def main():
    program, source, page = sys.argv[1], *(pathlib.Path(path).read_text(encoding="utf-8") for path in sys.argv[2:4])
    missing = [block for block in re.findall(r"^```cpp\n(.*?)^```", page, re.M | re.S) if words(block) not in words(source)]
    for block in missing:
        print("this stands on the page and not in the program:\n" + block)
    expected = re.search(r"^```text\n(.*?)^```", page, re.M | re.S).group(1)
    with tempfile.TemporaryDirectory() as folder:
        printed = subprocess.run([program, folder + "/example.entente"], check=False, capture_output=True, text=True, timeout=60)
    if printed.stdout != expected or printed.returncode != 0:
        print("the program printed, with exit code", printed.returncode, ":\n" + printed.stdout + printed.stderr)
    return 1 if missing or printed.stdout != expected or printed.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
