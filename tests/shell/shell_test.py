#!/usr/bin/env python3
"""What the program `entente` does when a person, a script or a pipe uses it.

Called with the path of the program. Each test is a sentence about the shell, and shows how it is called; each has an
empty folder of its own for its databases and its home. Needs nothing but Python and Linux.
"""

import csv
import fcntl
import io
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = None  # set at the end, from the command line

DONE, QUERY_FAILED, USAGE, DATABASE_UNUSABLE, LOCKED, INPUT_OUTPUT = 0, 1, 2, 3, 4, 5

# A small world: three states, two bodies, and who was in them.
SMALL_WORLD = """
define source handbook titled "A handbook" publisher "Us" published 2015-01-01;
define role "member" plural "members" rank 10;
define role "observer" plural "observers" rank 20;
define state CHN named "China" since 1949-10-01;
define state RUS named "Russia" since 1991-12-26;
define state IRN named "Iran" also "中国的朋友" since 1900-01-01;
define organisation SCO named "Shanghai Cooperation Organisation" since 2001-06-15;
define organisation BRICS named "BRICS" since 2009-06-16;
record China, Russia as member of SCO since 2001-06-15 according to handbook;
record China, Russia as member of BRICS since 2009-06-16 according to handbook;
record Iran as observer of SCO since 2005-07-05 according to handbook;
"""

MEMBERS = "members of SCO on 2014-10-21"
ALL_OF_THEM = "participants of SCO on 2014-10-21 | select actor, name | sort actor"


