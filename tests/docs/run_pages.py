#!/usr/bin/env python3
"""Runs the pages of docs/errors.md: run_pages.py SOURCE_DIR ENTENTE

The first example of a page is wrong: it prints the message that stands below it, with the code of the page and no other, and with a way
out. The second is right: it ends well. Each starts from a world database that nobody has written to, in a folder of its own where the
sources lie; files that it writes there are gone for the next.
ENTENTE_REWRITE=1 writes what was printed into the pages.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PAGE = re.compile(r"^## ([A-Z]\d\d) · (.+)\n\n((?:(?!^#).*\n?)*)", re.M)
EXAMPLE = re.compile(r"^```console\n\$ (.*)\n((?:(?!```).*\n)*)```$", re.M)


class World:
    """A home with the world database in it, as it was made from the seeds."""

    def __init__(self, source, binary, folder):
        self.source, self.folder, self.file = source, folder, folder / "entente" / "world.entente"
        self.environment = {**os.environ, "XDG_DATA_HOME": str(folder), "NO_COLOR": "1", "PATH": f"{binary.parent}:{os.environ['PATH']}"}
        self.desk = folder / "desk"  # where commands run: the sources, and what pages write beside them
        self.desk.mkdir()
        for entry in source.iterdir():
            (self.desk / entry.name).symlink_to(entry.resolve())
        self.run("entente -c roles")
        self.kept = folder / "kept.entente"
        shutil.copy(self.file, self.kept)

    def run(self, command):
        return subprocess.run(["bash", "-c", f"{{ {command}\n}} 2>&1"], cwd=self.desk, env=self.environment, capture_output=True,
                              text=True, timeout=240, check=False)

    def renew(self):
        shutil.copy(self.kept, self.file)
        for entry in self.desk.iterdir():
            if entry.is_symlink():
                continue
            if entry.is_dir():
                entry.rmdir()
            else:
                entry.unlink()


def shown(text, world):
    """What was printed, without what differs from machine to machine and from day to day."""
    for folder in (world.desk, world.source):
        text = text.replace(str(folder.resolve()) + "/", "")
    text = re.sub(r'"[^"\n]*/entente/world\.entente"', '"world.entente"', text)
    text = re.sub(r"\b\d+ of \d+ bytes", "10000 of 458752 bytes", text)
    return re.sub(r"\b20[2-9]\d-\d\d-\d\d\b(?=, or default on|;?$)", "2026-11-25", text, flags=re.M)


def faults_of(code, body, world):
    """Yields what is wrong with a page; the last thing yielded is its body, as it should be."""
    examples = list(EXAMPLE.finditer(body))
    if not examples:
        if "\nNo example: " not in body:
            yield f"{code}: a page has an example, or says why it has none"
        return
    if len(examples) != 2:
        yield f"{code}: a page has two examples, one wrong and one right"
        return
    world.renew()
    wrong, right = examples
    printed = shown(world.run(wrong.group(1)).stdout, world)
    codes = re.findall(r"^error\[(\w+)\]", printed, re.M)
    if codes != [code]:
        yield f"{code}: {wrong.group(1)}\nprints\n{printed}"
    if "\n  help: " not in printed:
        yield f"{code}: no way out in\n{printed}"
    if printed != wrong.group(2):
        yield f"{code}: {wrong.group(1)}\nprints\n{printed}instead of\n{wrong.group(2)}"
    world.renew()
    done = world.run(right.group(1))
    if done.returncode != 0 or "error" in done.stdout.split("\n")[0]:
        yield f"{code}: {right.group(1)}\nends with {done.returncode}\n{done.stdout}"


def rewritten(text, world):
    def with_output(match):
        command, page = match.group(1), text.rfind("\n## ", 0, match.start())
        if EXAMPLE.search(text, page).start() != match.start():
            return match.group(0)
        world.renew()
        return f"```console\n$ {command}\n{shown(world.run(command).stdout, world)}```"

    return EXAMPLE.sub(with_output, text)


def main():
    source, binary = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    document = source / "docs" / "errors.md"
    text = document.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        world = World(source, binary, pathlib.Path(folder))
        if os.environ.get("ENTENTE_REWRITE") == "1":
            text = rewritten(text, world)
            document.write_text(text, encoding="utf-8")
        pages = PAGE.findall(text)
        faults = [fault for code, _, body in pages for fault in faults_of(code, body, world)]
    print("\n\n".join(faults) or f"{len(pages)} pages, and what they show is so")
    return 1 if faults or len(pages) < 70 else 0


if __name__ == "__main__":
    sys.exit(main())
