#!/usr/bin/env python3
"""Each code of an error in the sources has a page in docs/errors.md, a row in docs/language.md and a wrong input in the tests; and the
reverse. Each message names a way out, and none speaks of the grammar's rules."""
import pathlib
import re
import sys

CODE = r"[PNBRTXFS]\d\d"
INPUTS_MIN = 120  # in the table of wrong inputs


def read(path):
    return path.read_text(encoding="utf-8")


def codes_of_sources(top):
    files = [file for room in ("parser", "engine", "shell") for file in (top / room).rglob("*") if file.suffix in (".h", ".cpp")]
    return {code for file in files for code in re.findall(rf'"({CODE})"', read(file))}


def pages(top):
    return re.findall(rf"^## ({CODE}) · (.+)$", read(top / "docs" / "errors.md"), re.M)


def rows(top):
    """Code and meaning of the table in section 9 of the language's page."""
    return re.findall(rf"^\| ({CODE}) \| (.+?) \| .*\|$", read(top / "docs" / "language.md").replace("\\|", "¦"), re.M)


def errors_of(text):
    """The errors in a transcript or a document: code and text, which ends where the indented lines do."""
    return [(match.group(1), match.group(0)) for match in re.finditer(rf"^error\[({CODE})\]: .*\n(?: .*\n)*", text, re.M)]


def table(top):
    return [(path, read(path)) for path in sorted((top / "tests" / "language").glob("errors_*.test"))]


def rules_of_the_grammar(top):
    return {name for file in (top / "parser" / "grammar").glob("*.h") for name in re.findall(r"^struct ([A-Z]\w+)", read(file), re.M)}


def words_of(error):
    """The words of its own: what stands in quotes, on the excerpt and in the line to be written are the reader's."""
    lines = [line for line in error.split("\n") if line.startswith("error[") or line.startswith("  help: ")]
    own = [re.sub(r"^  help: write [^;]*", "", line) for line in lines]
    return set(re.findall(r"\w+", re.sub(r'"[^"]*"', "", "\n".join(own))))


def differences(name, codes, sources):
    for code in sorted(sources - codes):
        yield f"{code} stands in the sources and not in {name}"
    for code in sorted(codes - sources):
        yield f"{code} stands in {name} and not in the sources"


def faults(top):
    sources = codes_of_sources(top)
    yield from differences("docs/errors.md", {code for code, _ in pages(top)}, sources)
    yield from differences("docs/language.md", {code for code, _ in rows(top)}, sources)
    meanings = dict(pages(top))
    for code, meaning in rows(top):
        if meanings.get(code, meaning) != meaning:
            yield f"{code} means two things:\n  {meaning}\n  {meanings[code]}"

    transcripts = [(path, read(path)) for path in sorted((top / "tests" / "language").glob("*.test"))]
    given = [(path, code, error) for path, text in transcripts for code, error in errors_of(text)]
    given += [("docs/errors.md", code, error) for code, error in errors_of(read(top / "docs" / "errors.md"))]
    others = re.findall(rf"error\[({CODE})\]", read(top / "tests" / "session" / "errors_test.cpp"))  # of the machine
    others += re.findall(rf'"({CODE})"', read(top / "tests" / "parser" / "script_test.cpp"))  # of bytes
    for path in (top / "tests" / "files").glob("*.cpp"):
        others += re.findall(rf'"!?({CODE})\b', read(path))
    for name in ("limits", "statement", "interrupt", "rows_of", "import", "file_statements"):  # of what the caller does
        others += re.findall(rf'({CODE})\b', read(top / "tests" / "session" / f"{name}_test.cpp"))
    tested = {code for _, code, _ in given} | set(others)
    yield from differences("the tests", tested, sources)
    inputs = sum(len(errors_of(text)) for _, text in table(top))
    if inputs < INPUTS_MIN:
        yield f"the table of wrong inputs has {inputs}, not {INPUTS_MIN}"

    rules = rules_of_the_grammar(top)
    if len(rules) < 100:
        yield "the rules of the grammar are not found"
    for path, code, error in given:
        if "\n  help: " not in error:
            yield f"{path}: no way out\n{error}"
        if named := sorted(words_of(error) & rules):
            yield f"{path}: {', '.join(named)} of the grammar in\n{error}"


def main():
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "every code has its page, its row and its tests")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
