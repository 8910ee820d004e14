#!/usr/bin/env python3
"""Answers, commands and help at the prompt: answers_test.py ENTENTE"""

import fcntl
import os
import pathlib
import signal
import sys
import time
import unittest

import screen
from screen import PROMPT, World

MEMBERS = "members of SCO on 2014-10-21"
ENTER = "\r"


class Showing(World):
    def test_a_table_is_fitted_to_the_screen_and_the_rest_is_kept(self):
        terminal = self.at_prompt(columns=80)
        text = terminal.enter(MEMBERS + ";")
        self.assertIn("│ China  │", text)
        self.assertIn("left out: sources (handbook); .last shows all of it", text)
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()))
        terminal.resize(120, 24)
        text = terminal.enter(".last")
        self.assertIn("│ China  │ member │ SCO  │ 2001-06-15 │ ·     │ active │ certain   │ handbook │", text)
        text = terminal.enter(".expand")
        self.assertIn("     name: China\n     role: member", text)
        self.assertIn("2 memberships on 2014-10-21 · small.entente", text)

    def test_twenty_columns_get_a_list(self):
        terminal = self.at_prompt(columns=20, rows=50)
        self.assertIn("Entente 0.1.0,\ndatabase\nsmall.entente; .help\nsays more, .quit", terminal.text())
        self.assertIn("     name: China", terminal.enter(MEMBERS + ";"))
        self.assertIn("\n  members of SCO on\n  2014-10-21;\n", terminal.enter("help members"))

    def test_what_is_told_breaks_between_words(self):
        terminal = self.at_prompt(columns=30, rows=40)
        self.assertIn("there is no command\n.zzz\n  help: help commands lists\n  them\n", terminal.enter(".zzz"))
        text = terminal.enter("\x0cmembers of Atlantis on 2014-10-21;")
        self.assertIn("    |            ^^^^^^^^\n", text)  # a caret stays below its word
        self.assertIn("\n  help: `states` and\n  `organisations` list what\n", text)
        self.assertIn("\n2 memberships on 2014-10-21 ·\nsmall.entente", terminal.enter("\x0c" + MEMBERS + ";"))

    def test_timelines_fit_narrow_screens(self):
        terminal = self.at_prompt(columns=20, rows=40)
        terminal.enter(".format timeline")
        text = terminal.enter("\x0cparticipants of SCO, BRICS ever;")
        self.assertRegex(text, r"\nChina, …  +█+▸\nChina, …  █+▸\n")
        self.assertTrue(all(len(line) <= 20 for line in text.splitlines()), text)

    def test_what_is_said_of_an_answer_stands_below_it(self):
        terminal = self.at_prompt(columns=100, rows=40)
        terminal.enter(".format csv")
        terminal.type("\x1b[200~roles | count;\nsources | count;\x1b[201~").settle()
        terminal.type("\x0c" + ENTER)
        self.assertRegex(terminal.wait_for_prompt(), r"count\n3\n1 row from 3 roles.*\n\ncount\n1\n1 row from 1 source")

    def test_no_empty_line_stands_between_the_prompt_and_an_answer(self):
        terminal = self.at_prompt(columns=100, rows=40)
        terminal.enter("roles | count;")
        self.assertIn("sources | count;\n┌", terminal.enter("sources | count;"))

    def test_without_a_pager_the_last_answer_is_fitted_and_nothing_is_cut(self):
        terminal = self.at_prompt(columns=60, rows=40)
        terminal.enter(MEMBERS + ";")
        text = terminal.enter("\x0c.last")
        self.assertTrue(all(len(line) <= 60 for line in text.splitlines()))
        self.assertIn("handbook", text.replace("│\n", "").replace(" ", ""))

    def test_wide_letters_and_marks_stand_in_line(self):
        (self.folder / "wide.ent").write_text('define group "A" named "中华人民共和国"; define group "B" named "Tu\u0308rkiye"; define group "C" named "Côte d\'Ivoire";', encoding="utf-8")
        terminal = self.at_prompt(columns=60)
        terminal.enter(".read wide.ent")
        terminal.enter("groups | select body, name;")
        rows = [y for y, line in enumerate(terminal.lines()) if line.startswith("│")]
        self.assertEqual(len(rows), 4)
        bars = {tuple(x for x in range(60) if terminal.screen.buffer[y][x].data == "│") for y in rows}
        self.assertEqual(len(bars), 1, terminal.text())

    def test_formats_are_changed_and_named(self):
        terminal = self.at_prompt(columns=100, rows=60)
        terminal.enter(".format csv")
        self.assertIn("\nactor,name\nCHN,China\n", terminal.enter(MEMBERS + " | select actor, name;"))
        terminal.enter(".format timeline")
        self.assertRegex(terminal.enter("memberships in BRICS ever;"), r"China +█+▸")
        terminal.enter(".format spark")
        self.assertIn("█", terminal.enter("members of SCO each year during 2000 through 2014 | count by period;"))
        self.assertIn("the format is spark", terminal.enter(".format"))
        self.assertIn("no format xml", terminal.enter(".format xml"))

    def test_missing_is_what_null_says(self):
        terminal = self.at_prompt(columns=120)
        terminal.enter(".null NA")
        self.assertIn("│ NA    │", terminal.enter(MEMBERS + ";"))
        terminal.enter(".null")
        self.assertIn("│ ·     │", terminal.enter(MEMBERS + ";"))

    def test_control_characters_in_data_are_shown(self):
        (self.folder / "evil.ent").write_text('define group "Evil" named "red\x1b[31m\x07\u202etxt";', encoding="utf-8")
        terminal = self.at_prompt(columns=120)
        terminal.enter(".read evil.ent")
        text = terminal.enter("groups | select name;")
        self.assertIn("red␛[31m␇\\u202Etxt", text)

    def test_the_timer(self):
        terminal = self.at_prompt(columns=100)
        self.assertRegex(terminal.enter("roles | count;"), r"small.entente · \d+\.\d ms")
        terminal.enter(".timer off")
        terminal.type("\x0c")
        self.assertNotRegex(terminal.enter("roles | count;"), r"\d ms")
        terminal.enter(".timer on")
        terminal.enter(".format csv")
        self.assertRegex(terminal.enter("roles | count;"), r"\n\d+\.\d ms")