class Shell(unittest.TestCase):
    """A folder with a small database, and ways to call the program."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="entente-shell-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.seeds = self.folder / "seeds"
        self.seeds.mkdir()
        self.write("seeds/world.ent", SMALL_WORLD)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "ENTENTE_SEEDS": str(self.seeds),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
        }
        for name in os.environ:  # the sanitizers' own
            if name.endswith("SAN_OPTIONS"):
                self.environment[name] = os.environ[name]

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def run_entente(self, *arguments, stdin="", **changes):
        """Runs to the end. `changes` to the environment; None takes a variable away."""
        environment = {**self.environment, **changes}
        environment = {name: value for name, value in environment.items() if value is not None}
        done = subprocess.run([PROGRAM, *arguments], input=stdin.encode(), capture_output=True, env=environment,
                              cwd=self.folder, timeout=60, check=False)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    def ask(self, *arguments, **more):
        """Runs to a good end; returns standard output."""
        done = self.run_entente(*arguments, **more)
        self.assertEqual(done.returncode, DONE, done.stderr)
        return done.stdout

    def refuse(self, exit_code, *arguments, **more):
        """Runs to a bad end; returns standard error. Nothing on standard output."""
        done = self.run_entente(*arguments, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def make_database(self, name="small.entente"):
        self.ask(name, "-f", self.write("small.ent", SMALL_WORLD))
        return name


class Statements(Shell):
    def test_c_runs_a_text(self):
        answer = self.ask("-c", MEMBERS)
        self.assertIn("China", answer)
        self.assertIn("Russia", answer)
        self.assertNotIn("Iran", answer)

    def test_c_takes_today_where_a_query_states_no_time(self):
        self.assertIn("China", self.ask("-c", "members of SCO"))

    def test_f_runs_a_file_and_wants_its_time_stated(self):
        self.assertIn("China", self.ask("-f", self.write("good.ent", MEMBERS + ";\n")))
        self.assertIn("bad.ent", self.refuse(QUERY_FAILED, "-f", self.write("bad.ent", "members of SCO;\n")))

    def test_a_pipe_is_a_script(self):
        self.assertIn("China", self.ask(stdin=MEMBERS))
        self.assertIn("Iran", self.ask("-f", "-", stdin=ALL_OF_THEM))

    def test_an_empty_pipe_is_nothing_to_do(self):
        for nothing in ("", "-- only a comment\n", "\ufeff"):
            self.assertEqual(self.ask(stdin=nothing), "")

    def test_texts_and_files_run_in_their_order_in_one_session(self):
        first = self.write("first.ent", f"let us = {MEMBERS};\n")
        answer = self.ask("-f", first, "-c", "us | count", "-c", "us | select actor | take 1", "--format", "jsonl")
        self.assertEqual([json.loads(line) for line in answer.splitlines()], [{"count": 2}, {"actor": "CHN"}])

    def test_the_first_error_ends_the_run(self):
        done = self.run_entente("-c", ALL_OF_THEM, "-c", "members of Atlantis", "-c", MEMBERS, "--format", "csv")
        self.assertEqual(done.returncode, QUERY_FAILED)
        self.assertIn("Atlantis", done.stderr)
        self.assertEqual(done.stdout.count("actor,name"), 1)

    def test_an_error_says_where(self):
        text = self.refuse(QUERY_FAILED, "-f", self.write("report.ent", "-- first line\nmembers off SCO on 2014-10-21;\n"))
        self.assertRegex(text, r"error\[\w+\]")
        self.assertIn("report.ent:2:", text)
        self.assertIn("^", text)

    def test_parameters_are_bound(self):
        query = "organisations of $who as member on 2014-10-21 | where size(member) >= $least | select body | sort body"
        self.assertEqual(self.ask("--param", "who=China", "--param", "least=2", "--format", "csv", "-c", query),
                         "body\nBRICS\nSCO\n")
        self.assertEqual(self.ask("--param", "who=[Iran,Russia]", "--format", "csv", "-c", "{$who} | select name | sort name"),
                         "name\nIran\nRussia\n")

    def test_begin_without_commit_is_a_failure(self):
        error = self.run_entente("-c", 'begin; define group "X" named "X";')
        self.assertEqual(error.returncode, QUERY_FAILED)
        self.assertIn("commit", error.stderr)

    def test_scripts_are_read_before_anything_runs(self):
        database = self.folder / "new.entente"
        self.refuse(INPUT_OUTPUT, str(database), "-c", 'define group "X" named "X"', "-f", "missing.ent")
        self.assertFalse(database.exists())

    def test_a_file_that_is_no_script_is_named(self):
        self.assertIn("missing.ent: No such file", self.refuse(INPUT_OUTPUT, "-f", "missing.ent"))
        self.assertIn("Is a directory", self.refuse(INPUT_OUTPUT, "-f", str(self.folder)))
        self.assertIn("latin1.ent:1: not UTF-8", self.refuse(QUERY_FAILED, "-f", self.write("latin1.ent", b"members of C\xf4te")))

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_script_without_permission_is_named(self):
        path = self.write("secret.ent", MEMBERS)
        os.chmod(path, 0)
        self.assertIn("Permission denied", self.refuse(INPUT_OUTPUT, "-f", path))


class Formats(Shell):
    def test_table_is_the_default_and_the_same_in_a_pipe(self):
        answer = self.ask("-c", ALL_OF_THEM)
        self.assertTrue(answer.startswith("┌"), answer)
        self.assertIn("│ CHN   │ China  │\n", answer)
        self.assertNotIn("\x1b", answer)
        self.assertNotRegex(answer, r"\d ms")

    def test_csv_holds_rows_only(self):
        done = self.run_entente("--format", "csv", "-c", ALL_OF_THEM)
        self.assertEqual(list(csv.reader(io.StringIO(done.stdout))),
                         [["actor", "name"], ["CHN", "China"], ["IRN", "Iran"], ["RUS", "Russia"]])
        self.assertIn("3", done.stderr)  # the caption

    def test_csv_parts_two_answers_by_an_empty_line(self):
        answer = self.ask("--format", "csv", "-c", f"{MEMBERS} | count; {ALL_OF_THEM} | take 1")
        self.assertEqual(answer, "count\n2\n\nactor,name\nCHN,China\n")

    def test_json_is_an_object_a_query(self):
        answer = json.loads(self.ask("--format", "json", "-c", ALL_OF_THEM))
        self.assertEqual(answer["columns"], ["actor", "name"])
        self.assertEqual(answer["rows"][1], {"actor": "IRN", "name": "Iran"})
        self.assertTrue(answer["caption"])

    def test_jsonl_is_an_object_a_row(self):
        answer = self.ask("--format", "jsonl", "-c", ALL_OF_THEM).splitlines()
        self.assertEqual(json.loads(answer[2]), {"actor": "RUS", "name": "Russia"})

    def test_markdown_is_a_table(self):
        answer = self.ask("--format", "markdown", "-c", ALL_OF_THEM)
        self.assertTrue(answer.startswith("| actor | name |\n| --- | --- |\n| CHN | China |\n"), answer)

    def test_what_was_done_is_a_result_in_a_table_alone(self):
        database = self.make_database()
        self.assertNotEqual(self.ask(database, "-c", 'define group "X" named "X"'), "")
        done = self.run_entente(database, "--format", "csv", "-c", 'define group "Y" named "Y"')
        self.assertEqual((done.returncode, done.stdout), (DONE, ""))
        self.assertNotEqual(done.stderr, "")


class Output(Shell):
    """-o FILE, --keep-going, --safe: how a run ends."""

    def test_a_file_holds_all_results_or_none(self):
        self.ask("-o", "sco.csv", "--format", "csv", "-c", ALL_OF_THEM)
        self.assertEqual((self.folder / "sco.csv").read_text(), "actor,name\nCHN,China\nIRN,Iran\nRUS,Russia\n")
        self.run_entente("-o", "sco.csv", "--format", "csv", "-c", MEMBERS, "-c", "members of Atlantis")
        self.assertEqual((self.folder / "sco.csv").read_text(), "actor,name\nCHN,China\nIRN,Iran\nRUS,Russia\n")
        self.run_entente("-o", "none.csv", "-c", "members of Atlantis")
        self.assertFalse((self.folder / "none.csv").exists())
        self.assertIn("cannot write no/folder.csv", self.refuse(INPUT_OUTPUT, "-o", "no/folder.csv", "-c", MEMBERS))

    def test_standard_output_by_its_name_is_not_replaced(self):
        command = f"{{ echo first; '{PROGRAM}' -o /dev/stdout --format csv -c 'roles | count'; echo last; }} >all.txt"
        subprocess.run(["sh", "-c", command], env=self.environment, cwd=self.folder, stderr=subprocess.DEVNULL, timeout=60, check=True)
        self.assertEqual((self.folder / "all.txt").read_text(), "first\ncount\n2\nlast\n")

    def test_a_run_that_is_killed_leaves_nothing_behind(self):
        command = [PROGRAM, "-o", "killed.csv", "-c", "pairs of states each day during 2002 through 2020"]
        database = self.make_database("many.entente")
        self.ask(database, "-c", "".join(f'define state "S{n}" named "State {n}"; record "S{n}" as member of SCO since 2002 according to handbook;' for n in range(30)))
        process = subprocess.Popen([*command[:1], database, *command[1:]], env=self.environment, cwd=self.folder)
        time.sleep(0.4)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(30), -signal.SIGTERM)
        self.assertEqual([path.name for path in self.folder.iterdir() if "killed" in path.name], [])

    def test_keep_going_runs_what_stands_behind_an_error_and_still_fails(self):
        database = self.make_database()
        script = self.write("mixed.ent", 'define group "A" named "A";\nmembers of Atlantis on 2014-10-21;\ndefine group "B" named "B; not an end";\n')
        done = self.run_entente(database, "--keep-going", "-f", script)
        self.assertEqual(done.returncode, QUERY_FAILED)
        self.assertIn("mixed.ent:2:12", done.stderr)
        self.assertIn("stdin:2:25", self.run_entente(database, "--keep-going", stdin='roles | count;\n{"Türkiye"}; members of Atlantis on 2014-10-21').stderr)
        self.assertEqual(self.ask(database, "--format", "csv", "-c", "groups | count"), "count\n2\n")
        self.assertEqual(self.run_entente(database, "--keep-going", "-c", "members of Atlantis", "-c", "roles | count").stdout.count("count"), 1)
        self.assertEqual(self.ask(database, "--keep-going", "--format", "csv", "-c", "groups | count"), "count\n2\n")

    def test_without_it_a_script_takes_effect_as_a_whole(self):
        database = self.make_database()
        self.refuse(QUERY_FAILED, database, "-f", self.write("mixed.ent", 'define group "A" named "A";\nmembers of Atlantis on 2014-10-21;\n'))
        self.assertEqual(self.ask(database, "--format", "csv", "-c", "groups | count"), "count\n0\n")

    def test_safe_reads_no_files_and_has_limits(self):
        self.write("a.csv", "a\n1\n")
        self.assertEqual(self.ask("--format", "csv", "-c", 'rows of "a.csv" | count'), "count\n1\n")
        self.refuse(QUERY_FAILED, "--safe", "-c", 'rows of "a.csv" | count')
        for statement in ('dump to "all.ent"', 'backup to "copy.entente"', 'export (roles) to "roles.csv"', 'import actors from "a.csv"'):
            self.assertIn("F04", self.run_entente("--safe", "-c", statement).stderr)
        self.assertEqual({path.name for path in self.folder.iterdir()} & {"all.ent", "copy.entente", "roles.csv"}, set())
        database = self.make_database("many.entente")
        self.ask(database, "-c", "".join(f'define state "S{n}" named "State {n}" since 1700;' for n in range(5)))
        done = self.run_entente(database, "--safe", "--format", "csv", "-c", "pairs of {S0, S1, S2, S3, S4} with states each day during 1800 through 2070")
        self.assertEqual((done.returncode, "X08" in done.stderr), (QUERY_FAILED, True), done.stderr)
        self.assertIn("China", self.ask("--safe", "-c", MEMBERS))

    def test_what_cannot_be_written_is_opened_for_reading(self):
        database = self.make_database()
        for name, mode in ((database, 0o444), (database + "-lock", 0o666), (database + "-writer", 0o666), (".", 0o555)):
            os.chmod(self.folder / name, mode)  # readers, too, write into the lock file
        self.addCleanup(os.chmod, self.folder, 0o755)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}  # root may write everything
        ask = lambda text: subprocess.run([PROGRAM, database, "-c", text], capture_output=True, text=True, env=self.environment, cwd=self.folder,
                                          timeout=60, check=False, **nobody)
        try:
            done = ask(MEMBERS)
        except PermissionError:
            self.skipTest("nobody may not reach the program")
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertIn("China", done.stdout)
        self.assertIn("opened for reading only", done.stderr)
        done = ask('define group "X" named "X"')
        self.assertEqual((done.returncode, "reading only" in done.stderr), (QUERY_FAILED, True), done.stderr)

    def test_other_formats(self):
        self.assertTrue(self.ask("--format", "html", "-c", ALL_OF_THEM).startswith("<table>\n"))
        self.assertTrue(self.ask("--format", "latex", "-c", ALL_OF_THEM).startswith("\\begin{tabular}{ll}\n"))
        self.assertIn("\n  actor: CHN\n", "\n  " + self.ask("--format", "list", "-c", ALL_OF_THEM).lstrip())
        self.assertEqual(self.ask("--format", "tsv", "-c", ALL_OF_THEM).splitlines()[1], "CHN\tChina")
        self.assertRegex(self.ask("--format", "timeline", "-c", "memberships of China ever"), "SCO +█")
        self.assertIn("█", self.ask("--format", "spark", "-c", "members of SCO each year during 2000 through 2010 | count by period"))
        self.assertEqual(self.ask("--format", "csv", "--null", "NA", "-c", "members of SCO on 2014-10-21 | select ended | take 1"), "ended\nNA\n")


class Databases(Shell):
    def test_without_a_file_it_is_the_world_made_once(self):
        self.ask("-c", MEMBERS)
        made = self.folder / "data" / "entente" / "world.entente"
        before = made.stat().st_mtime_ns
        self.assertIn("world", self.ask("-c", MEMBERS))
        self.assertEqual(made.stat().st_mtime_ns, before)

    def test_a_reader_too_makes_the_world_but_cannot_change_it(self):
        self.assertIn("China", self.ask("--readonly", "-c", MEMBERS))
        self.assertNotEqual(self.refuse(DATABASE_UNUSABLE, "--readonly", "x.entente", "-c", MEMBERS), "")
        self.assertIn("reading only", self.refuse(QUERY_FAILED, "--readonly", "-c", 'define group "X" named "X"'))

    def test_newer_seeds_are_told_but_change_nothing(self):
        self.ask("-c", MEMBERS)
        self.write("seeds/zzz.ent", 'define state FRA named "France" since 1900-01-01;')
        done = self.run_entente("-c", "states | count", "--format", "csv")
        self.assertEqual(done.stdout, "count\n3\n")
        self.assertIn("was made from older seeds", done.stderr)

    def test_a_world_without_seeds_says_what_to_do(self):
        empty = self.folder / "empty"
        empty.mkdir()
        self.assertIn("ENTENTE_SEEDS", self.refuse(DATABASE_UNUSABLE, "-c", MEMBERS, ENTENTE_SEEDS=str(empty)))

    def test_bad_seeds_leave_no_world_behind(self):
        self.write("seeds/bad.ent", "define nonsense;")
        self.assertIn("bad.ent", self.refuse(QUERY_FAILED, "-c", MEMBERS))
        self.assertFalse((self.folder / "data" / "entente" / "world.entente").exists())

    def test_a_data_folder_that_cannot_be_made_says_what_to_do(self):
        self.write("file", "")
        error = self.refuse(INPUT_OUTPUT, "-c", MEMBERS, XDG_DATA_HOME=str(self.folder / "file"))
        self.assertIn("XDG_DATA_HOME", error)

    def test_home_is_where_the_world_lies_by_default(self):
        self.ask("-c", MEMBERS, XDG_DATA_HOME=None)
        self.assertTrue((self.folder / "home/.local/share/entente/world.entente").exists())

    def test_a_file_is_made_and_opened_again(self):
        database = self.make_database()
        self.assertIn("small.entente", self.ask(database, "-c", MEMBERS))

    def test_what_is_no_database_is_refused_and_left_alone(self):
        text = self.write("notes.txt", "members of the club\n" * 1000)
        self.assertIn("notes.txt", self.refuse(DATABASE_UNUSABLE, text, "-c", MEMBERS))
        self.assertIn(str(self.folder), self.refuse(DATABASE_UNUSABLE, str(self.folder), "-c", MEMBERS))
        self.assertEqual(pathlib.Path(text).read_text(), "members of the club\n" * 1000)

    def test_a_missing_file_is_not_made_for_a_reader(self):
        self.assertIn("none.entente", self.refuse(DATABASE_UNUSABLE, "none.entente", "--readonly", "-c", MEMBERS))
        self.assertFalse((self.folder / "none.entente").exists())

    def test_a_question_or_a_script_as_file_is_a_slip(self):
        self.assertIn("-c", self.refuse(DATABASE_UNUSABLE, "members of SCO"))
        self.assertIn("-f", self.refuse(DATABASE_UNUSABLE, self.write("report.ent", MEMBERS)))
        self.assertIn("-f", self.refuse(DATABASE_UNUSABLE, "missing.ent"))
        self.assertIn("entente --help", self.refuse(DATABASE_UNUSABLE, "help"))


    def test_a_writer_waits_for_another_and_gives_up(self):
        database = self.make_database()
        with open(self.folder / (database + "-writer"), "r+b") as lock:  # as another process does while it writes
            fcntl.lockf(lock, fcntl.LOCK_EX)
            error = self.refuse(LOCKED, database, "-c", 'define group "X" named "X"')
            self.assertIn(str(os.getpid()), error)
            self.assertIn("China", self.ask(database, "-c", MEMBERS))  # readers never wait


class CommandLine(Shell):
    def test_version_and_help_go_to_standard_output(self):
        self.assertRegex(self.ask("--version"), r"^entente \d+\.\d+\.\d+\n$")
        self.assertIn("Exit codes:", self.ask("--help"))

    def test_an_error_is_explained_without_a_database(self):
        page = self.ask("--explain-error", "n02")
        self.assertTrue(page.startswith("N02: a name that fits several"), page)
        self.assertIn("\n  error[N02]: ", page)
        self.assertEqual(len(set(re.findall(r"^[A-Z]\d\d  ", self.ask("--explain-error"), re.M)) & {"P01  ", "N02  ", "S18  "}), 3)
        self.assertIn("did you mean N09?", self.refuse(USAGE, "--explain-error", "N99"))
        self.assertFalse((self.folder / "data").exists())

    def test_wrong_use_is_told_with_the_usage(self):
        for arguments in (["--nope"], ["-c"], ["a.entente", "b.entente"], [""], ["--format", "xml"], ["--param", "x"]):
            self.assertIn("usage: entente", self.refuse(USAGE, *arguments))

    def test_the_log_goes_to_its_file(self):
        log = self.folder / "entente.log"
        self.ask("--log-file", str(log), "--log-level", "debug", "-c", MEMBERS)
        self.assertTrue(log.exists())
        self.assertIn("log", self.refuse(INPUT_OUTPUT, "--log-file", str(self.folder), "-c", MEMBERS))


class Surroundings(Shell):
    def test_head_may_close_the_pipe(self):
        self.write("long.ent", (ALL_OF_THEM + ";\n") * 3000)  # more than a pipe holds
        command = f"'{PROGRAM}' {self.make_database()} --format csv -f long.ent 2>errors | head -n 1"
        done = subprocess.run(["sh", "-c", command], capture_output=True, env=self.environment, cwd=self.folder, timeout=60,
                              check=False)
        self.assertEqual((done.returncode, done.stdout), (DONE, b"actor,name\n"))
        self.assertNotIn("error", (self.folder / "errors").read_text())

    def test_a_full_disk_is_noticed(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "-c", MEMBERS], stdout=full, stderr=subprocess.PIPE, env=self.environment,
                                  cwd=self.folder, timeout=60, check=False)
        self.assertEqual(done.returncode, INPUT_OUTPUT)
        self.assertIn(b"cannot write the results: No space left on device", done.stderr)

    def test_closed_standard_files_harm_no_database(self):
        database = self.make_database()
        before = (self.folder / database).read_bytes()
        for closed, exit_code in (("<&-", DONE), (">&-", INPUT_OUTPUT), ("2>&-", DONE)):
            command = f"'{PROGRAM}' --readonly {database} -c '{MEMBERS}' {closed}"
            done = subprocess.run(["sh", "-c", command], capture_output=True, env=self.environment, cwd=self.folder, timeout=60,
                                  check=False)
            self.assertEqual(done.returncode, exit_code, closed)
        self.assertEqual((self.folder / database).read_bytes(), before)

    def test_it_needs_no_locale_terminal_or_home(self):
        answer = self.ask("-c", ALL_OF_THEM, LANG="C", LC_ALL="C", TERM=None, HOME=None)
        self.assertIn("│ CHN   │ China  │\n", answer)


def has_terminals():
    try:
        for descriptor in os.openpty():
            os.close(descriptor)
        return True
    except OSError:
        return False


@unittest.skipUnless(has_terminals(), "this root has no /dev/pts")
class Terminal(Shell):
    """At a terminal that is a mere typewriter: prompts, several lines, the keys Ctrl-C and Ctrl-D."""

    def setUp(self):
        super().setUp()
        self.environment["TERM"] = "dumb"
        self.make_database()

    def start(self, *arguments):
        process, self.terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execve(PROGRAM, [PROGRAM, *arguments], self.environment)
        self.addCleanup(self.end, process)
        self.process = process
        self.seen = ""

    def end(self, process):
        os.close(self.terminal)
        try:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    def await_text(self, text):
        """Reads until `text` was shown; returns all that was shown since the last call."""
        deadline = time.monotonic() + 30
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))
            try:
                more = os.read(self.terminal, 65536) if ready else b""
            except OSError:  # the program has left
                more = b""
            if not more:
                self.fail(f"no {text!r} after {self.seen!r}")
            self.seen += more.decode()
        end = self.seen.index(text) + len(text)
        shown, self.seen = self.seen[:end], self.seen[end:]
        return shown

    def type(self, text):
        os.write(self.terminal, text.encode())

    def exit_code(self):
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    def test_it_greets_prompts_and_answers_with_the_time_taken(self):
        self.start("small.entente")
        self.assertIn("Entente", self.await_text("entente> "))
        self.type(MEMBERS + ";\n")
        answer = self.await_text("entente> ")
        self.assertIn("China", answer)
        self.assertRegex(answer, r" m?s\r\n")
        self.type("\x04")  # Ctrl-D
        self.assertEqual(self.exit_code(), DONE)

    def test_the_world_comes_with_questions_to_try(self):
        self.start()
        greeting = self.await_text("entente> ")
        self.assertEqual(greeting.count(";\r\n"), 3, greeting)

    def test_a_statement_goes_on_until_its_semicolon(self):
        self.start("small.entente")
        self.await_text("entente> ")
        self.type("members of SCO\n")
        self.await_text("     -> ")
        self.type("on 2014-10-21;\n")
        self.assertIn("China", self.await_text("entente> "))

    def test_an_error_does_not_end_it(self):
        self.start("small.entente")
        self.await_text("entente> ")
        self.type("members of Atlantis;\n")
        self.assertIn("error[", self.await_text("entente> "))
        self.type(".quit\n")
        self.assertEqual(self.exit_code(), DONE)

    def test_ctrl_c_drops_what_was_typed(self):
        self.start("small.entente")
        self.await_text("entente> ")
        self.type("members of\n")
        self.await_text("     -> ")
        self.type("Atlan\x03")  # Ctrl-C
        self.await_text("entente> ")
        self.type(MEMBERS + ";\n")
        self.assertIn("China", self.await_text("entente> "))

    def test_ctrl_d_tells_of_what_it_leaves_unrun(self):
        self.start("small.entente")
        self.await_text("entente> ")
        self.type("members of SCO\n")
        self.await_text("     -> ")
        self.type("\x04")
        self.await_text("not run")
        self.assertEqual(self.exit_code(), DONE)

    def test_leaving_tells_of_a_transaction_that_is_lost(self):
        self.start("small.entente")
        self.await_text("entente> ")
        self.type('begin;\ndefine group "X" named "X";\n.quit\n')
        self.await_text("nothing of it was kept")
        self.assertEqual(self.exit_code(), DONE)

    def test_commands_begin_with_a_full_stop(self):
        self.start("small.entente")
        self.await_text("entente> ")
        self.type(".help\n")
        self.assertIn("help commands", self.await_text("entente> "))
        self.type(".explain-error N02\n")
        self.assertIn("N02: a name that fits several", self.await_text("entente> "))
        self.type(".zebra\n")
        self.assertIn("no command .zebra", self.await_text("entente> "))
        self.type("quit\n")
        self.assertEqual(self.exit_code(), DONE)

    def test_pasted_lines_are_all_run(self):
        self.start("small.entente", "--format", "csv")
        self.await_text("entente> ")
        self.type(f"{MEMBERS} | count;\n\n{ALL_OF_THEM} | take 1;\n.quit\n")
        self.await_text("CHN,China")
        self.assertEqual(self.exit_code(), DONE)


class Formatting(Shell):
    """`entente --fmt`: scripts in canonical layout."""

    def test_it_rewrites_scripts_in_place(self):
        one, two = self.write("one.ent", "members   of SCO -- who\n;"), self.write("two.ent", "roles")
        os.chmod(one, 0o640)
        done = self.run_entente("--fmt", one, two)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (DONE, "", ""))
        self.assertEqual(pathlib.Path(one).read_text(), "members of SCO; -- who\n")
        self.assertEqual(pathlib.Path(two).read_text(), "roles;\n")
        self.assertEqual(os.stat(one).st_mode & 0o777, 0o640)
        self.assertEqual(sorted(os.listdir(self.folder)), ["one.ent", "seeds", "two.ent"])

    def test_what_is_laid_out_is_not_written(self):
        path = self.write("one.ent", "roles;\n")
        before = os.stat(path)
        self.assertEqual(self.run_entente("--fmt", path).returncode, DONE)
        self.assertEqual((os.stat(path).st_ino, os.stat(path).st_mtime_ns), (before.st_ino, before.st_mtime_ns))

    def test_a_link_stays_a_link(self):
        self.write("one.ent", "roles")
        os.symlink("one.ent", self.folder / "link.ent")
        self.assertEqual(self.run_entente("--fmt", "link.ent").returncode, DONE)
        self.assertTrue((self.folder / "link.ent").is_symlink())
        self.assertEqual((self.folder / "one.ent").read_text(), "roles;\n")

    def test_a_dash_is_standard_input_and_output(self):
        done = self.run_entente("--fmt", "-", stdin="roles ;sources")
        self.assertEqual((done.returncode, done.stdout), (DONE, "roles;\nsources;\n"))

    def test_check_writes_nothing_and_names_what_would_change(self):
        rough, fine = self.write("rough.ent", "roles"), self.write("fine.ent", "roles;\n")
        done = self.run_entente("--fmt", "--check", rough, fine)
        self.assertEqual((done.returncode, done.stdout), (QUERY_FAILED, ""))
        self.assertEqual(done.stderr, f"would be laid out anew: {rough}\n")
        self.assertEqual(pathlib.Path(rough).read_text(), "roles")
        self.assertEqual(self.run_entente("--fmt", "--check", fine).returncode, DONE)

    def test_an_error_is_reported_and_no_script_is_rewritten(self):
        wrong, rough = self.write("wrong.ent", "roles;\nmembers SCO;\n"), self.write("rough.ent", "roles")
        done = self.run_entente("--fmt", rough, wrong)
        self.assertEqual(done.returncode, QUERY_FAILED)
        self.assertIn(f"--> {wrong}:2:9", done.stderr)
        self.assertIn("help: ", done.stderr)
        self.assertEqual(pathlib.Path(rough).read_text(), "roles")

    def test_what_cannot_be_read_is_reported(self):
        done = self.run_entente("--fmt", "none.ent")
        self.assertEqual((done.returncode, done.stderr), (INPUT_OUTPUT, "error: cannot read none.ent: No such file or directory\n"))
        done = self.run_entente("--fmt", self.write("latin.ent", b'members of "C\xf4te"'))
        self.assertEqual(done.returncode, QUERY_FAILED)
        self.assertIn("not UTF-8", done.stderr)

    def test_it_opens_no_database(self):
        self.assertEqual(self.run_entente("--fmt", "-", stdin="roles").returncode, DONE)
        self.assertFalse((self.folder / "data").exists())


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
