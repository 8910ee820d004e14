#!/usr/bin/env python3
"""What is installed, and that it works where it lies: install_test.py SOURCE_DIR BUILD_DIR ENTENTE"""

import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = BUILD = PROGRAM = None  # set at the end, from the command line
SHELLS = {"bash": "bash-completion/completions/entente", "zsh": "zsh/vendor-completions/_entente", "fish": "fish/vendor_completions.d/entente.fish"}


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="entente-install-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name) / "root"
        pages = pathlib.Path(BUILD) / "shell" / "packaging"
        if not (pages / "entente.1.gz").exists():  # only `ninja` without targets makes them
            subprocess.run([sys.executable, f"{SOURCE}/shell/packaging/man_pages.py", SOURCE, PROGRAM, str(pages)], check=True)
        subprocess.run(["cmake", "--install", BUILD, "--prefix", str(cls.root), "--component", "entente"], check=True, capture_output=True)
        cls.program = str(cls.root / "bin" / "entente")
        cls.share = cls.root / "share"
        cls.environment = {**os.environ, "XDG_DATA_HOME": folder.name, "PATH": f"{cls.root}/bin:{os.environ['PATH']}"}
        cls.environment.pop("ENTENTE_SEEDS", None)

    def run_program(self, *command):
        return subprocess.run(command, check=True, capture_output=True, text=True, env=self.environment, timeout=60).stdout

    def test_the_first_query_of_the_readme_runs_on_the_installed_seeds(self):
        asked = re.search(r"dev run -c '([^']+)'", (self.share / "doc/entente/README.md").read_text(encoding="utf-8")).group(1)
        self.assertIn("Türkiye", self.run_program(self.program, "-c", asked))
        (self.share / "entente/seeds/99-later.ent").write_text("-- one file more\n")  # seen only by who reads the installed seeds
        done = subprocess.run([self.program, "-c", asked], check=True, capture_output=True, text=True, env=self.environment, timeout=60)
        self.assertIn("was made from older seeds", done.stderr)

    def test_documents_and_examples_are_there(self):
        for name in ("README.md", "language.md", "shell.md", "help.md", "errors.md", "grammar.ebnf", "examples"):
            self.assertTrue((self.share / "doc/entente" / name).exists(), name)

    def test_man_pages_have_what_their_sources_have_and_no_fault(self):
        for name, wanted in (("man1/entente.1", ["--keep-going", "EXIT CODES", "Ctrl-R", "timeline"]),
                             ("man7/entente-language.7", ["memberships", "throughout", "Stages"])):
            page = self.share / "man" / (name + ".gz")
            text = gzip.decompress(page.read_bytes()).decode()
            self.assertTrue(text.startswith(".TH ENTENTE"))
            if not shutil.which("man"):
                continue
            shown = subprocess.run(["man", "--warnings", "-l", str(page)], capture_output=True, text=True, check=True,
                                   env={**self.environment, "MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MAN_KEEP_FORMATTING": ""})
            self.assertEqual(shown.stderr, "")
            plain = re.sub(r".\x08", "", shown.stdout).replace("‐", "-")
            for word in wanted:
                self.assertIn(word, plain)

    def test_shells_complete_every_option_and_format(self):
        help_text = self.run_program(self.program, "--help")
        options = set(re.findall(r"^  (-\w|--[\w-]+)", help_text, re.M)) | {"--help"}
        formats = re.search(r"--format FORMAT +(.*)", help_text).group(1).replace("(default)", "").replace(",", "").split()
        self.assertGreater(len(options), 15)
        for shell, path in SHELLS.items():
            text = (self.share / path).read_text(encoding="utf-8")
            for option in options:
                spelt = option if shell != "fish" else ("-l " + option[2:] if option.startswith("--") else "-s " + option[1:])
                self.assertIn(spelt, text, shell)
            self.assertIn(" ".join(formats), text, shell)
            if shutil.which(shell):
                subprocess.run([shell, "-n", str(self.share / path)], check=True)

    def test_bash_completes(self):
        def completed(*words):
            script = f"source {self.share / SHELLS['bash']}; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _entente; echo ${{COMPREPLY[*]}}"
            return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, env=self.environment, cwd=SOURCE).stdout.split()

        self.assertEqual(completed("entente", "--fo"), ["--format"])
        self.assertEqual(completed("entente", "--format", "ti"), ["timeline"])
        self.assertEqual(completed("entente", "--explain-error", "N02"), ["N02"])
        self.assertEqual(completed("entente", "-f", "seeds/10"), ["seeds/10-roles.ent"])

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish_completes(self):
        script = f"source {self.share / SHELLS['fish']}; complete -C 'entente --format ti'"
        self.assertTrue(self.run_program("fish", "-c", script).startswith("timeline"))


if __name__ == "__main__":
    SOURCE, BUILD, PROGRAM = sys.argv.pop(1), sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