class Paging(World):
    def pager(self, script="cat >paged; echo seen by the pager"):
        path = self.folder / "pager"
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o700)
        return str(path)

    def test_only_what_exceeds_the_screen_is_paged(self):
        terminal = self.at_prompt(rows=8, ENTENTE_PAGER=self.pager())
        terminal.enter("roles | count;")
        self.assertFalse((self.folder / "paged").exists())
        self.assertIn("seen by the pager", terminal.enter("states;"))
        self.assertIn("Côte d'Ivoire", (self.folder / "paged").read_text(encoding="utf-8"))

    def test_a_pager_with_options_and_one_that_reads_nothing(self):
        terminal = self.at_prompt(rows=8, PAGER=f"'{self.pager('echo left at once with $1')}' --early")
        self.assertIn("left at once with --early", terminal.enter("states;"))
        self.assertIn("│     3 │", terminal.enter("roles | count;"))

    def test_a_pager_that_is_not_there_is_done_without(self):
        terminal = self.at_prompt(rows=8, ENTENTE_PAGER="no-such-pager")
        self.assertIn("5 actors", terminal.enter("states;"))

    def test_it_can_be_turned_off(self):
        terminal = self.at_prompt(rows=8, ENTENTE_PAGER=self.pager())
        terminal.enter(".pager off")
        terminal.enter("states;")
        self.assertFalse((self.folder / "paged").exists())

    @unittest.skipUnless(os.path.exists("/usr/bin/less"), "less is not installed")
    def test_less_is_what_is_taken(self):
        terminal = self.at_prompt(rows=8, PAGER=None)
        terminal.type("states;" + ENTER)
        terminal.settle()
        self.assertIn("┌───", terminal.text())
        self.assertNotIn(PROMPT, terminal.cursor_line())
        terminal.type("q")
        terminal.wait_for_prompt()

    def test_no_snapshot_is_held_while_the_pager_waits_or_at_the_prompt(self):
        waits = self.pager(f"'{screen.PROGRAM}' small.entente -c 'define group \"Later\" named \"Later\"' >/dev/null; cat >/dev/null; cat small.entente-lock | wc -c >locks; echo went on")
        terminal = self.at_prompt(rows=8, ENTENTE_PAGER=waits)
        self.assertIn("went on", terminal.enter("states;"))
        # A reader that holds its snapshot would keep pages from being used again: the file would grow with every commit.
        before = (self.folder / "small.entente").stat().st_size
        writes = "; ".join(f'define group "G{n % 5}" named "Group {n}"' for n in range(5))
        for _ in range(20):
            self.run_script("small.entente", "-c", writes)
        idle = (self.folder / "small.entente").stat().st_size
        self.assertLess(idle - before, 400_000)


