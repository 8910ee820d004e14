#!/usr/bin/env python3
"""Fails where a source is not laid out as .clang-format says; `./dev format` mends it."""
import pathlib
import subprocess
import sys


def main():
    top = pathlib.Path(sys.argv[1])
    files = [str(f) for folder in ("parser", "engine", "shell", "tests") for f in sorted((top / folder).rglob("*")) if f.suffix in (".h", ".cpp")]
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], cwd=top, capture_output=True, text=True, check=False)
    print(done.stderr or f"{len(files)} files are laid out as .clang-format says")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
