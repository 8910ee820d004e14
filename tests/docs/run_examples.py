#!/usr/bin/env python3
"""Runs the examples of one document: run_examples.py SOURCE_DIR ENTENTE DOCUMENT

```console   a session: lines that begin with "$ " are commands, what stands below is what they print (stdout and stderr together).
             `./dev` runs as written; `entente` is the program under test. A line "…" stands for any number of lines.
```ent       statements that must all succeed, on a copy of the world database that lasts through the document.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def blocks_of(text):
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        yield text[: match.start()].count("\n") + 2, match.group(1), match.group(2)


def commands_of(block):
    """Yields (line, command, expected lines)."""
    command, expected, at = None, [], 0
    for number, line in enumerate(block.splitlines()):
        if line.startswith("$ "):
            if command:
                yield at, command, expected
            command, expected, at = line[2:], [], number
        elif command and command.endswith("\\"):
            command = command[:-1] + line
        else:
            expected.append(line)
    if command:
        yield at, command, expected


def agrees(printed, expected):
    pattern = "\n".join(r"(?:.*\n?)*" if line.strip() == "…" else re.escape(line.rstrip()) for line in expected)
    return re.fullmatch(pattern.replace(r"(?:.*\n?)*" + "\n", r"(?:.*\n)*"), "\n".join(line.rstrip() for line in printed)) is not None


class Runner:
    def __init__(self, source, binary, folder):
        self.source, self.binary, self.folder = source, binary, folder
        self.env = {**os.environ, "XDG_DATA_HOME": str(folder / "data"), "NO_COLOR": "1", "PATH": f"{binary.parent}:{os.environ['PATH']}"}
        self.copy = folder / "copy.entente"
        self.ran = 0
        self.work = folder / "work"  # what an example writes does not stay in the source
        self.work.mkdir()
        for entry in source.iterdir():
            (self.work / entry.name).symlink_to(entry)

    def shell(self, command):
        self.ran += 1
        return subprocess.run(["bash", "-c", f"{{ {command}\n}} 2>&1"], cwd=self.work, env=self.env, capture_output=True, text=True, timeout=240, check=False)

    def console(self, line, block):
        for offset, command, expected in commands_of(block):
            if command.startswith("./dev test"):
                continue  # this test is part of it
            done = self.shell(command)
            printed = done.stdout.rstrip("\n").split("\n")
            if expected and not agrees(printed, expected):
                yield f"line {line + offset}: {command}\nprints\n{done.stdout}instead of\n" + "\n".join(expected)
            if not expected and done.returncode != 0:
                yield f"line {line + offset}: {command}\nends with {done.returncode}\n{done.stdout}"

    def statements(self, line, block):
        if not self.copy.exists():
            self.shell("entente -c 'roles'")
            shutil.copy(self.folder / "data" / "entente" / "world.entente", self.copy)
        self.ran += 1
        done = subprocess.run([self.binary, self.copy, "-c", block], env=self.env, capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            yield f"line {line}:\n{block}fails\n{done.stderr}"


def main():
    source, binary, document = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    text = (source / document).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(source, binary, pathlib.Path(folder))
        faults = []
        for line, kind, block in blocks_of(text):
            if kind == "console":
                faults += runner.console(line, block)
            elif kind == "ent":
                faults += runner.statements(line, block)
    print("\n\n".join(faults) or f"{document}: {runner.ran} examples run")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