class Commands(World):
    def test_what_is_known_here(self):
        terminal = self.at_prompt(columns=100, rows=60)
        self.assertIn("Shanghai Cooperation Organisation", terminal.enter(".bodies"))
        terminal.type("\x0c")
        text = terminal.enter(".bodies anti")
        self.assertIn("SCO-RATS", text)
        self.assertNotIn("BRICS", text)
        self.assertIn("Türkiye", terminal.enter(".actors turk") + terminal.enter(".actors TUR"))
        self.assertIn("dialogue partners", terminal.enter(".roles"))
        self.assertIn("A handbook", terminal.enter(".sources"))
        self.assertIn("claims recorded", terminal.enter(".recent"))
        self.assertIn("a number, not many", terminal.enter(".recent many"))

    def test_explain(self):
        terminal = self.at_prompt(columns=100)
        self.assertIn("read", terminal.enter(".explain members of SCO"))
        self.assertIn("rows", terminal.enter(".explain analyze members of SCO"))

    def test_parameters_and_defaults(self):
        terminal = self.at_prompt(columns=120, rows=50)
        terminal.enter(".param who=Turkey")
        self.assertIn('$who = "Turkey"', terminal.enter(".param"))
        self.assertIn("dialogue partner", terminal.enter("participants of SCO | where actor in [$who];"))
        terminal.enter(".default on 2003-01-01")
        text = terminal.enter("members of SCO;")
        self.assertIn("on 2003-01-01", text)
        self.assertIn("error", terminal.enter(".default nonsense"))

    def test_default_alone_says_what_holds(self):
        terminal = self.at_prompt(columns=120, rows=50)
        self.assertIn("no default is set", terminal.enter(".default"))
        terminal.enter(".default on 2003-01-01 certainly")
        terminal.enter("default  on" + ENTER + " 2004-01-01;")  # takes the place of the day, not of the reading
        self.assertIn("\ndefault on 2004-01-01 certainly\n", terminal.enter("\x0c.default"))
        terminal.enter(".default off")
        self.assertIn("no default is set", terminal.enter("\x0c.default"))

    def test_parameters_and_defaults_are_taken_back(self):
        terminal = self.at_prompt(columns=120, rows=60)
        terminal.enter(".param who=Turkey")
        terminal.enter(".param since=2001")
        terminal.enter(".param unset $who")
        self.assertNotIn("$who", terminal.enter("\x0c.param"))
        self.assertIn("no parameter $who", terminal.enter("{$who};"))
        self.assertIn("no parameter $who is set", terminal.enter(".param unset who"))
        terminal.enter(".param clear")
        self.assertIn("no parameter is set", terminal.enter("\x0c.param"))
        terminal.enter(".param who=Turkey")
        terminal.enter(".open small.entente")  # what was taken back stays so in a session made anew
        self.assertNotIn("$since", terminal.enter("\x0c.param"))
        terminal.enter(".default on 2003-01-01")
        self.assertIn("on 2003-01-01", terminal.enter("members of SCO;"))
        terminal.enter(".default off")
        self.assertNotIn("on 2003-01-01", terminal.enter("\x0cmembers of SCO;"))

    def test_another_database_is_opened(self):
        terminal = self.at_prompt(columns=100, rows=40)
        terminal.enter(".param who=Turkey")
        terminal.enter(".open other.entente")
        self.assertIn("other.entente", terminal.enter("states | count;"))
        terminal.enter('define state "TUR" named "Turkey";')
        self.assertIn("│ TUR   │", terminal.enter("{$who} | select actor;"))  # what was set stays set
        self.assertIn("error", terminal.enter(".open small.ent"))
        self.assertIn("other.entente", terminal.enter("states | count;"))

    def test_the_prompt_shows_an_open_begin_and_open_waits_for_its_end(self):
        terminal = self.at_prompt(columns=100)
        terminal.type("begin;" + ENTER)
        terminal.wait(lambda text: terminal.cursor_line() == "entente*")
        terminal.type(".open other.entente" + ENTER)
        terminal.wait_for("a begin waits")
        terminal.type("rollback;" + ENTER)
        terminal.wait_for_prompt()

    def test_a_script_is_read_whole_or_not_at_all(self):
        (self.folder / "bad.ent").write_text('define group "One" named "One";\nmembers of Atlantis on 2014;\n')
        (self.folder / "good one.ent").write_text('define group "Two" named "Two";\n')
        terminal = self.at_prompt(columns=100, rows=50)
        self.assertIn("bad.ent:2:", terminal.enter(".read bad.ent"))
        self.assertIn("group Two defined", terminal.enter(".read good one.ent"))
        self.assertIn("│     1 │", terminal.enter("groups | count;"))
        self.assertIn("cannot read none.ent", terminal.enter(".read none.ent"))

    def test_the_log(self):
        terminal = self.at_prompt()
        terminal.enter(".log all.log")
        terminal.enter('define group "X" named "X";')
        self.assertTrue((self.folder / "all.log").exists())
        terminal.enter(".log off")
        self.assertIn("cannot write the log", terminal.enter(".log ."))

    def test_a_slip_is_told(self):
        self.assertIn("did you mean .format?", self.at_prompt().enter(".fo"))
        self.assertIn("there is no command .zzz\n  help: help commands lists them", self.at_prompt(rows=40).enter(".zzz"))

    def test_habits_of_other_shells_are_understood(self):
        terminal = self.at_prompt(columns=100, rows=40)
        self.assertIn("group Two defined", terminal.enter('define group "Two" named "Two";'))
        self.assertIn("the timer is on", terminal.enter("\\timing"))
        self.assertIn("BRICS", terminal.enter("\x0c\\dt bric"))
        (self.folder / "three.ent").write_text('define group "Three" named "Three";')
        self.assertIn("group Three defined", terminal.enter("\\i three.ent"))
        terminal.type("quit;" + ENTER)
        self.assertEqual(terminal.exit_code(), 0)


