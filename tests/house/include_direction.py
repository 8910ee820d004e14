#!/usr/bin/env python3
"""Reads the includes and fails where one runs against the direction of the house (docs/architecture.md)."""
import pathlib
import re
import sys

# A room may include itself and what stands to its left.
ORDER = ["parser", "engine/include", "engine/value", "engine/threads", "engine/files", "engine/store", "engine/catalog", "engine/claims", "engine/bind", "engine/plan",
         "engine/exec", "engine/exchange", "engine/session", "shell"]
# Rooms that do not know each other although one stands to the left.
STRANGERS = {("engine/value", "parser"), ("engine/store", "parser"), ("engine/store", "engine/value"),
             ("engine/files", "engine/value"), ("engine/claims", "parser"), ("engine/include", "parser")}
# Who alone may include what of others.
ONLY = [(re.compile(r"<lmdb\.h>"), re.compile(r"^engine/store/.*\.cpp$")),
        (re.compile(r"<tao/pegtl"), re.compile(r"^parser/")),
        (re.compile(r"<zlib\.h>"), re.compile(r"^engine/files/")),
        (re.compile(r"<readstat\.h>"), re.compile(r"^engine/exchange/(stata|readstat_on_demand)\.cpp$")),
        (re.compile(r"<xlsxwriter"), re.compile(r"^engine/exchange/(workbook|xlsxwriter_on_demand)\.cpp$")),
        (re.compile(r"<spdlog/|<CLI/"), re.compile(r"^shell/")),
        (re.compile(r"<iostream>"), re.compile(r"^shell/"))]
# The shell speaks to the engine through its public face; of the parser it uses what characters are and how wide, how near words are, of what class tokens are, what may follow, and
# the layout of scripts.
SHELL_MAY = re.compile(r'^"(shell/|entente/|parser/(source|display|characters|edit_distance|overloaded|token_classes|expect|words|format/format)\.h")')
WORDS_OF_THE_SHELL = re.compile(r"\b(isatty|std::cout|std::cerr|std::exit)\b")


def room_of(path):
    found = [room for room in ORDER if path.startswith(room + "/")]
    return max(found, key=len) if found else None


def target_room(include):
    if include.startswith("entente/"):
        return "engine/include"
    return room_of(include)


def faults_of(path, text):
    room = room_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        include = re.match(r'#include\s+([<"][^>"]+[>"])', line)
        if include:
            name = include.group(1)
            for what, who in ONLY:
                if what.match(name) and not who.match(path):
                    yield f"{path}:{number}: {name} belongs to {who.pattern}"
            if room == "shell" and name.startswith('"') and not SHELL_MAY.match(name):
                yield f"{path}:{number}: the shell includes {name}"
            target = target_room(name[1:-1]) if name.startswith('"') else None
            if target and ORDER.index(target) > ORDER.index(room):
                yield f"{path}:{number}: {room} includes {target}, which stands to its right"
            if target and (room, target) in STRANGERS:
                yield f"{path}:{number}: {room} does not know {target}"
            if path.startswith("engine/include/") and name.startswith("<") and "/" in name:
                yield f"{path}:{number}: a public header shows {name}"
        elif room != "shell" and WORDS_OF_THE_SHELL.search(line.split("//")[0]):
            yield f"{path}:{number}: only the shell speaks to the terminal"


def main():
    top = pathlib.Path(sys.argv[1])
    faults, read = [], 0
    for folder in ("parser", "engine", "shell"):
        for file in sorted((top / folder).rglob("*")):
            if file.suffix in (".h", ".cpp"):
                read += 1
                faults += faults_of(str(file.relative_to(top)), file.read_text(encoding="utf-8"))
    print("\n".join(faults) or f"{read} files, every include runs in the right direction")
    return 1 if faults or read < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
