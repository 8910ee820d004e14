#!/usr/bin/env python3
"""What editors make of the files of docs/editors: colours.py SOURCE_DIR

Pygments and Vim are asked for the class of single words; where one of them is not installed this says so and goes on. The TextMate grammar has
no program in Debian that reads it: that it is whole and that its expressions compile is all that is seen here."""
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

FOLDER = None  # set at the end, from the command line
SEEDS = None

# A text, then each word of it that is asked for, with its class.
SAMPLES = [
    ("-- members of SCO", [("members", "comment")]),
    ("members of SCO--x\n", [("members", "source"), ("of", "reserved"), ("SCO", "name"), ("x", "comment")]),
    ('history of "the ""old"" club"; roles', [("old", "text"), ("club", "text"), ("roles", "source")]),
    ("let quad-2 = {Sri Lanka, 中国, C-24, G20, 10th}", [("let", "statement"), ("quad-2", "plain"), ("Sri", "name"), ("Lanka", "name"),
                                                       ("中国", "name"), ("C-24", "name"), ("G20", "name"), ("10th", "name")]),
    ("organisations of cow:640 on 2014-10-21 | take 5", [("organisations", "source"), ("cow:", "kind"), ("on", "reserved"),
                                                         ("2014-10-21", "date"), ("take", "stage"), ("5", "number")]),
    ("states | where year(day) = $day and x is missing", [("where", "stage"), ("year", "function"), ("(day", "plain"), ("$day", "parameter"),
                                                          ("and", "reserved"), ("x", "plain"), ("missing", "constant")]),
    ("explain dialogue partners of SCO each year during 2014", [("explain", "statement"), ("dialogue", "plain"), ("partners", "plain"),
                                                                ("year", "clause"), ("2014", "date")]),
    ('define source kin titled "x" published 2004~ licence "y"; titled', [
        ("define", "statement"), ("source", "recording"), ("kin", "plain"), ("titled", "recording"), ("published", "recording"),
        ("2004~", "date"), ("licence", "recording"), ("; titled", "plain")]),
    ("states | select titled, in-between", [("titled", "plain"), ("in-between", "plain")]),
]


def places():
    """Yields (text, place, word, class); a word may be written with what stands before it, to tell it from others."""
    for text, words in SAMPLES:
        start = 0
        for word, kind in words:
            place = text.index(word, start)
            bare = word.lstrip("(; ")
            start = place + len(word)
            yield text, start - len(bare), bare, kind


class TextMate(unittest.TestCase):
    def test_what_package_json_names_is_there(self):
        folder = FOLDER / "vscode"
        contributes = json.loads((folder / "package.json").read_text())["contributes"]
        json.loads((folder / contributes["languages"][0]["configuration"]).read_text())
        grammar = json.loads((folder / contributes["grammars"][0]["path"]).read_text())
        self.assertEqual(grammar["scopeName"], contributes["grammars"][0]["scopeName"])

    def test_its_parts_are_there_and_its_expressions_compile(self):
        grammar = json.loads((FOLDER / "vscode" / "entente.tmLanguage.json").read_text())
        expressions = []

        def walk(rule):
            for key in ("match", "begin", "end"):
                if key in rule:
                    # Python has no \p{…}, nor Oniguruma's meaning of it; any class will do to see that the rest is well-formed.
                    expressions.append(re.compile(re.sub(r"\\p\{\w+\}", "A-Z", rule[key]) if "[" in rule[key] else rule[key]))
            if "include" in rule:
                self.assertIn(rule["include"].lstrip("#"), grammar["repository"])
            for below in rule.get("patterns", []) + list(rule.get("captures", {}).values()):
                walk(below)

        for rule in grammar["patterns"] + list(grammar["repository"].values()):
            walk(rule)
        self.assertGreater(len(expressions), 15)


@unittest.skipUnless(importlib.util.find_spec("pygments"), "Pygments is not installed (python3-pygments)")
class Pygments(unittest.TestCase):
    CLASSES = {"comment": "Comment.Single", "text": "Literal.String.Double", "name": "Name.Entity", "kind": "Keyword.Type", "number": "Literal.Number",
               "date": "Literal.Number.Date", "parameter": "Name.Variable", "function": "Name.Function", "stage": "Keyword", "reserved": "Keyword",
               "statement": "Keyword", "source": "Name.Builtin", "constant": "Keyword.Constant", "recording": "Keyword.Type",
               "clause": "Keyword", "plain": "Name"}

    def setUp(self):
        from pygments.lexers import load_lexer_from_file
        self.lexer = load_lexer_from_file(str(FOLDER / "pygments" / "entente_lexer.py"), "EntenteLexer", stripnl=False, ensurenl=False)

    def test_words_have_their_classes(self):
        for text, place, word, kind in places():
            for at, token, value in self.lexer.get_tokens_unprocessed(text):
                if at <= place < at + len(value):
                    found = str(token).removeprefix("Token.")
                    self.assertTrue(found == self.CLASSES[kind] or found == "Keyword.Declaration" and kind == "statement", (text, word, found, kind))
                    if kind not in ("comment", "text"):
                        self.assertEqual(value, word, text)

    def test_it_takes_every_seed_whole(self):
        for seed in SEEDS:
            text = seed.read_text()
            tokens = list(self.lexer.get_tokens_unprocessed(text))
            self.assertEqual("".join(value for _, _, value in tokens), text)
            self.assertEqual([(at, value) for at, token, value in tokens if "Error" in str(token)], [], seed.name)


def has_vim():
    return shutil.which("vim") and "+syntax" in subprocess.run(["vim", "--version"], capture_output=True, text=True, check=False).stdout


@unittest.skipUnless(has_vim(), "Vim with colours is not installed (vim)")
class Vim(unittest.TestCase):
    def classes(self, asked):
        """The names of the syntax groups at (text, place): one run of Vim for all."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            script = [f"set runtimepath^={FOLDER}/vim", "syntax on", "set encoding=utf-8"]
            for number, (text, place) in enumerate(asked):
                (folder / f"{number}.ent").write_text(text)
                column = len(text[:place].encode()) + 1
                script += [f"silent edit! {folder}/{number}.ent", "syntax sync fromstart",
                           f"call writefile([synIDattr(synID(1, {column}, 1), 'name')], '{folder}/out', 'a')"]
            (folder / "run.vim").write_text("\n".join([*script, "qall!"]) + "\n")
            subprocess.run(["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", str(folder / "run.vim")], timeout=60, check=False,
                           stdin=subprocess.DEVNULL, capture_output=True, env={"TERM": "dumb", "HOME": name, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
            return (folder / "out").read_text().splitlines()

    def test_words_have_their_classes(self):
        wanted = {"recording": "ententeAttribute", "plain": ("ententeWord", "ententeRecording")}
        asked = list(places())
        found = self.classes([(text, place) for text, place, _, _ in asked])
        self.assertEqual(len(found), len(asked))
        for (text, _, word, kind), group in zip(asked, found):
            self.assertIn(group, wanted.get(kind, "entente" + kind.capitalize()), (text, word, kind))


if __name__ == "__main__":
    SOURCE = pathlib.Path(sys.argv.pop(1))
    FOLDER = SOURCE / "docs" / "editors"
    SEEDS = sorted((SOURCE / "seeds").glob("*.ent"))
    unittest.main(verbosity=2)