class Helping(World):
    def test_pages(self):
        terminal = self.at_prompt(columns=100, rows=40)
        self.assertIn("members of SCO on 2014-10-21;", terminal.enter("help"))
        self.assertIn("participants of SCO, CSTO", terminal.enter("help members"))
        self.assertIn("throughout 2014", terminal.enter("help on"))
        self.assertIn(".bodies [TEXT]", terminal.enter("help commands"))
        self.assertIn("a name that fits several", terminal.enter(".help N02"))
        self.assertIn("did you mean members?", terminal.enter("help membrs"))

    def test_the_first_start_greets_with_three_questions(self):
        terminal = self.at_prompt(world=True)
        text = terminal.text()
        self.assertEqual(text.count(";\n"), 3, text)
        for question in [line.replace("Try:", "").strip() for line in text.splitlines() if line.endswith(";")]:
            self.assertNotIn("error", terminal.enter(question))
        terminal.type("\x04")
        terminal.exit_code()
        self.assertNotIn("Try:", self.at_prompt(world=True).text())


class Manners(World):
    def config(self, text):
        path = self.folder / "home" / ".config" / "entente" / "config"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def test_the_configuration_is_read_at_the_prompt_alone(self):
        self.config("# mine\n.format csv\n.keys vi\nroles;\n")
        terminal = self.at_prompt(columns=100)
        self.assertIn("holds commands alone, not: roles;", terminal.text())
        self.assertIn("\ncount\n3\n", terminal.enter("roles | count;"))
        terminal.type(".quit" + ENTER)
        terminal.exit_code()
        self.assertIn("│ count", self.at_prompt("small.entente", "--no-init").enter("roles | count;"))
        self.assertIn("│ count", self.run_script("small.entente", "-c", "roles | count"))

    def test_safe_touches_no_file_and_starts_no_program(self):
        pager = self.folder / "pager"
        pager.write_text("#!/bin/sh\ntouch paged\n")
        pager.chmod(0o700)
        (self.folder / "a.csv").write_text("a\n1\n")
        terminal = self.at_prompt("small.entente", "--safe", columns=100, rows=8, ENTENTE_PAGER=str(pager), VISUAL="touch edited; true")
        for line in (".edit", ".open other.entente", ".read small.ent", ".log a.log"):
            self.assertIn("--safe", terminal.enter(line))
        self.assertIn("error", terminal.enter('rows of "a.csv" | count;'))
        terminal.enter("states;")
        terminal.type("roles\x18\x05").settle()
        for name in ("paged", "edited", "other.entente", "a.log"):
            self.assertFalse((self.folder / name).exists(), name)

    def test_what_takes_long_says_so_after_a_second(self):
        terminal = self.at_prompt(world=True, columns=100)
        terminal.type("pairs of states each day during 1900 through 2020 | count;" + ENTER)
        terminal.wait_for("Ctrl-C stops it")
        terminal.process.sendintr()
        text = terminal.wait_for_prompt()
        self.assertNotIn("Ctrl-C stops it", text)

    def test_an_import_says_how_far_it_is(self):
        rows = self.folder / "many.csv"
        rows.write_text("key,name\n" + "".join(f"X{number:06},Name {number}\n" for number in range(600000)))
        terminal = self.at_prompt(columns=100)
        terminal.type(f'import actors from "{rows}";' + ENTER)
        terminal.wait_for("rows/s")
        text = terminal.wait_for_prompt()
        self.assertIn("600000 defined, 0 already known, 0 refused", " ".join(text.split()))
        self.assertNotIn("rows/s", text)

    def test_ctrl_c_ends_the_showing_of_what_nobody_wants_to_see(self):
        terminal = self.at_prompt(world=True, columns=100, rows=30)
        terminal.enter(".pager off")
        for line in ("memberships each year during 1995 through 2014;", ".last csv"):
            terminal.type("\x0c" + line + ENTER)
            while terminal.raw.count(b"\n") < 200:  # it is being shown
                terminal.read(0.01)
            terminal.process.sendintr()
            self.assertLess(terminal.seconds_needed(lambda: b"stopped; .last" in terminal.raw), 1 if screen.is_slow() else 0.1)
            terminal.wait_for_prompt()
            terminal.raw = b""
        self.assertIn("1 row from", terminal.enter("roles | count;"))

    def test_ctrl_c_ends_the_drawing_before_anything_is_shown(self):
        terminal = self.at_prompt(world=True, columns=100, rows=30)
        terminal.enter(".pager off")
        terminal.enter("memberships each year during 2010 through 2014 | take 20000;")  # there is something to let go of, too
        terminal.type("\x0c").settle()
        terminal.raw = b""
        stopped = []
        for seconds in (0.7, 0.9, 1.1, 1.3, 1.5):
            terminal.type("memberships each year during 1950 through 2014;" + ENTER)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                terminal.read(0.01)
            terminal.process.sendintr()
            took = terminal.seconds_needed(lambda: b"stopped; .last" in terminal.raw or b"X05" in terminal.raw)
            terminal.wait_for_prompt()
            terminal.raw = b""
            stopped.append(took)
        self.assertLess(max(stopped), 1 if screen.is_slow() else 0.1, stopped)

    def test_ctrl_c_ends_the_wait_for_another_writer(self):
        terminal = self.at_prompt(columns=100)
        terminal.enter('define group "Mine" named "Mine";')
        with open(self.folder / "small.entente-writer", "r+b") as lock:  # as another process does while it writes
            fcntl.lockf(lock, fcntl.LOCK_EX)
            terminal.type('define group "Late" named "Late";' + ENTER)
            time.sleep(0.3)
            terminal.process.sendintr()
            self.assertLess(terminal.seconds_needed(lambda: b"X05" in terminal.raw), 1 if screen.is_slow() else 0.1)
            terminal.wait_for_prompt()
        self.assertIn("│     1 │", terminal.enter("groups | count;"))

    def test_color_of_the_command_line_wins(self):
        terminal = self.at_prompt("small.entente", "--color", "always", NO_COLOR="1")
        terminal.type("members of").settle()
        self.assertEqual(terminal.style("of").fg, "blue")
        terminal = self.at_prompt("small.entente", "--color", "never")
        terminal.type("members of").settle()
        self.assertEqual(terminal.style("of").fg, "default")

    def test_no_home_no_locale(self):
        terminal = self.at_prompt(HOME=None, XDG_STATE_HOME=None, XDG_DATA_HOME=None, LANG="C", LC_ALL="C")
        terminal.type("-- Côte 中国").settle()
        self.assertTrue(terminal.cursor_line().startswith(PROMPT + "-- Côte 中"))
        terminal.type("\x15")
        self.assertIn("Türkiye", terminal.enter("states | select name;"))

    def test_what_was_typed_ahead_is_kept_when_a_statement_is_stopped(self):
        terminal = self.at_prompt(world=True, columns=100)
        terminal.type("pairs of states each day during 1900 through 2020 | count;" + ENTER)
        time.sleep(0.3)
        terminal.type("roles | count;" + ENTER)
        time.sleep(0.2)
        terminal.process.sendintr()
        terminal.wait_for("│ count │")


if __name__ == "__main__":
    screen.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
