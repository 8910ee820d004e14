#!/usr/bin/env python3
"""Typing at the prompt: editor_test.py ENTENTE

Each test sits before a terminal, types, and looks at the screen."""

import os
import re
import signal
import stat
import sys
import termios
import time
import unittest

import screen
from screen import PROMPT, World

MEMBERS = "members of SCO on 2014-10-21"
ENTER, TAB, UP, DOWN, LEFT, RIGHT, ESCAPE = "\r", "\t", "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x1b"


def ctrl(letter):
    return chr(ord(letter) & 0x1F)


def paste(text):
    return "\x1b[200~" + text + "\x1b[201~"


class Editing(World):
    def typed(self, keys, **more):
        """The line that the cursor stands in after these keys."""
        terminal = self.at_prompt(**more)
        terminal.type(keys).settle()
        return terminal.cursor_line()

    def test_what_is_typed_is_run(self):
        text = self.at_prompt().enter(MEMBERS + ";")
        self.assertIn(PROMPT + MEMBERS + ";", text)
        self.assertIn("China", text)

    def test_the_keys_of_emacs(self):
        for keys, line in {
                "roles;" + ctrl("a") + "-- ": "-- roles;",
                "roles;" + LEFT * 2 + ctrl("d"): "role;",
                "members of SCO" + ctrl("w") + "NATO": "members of NATO",
                "one two" + ctrl("u") + "x" + ctrl("y"): "xone two",
                "one two three" + "\x1bb" * 2 + ctrl("k"): "one",
                "one two" + "\x1bb" + "\x1bd" + ctrl("y") * 2: "one twotwo",
                "ab" + ctrl("t"): "ba",
                "one two" + ctrl("w") + ctrl("_"): "one two",
                "Tu\u0308r" + LEFT + "\x7f": "Tr",  # a letter and its mark are one
                "中国" + LEFT + "x": "中x国",
                "abc" + "\x1b[H" + "x" + "\x1b[F" + "y": "xabcy",
        }.items():
            with self.subTest(keys=keys):
                shown = self.typed(keys)
                self.assertEqual(shown.replace("中 ", "中").replace("国 ", "国").rstrip(), (PROMPT + line).rstrip())

    def test_the_keys_of_vi(self):
        for keys, line in {
                "one two" + ESCAPE + "0" + "dw": "two",
                "one two" + ESCAPE + "0" + "2x": "e two",
                "one two" + ESCAPE + "bcw" + "three" + ESCAPE: "one three",
                "one two" + ESCAPE + "0" + "f" + "t" + "D": "one",
                "one" + ESCAPE + "I" + "x" + ESCAPE + "A" + "y": "xoney",
                "one" + ESCAPE + "yy" + "P": "oneone"[:2] + "one" + "e",
                "one two" + ESCAPE + "dd" + "u": "one two",
                "one" + ESCAPE + "rX": "onX",
            "one" + ESCAPE + "$x": "on",
            "a.b-c d" + ESCAPE + "0dW": "d",
            "a.b-c d.e" + ESCAPE + "dB": "a.b-c e",
            "abc" + ESCAPE + "0~~": "ABc",
            "a.b.c.d" + ESCAPE + "0f.;x": "a.bc.d",
            "a.b.c.d" + ESCAPE + "0f.;,x": "ab.c.d",
            "one two three" + ESCAPE + "0dw.": "three",
            "one two" + ESCAPE + "0cwsix" + ESCAPE + "w.": "six six",
        }.items():
            with self.subTest(keys=keys):
                terminal = self.at_prompt()
                terminal.enter(".keys vi")
                for part in re.findall(f"[^{ESCAPE}]*{ESCAPE}?", keys):  # an escape is one by itself only when nothing follows at once
                    terminal.type(part).settle()
                self.assertEqual(terminal.cursor_line().rstrip(), PROMPT + line)

    def test_a_statement_of_several_lines_is_edited_as_one(self):
        terminal = self.at_prompt()
        terminal.type("members of SCO" + ENTER + "on 2014-10-20;" + UP + ctrl("e") + " as known" + ctrl("w") * 2 + DOWN + ctrl("e") + LEFT + "\x7f1")
        terminal.settle()
        self.assertEqual(terminal.lines()[terminal.screen.cursor.y - 1], PROMPT + "members of SCO")
        self.assertEqual(terminal.cursor_line(), "     -> on 2014-10-21;")
        terminal.type(ctrl("e") + ENTER)
        self.assertIn("China", terminal.wait_for_prompt())

    def test_a_long_line_goes_on_in_the_next_row(self):
        terminal = self.at_prompt(columns=30)
        terminal.type("members of SCO and members of BRICS on 2014-10-21").settle()
        first = terminal.lines().index("entente> members of SCO and me")
        self.assertEqual(terminal.lines()[first + 1], "mbers of BRICS on 2014-10-21")
        terminal.type(ctrl("a") + "x").settle()
        self.assertEqual(terminal.lines()[first], "entente> xmembers of SCO and m")
        self.assertEqual((terminal.screen.cursor.y, terminal.screen.cursor.x), (first, len(PROMPT) + 1))

    def test_a_full_row_is_drawn_right(self):
        terminal = self.at_prompt(columns=20)
        terminal.type("a" * 11).settle()
        self.assertEqual(terminal.screen.cursor.x, 0)
        self.assertIn("entente> aaaaaaaaaaa", terminal.lines())
        terminal.type("b" + ctrl("a")).settle()
        self.assertEqual(terminal.screen.cursor.x, len(PROMPT))
        self.assertIn("b", terminal.lines())

    def test_resizing_keeps_what_is_typed(self):
        terminal = self.at_prompt(columns=60)
        terminal.type("members of SCO and members of BRICS").settle()
        terminal.resize(120, 24)
        terminal.settle()
        terminal.type(" on 2014-10-21").settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "members of SCO and members of BRICS on 2014-10-21")

    def test_ctrl_l_clears_the_screen(self):
        terminal = self.at_prompt()
        terminal.type("roles" + ctrl("l")).settle()
        self.assertEqual(terminal.text(), PROMPT + "roles")

    def test_a_command_key_that_means_nothing_types_nothing(self):
        self.assertEqual(self.typed("ab\x1b[24~\x1b[1;9Zc"), PROMPT + "abc")


class Leaving(World):
    def test_ctrl_c_drops_the_line(self):
        terminal = self.at_prompt()
        terminal.type("members of" + ctrl("c"))
        terminal.wait_for_prompt()
        self.assertIn("China", terminal.enter(MEMBERS + ";"))

    def test_ctrl_c_drops_the_line_from_a_menu_and_from_a_search_too(self):
        terminal = self.at_prompt()
        for keys in ("members of " + TAB, ctrl("r") + "x"):
            terminal.type(keys).settle()
            terminal.type(ctrl("c"))
            terminal.wait_for_prompt()

    def test_ctrl_d_leaves_an_empty_line_only(self):
        terminal = self.at_prompt()
        terminal.type("x" + LEFT + ctrl("d")).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT.rstrip())
        terminal.type(ctrl("d"))
        self.assertEqual(terminal.exit_code(), 0)

    def test_sigterm_gives_the_terminal_back(self):
        terminal = self.at_prompt()
        self.assertFalse(terminal.process.getecho())
        terminal.type("members")
        terminal.settle()
        terminal.process.kill(signal.SIGTERM)
        self.assertEqual(terminal.exit_code(), -signal.SIGTERM)
        self.assertTrue(terminal.raw.rstrip().endswith(b"\x1b[?2004l"), terminal.raw[-40:])

    def test_sigterm_while_a_statement_runs_gives_the_terminal_back_too(self):
        terminal = self.at_prompt(world=True)
        before = termios.tcgetattr(terminal.process.child_fd)
        terminal.type("pairs of states each day during 1900 through 2020 | count;" + ENTER)
        time.sleep(0.5)
        self.assertTrue(termios.tcgetattr(terminal.process.child_fd)[3] & termios.NOFLSH)
        terminal.process.kill(signal.SIGTERM)
        while terminal.process.isalive():
            time.sleep(0.05)
        self.assertEqual(terminal.process.signalstatus, signal.SIGTERM)
        self.assertFalse(before[3] & termios.ECHO)  # the editor was at work
        self.assertTrue(termios.tcgetattr(terminal.process.child_fd)[3] & termios.ECHO)
        self.assertFalse(termios.tcgetattr(terminal.process.child_fd)[3] & termios.NOFLSH)

    @unittest.skipUnless(os.path.exists("/bin/bash"), "bash is not installed")
    def test_ctrl_z_stops_the_shell_until_it_is_fetched_back(self):
        shell = self.start("--norc", "-i", program="/bin/bash", PS1="sh$ ")
        shell.settle()
        shell.type(f"{screen.PROGRAM} small.entente" + ENTER)
        shell.wait_for_prompt()
        shell.type("members of SCO").settle()
        shell.type(ctrl("z"))
        shell.wait(lambda text: "Stopped" in text and shell.cursor_line() == "sh$")
        shell.type("fg" + ENTER)
        shell.wait(lambda text: shell.cursor_line() == PROMPT + "members of SCO")
        shell.type(" on 2014-10-21;" + ENTER)
        self.assertIn("China", shell.wait_for_prompt())

    def test_sigint_from_elsewhere_is_ctrl_c(self):
        terminal = self.at_prompt()
        terminal.type("members").settle()
        terminal.process.kill(signal.SIGINT)
        terminal.wait_for_prompt()

    def test_the_terminal_is_as_it_was_while_a_statement_runs_and_afterwards(self):
        terminal = self.at_prompt("small.entente")
        terminal.enter("roles;")
        terminal.type(".quit" + ENTER)
        self.assertEqual(terminal.exit_code(), 0)
        self.assertEqual(terminal.raw.count(b"\x1b[?2004h"), terminal.raw.count(b"\x1b[?2004l"))

    def test_a_storm_of_interrupts_ends_no_shell(self):
        terminal = self.at_prompt()
        for n in range(150):
            terminal.type("roles;" + ENTER)
            terminal.process.kill(signal.SIGINT)
            time.sleep(0.0007 * (n % 8))
            terminal.process.kill(signal.SIGINT)
            terminal.read(0.001)
        terminal.settle()
        terminal.type("\x15\x0c").settle()
        self.assertIn("China", terminal.enter(MEMBERS + " | select name;"))

    def test_ctrl_c_stops_what_runs_within_100_ms_and_keeps_the_shell(self):
        terminal = self.at_prompt(world=True)
        terminal.type("pairs of states each day during 1900 through 2020 | count;")
        terminal.settle()
        terminal.type(ENTER)
        time.sleep(0.5)
        terminal.process.sendintr()
        self.assertLess(terminal.seconds_needed(lambda: b"X05" in terminal.raw), 1 if screen.is_slow() else 0.1)
        terminal.wait_for_prompt()
        self.assertIn("China", terminal.enter(MEMBERS + " | select name;"))


class Pasting(World):
    def test_a_pasted_script_runs_as_pasted(self):
        terminal = self.at_prompt(rows=50)
        terminal.type(paste("-- two questions\n" + MEMBERS + " -- first\n  | count;\nroles\r\n\t| count;\n")).settle()
        self.assertIn("     -> roles", terminal.text())  # nothing has run yet
        terminal.type(ENTER)
        text = terminal.wait_for_prompt()
        self.assertEqual(text.count("│ count │"), 2)
        self.assertNotIn("error", text)
        self.assertEqual(len(self.history()), 1)

    def test_a_pasted_script_stops_at_its_first_error_and_says_where(self):
        terminal = self.at_prompt(rows=50)
        terminal.type(paste("roles | count;\nmembers of Atlantis on 2014-10-21;\nsources | count;\n")).settle()
        terminal.type(ENTER)
        text = terminal.wait_for_prompt()
        self.assertEqual(text.count("│ count │"), 1)
        self.assertEqual(text.count("error["), 1)
        self.assertIn("input:2:12", text)
        terminal.type(paste("roles | count;\nmembers off SCO on 2014-10-21;\nsources | count;\n")).settle()
        terminal.type("\x0c" + ENTER)
        text = terminal.wait_for_prompt()
        self.assertNotIn("│ count │", text)  # what cannot be read is found out before anything runs
        self.assertIn("input:2:9", text)
        terminal.type(UP).settle()  # and can be mended as a whole
        self.assertEqual(terminal.cursor_line(), "     -> sources | count;")

    def test_a_tab_in_a_quoted_text_stays_one(self):
        terminal = self.at_prompt(columns=100)
        terminal.type(paste('define group "T" named "left\tright";')).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + 'define group "T" named "left  right";')
        terminal.type(ENTER)
        terminal.wait_for_prompt()
        self.assertIn('"left\\tright"', terminal.enter(".format json") + terminal.enter("groups | select name;"))

    def test_commands_in_it_run_in_their_order(self):
        terminal = self.at_prompt(rows=50)
        terminal.type(paste(".keys\nroles | count;\n.keys\n")).settle()
        terminal.type(ENTER)
        text = terminal.wait_for_prompt()
        first, between, last = text.find("the keys are"), text.find("│ count"), text.rfind("the keys are")
        self.assertTrue(0 < first < between < last, text)

    def test_without_brackets_it_runs_statement_by_statement(self):
        terminal = self.at_prompt(rows=50)
        terminal.type("roles\r| count;\rsources\r| count;\r")
        terminal.wait(lambda text: text.count("│ count │") == 2)


class History(World):
    def test_statements_are_recalled_whole_also_by_the_next_session(self):
        terminal = self.at_prompt()
        terminal.enter("roles" + ENTER + "| count;")
        terminal.enter(MEMBERS + ";")
        terminal.type(ctrl("d"))
        terminal.exit_code()
        self.assertEqual(self.history(), ["roles\\n| count;", MEMBERS + ";"])
        path = self.folder / "state" / "entente" / "history"
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)
        terminal = self.at_prompt()
        terminal.type("draft" + UP + UP).settle()
        self.assertEqual(terminal.cursor_line(), "     -> | count;")
        terminal.type(DOWN + DOWN).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "draft")

    def test_ctrl_r_searches_back(self):
        terminal = self.at_prompt(rows=60)
        for statement in (MEMBERS + ";", "roles | count;", "roles;"):
            terminal.enter(statement)
        terminal.type(ctrl("r") + "rol").settle()
        self.assertIn("search back: rol", terminal.text())
        self.assertEqual(terminal.cursor_line(), PROMPT + "roles;")
        terminal.type(ctrl("r")).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "roles | count;")
        terminal.type(ctrl("g")).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT.rstrip())
        terminal.type(ctrl("r") + "SCo").settle()  # capitals are meant
        self.assertIn("nothing back: SCo", terminal.text())
        terminal.type(ctrl("g") + ctrl("r") + "sco").settle()
        self.assertEqual(terminal.screen.cursor.x, len(PROMPT) + len("members of "))
        terminal.type(ENTER)
        self.assertEqual(terminal.wait_for_prompt().count("│ China"), 2)

    def test_what_begins_with_a_blank_or_is_said_twice_is_not_kept(self):
        terminal = self.at_prompt()
        for statement in ("roles;", "roles;", " sources;"):
            terminal.enter(statement)
        self.assertEqual(self.history(), ["roles;"])

    def test_the_likely_continuation_is_greyed_and_taken(self):
        terminal = self.at_prompt()
        terminal.enter(MEMBERS + ";")
        terminal.type("memb").settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + MEMBERS + ";")
        self.assertEqual(terminal.screen.cursor.x, len(PROMPT) + 4)
        self.assertEqual(terminal.style("ers of SCO on").fg, "black")  # the bright one: grey
        terminal.type(RIGHT + ENTER)
        self.assertEqual(terminal.wait_for_prompt().count("│ China"), 2)

    def test_a_history_that_cannot_be_kept_is_no_reason_to_complain(self):
        (self.folder / "state").write_text("a file")
        terminal = self.at_prompt()
        terminal.enter("roles | count;")
        terminal.type(UP).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "roles | count;")
        self.assertNotIn("error", terminal.text())


class Looks(World):
    def test_words_are_coloured_as_they_are_typed(self):
        terminal = self.at_prompt()
        terminal.type('members of SCO on 2014-10-21 | where name = "x" -- why').settle()
        self.assertEqual(terminal.style("of SCO").fg, "blue")
        self.assertTrue(terminal.style("of SCO").bold)
        self.assertEqual(terminal.style("SCO").fg, "cyan")
        self.assertEqual(terminal.style("2014").fg, "magenta")
        self.assertEqual(terminal.style('"x"').fg, "green")
        self.assertEqual(terminal.style("-- why").fg, "black")  # the bright one: grey

    def test_the_matching_bracket_is_marked(self):
        terminal = self.at_prompt()
        terminal.type("(members of SCO)").settle()
        self.assertTrue(terminal.style("(members").underscore)
        terminal.type("x").settle()
        self.assertFalse(terminal.style("(members").underscore)

    def test_no_colour_where_none_is_wanted(self):
        terminal = self.at_prompt(NO_COLOR="1")
        terminal.type("members of SCO").settle()
        self.assertEqual(terminal.style("of SCO").fg, "default")
        self.assertEqual(terminal.cursor_line(), PROMPT + "members of SCO")

    def test_twenty_columns_are_enough(self):
        terminal = self.at_prompt(columns=20)
        terminal.type("members of SCO on 2014-10-21;").settle()
        self.assertEqual(terminal.cursor_line(), "SCO on 2014-10-21;")
        terminal.type(ENTER)
        terminal.wait_for_prompt()

    def test_a_text_taller_than_the_screen_shows_the_part_around_the_cursor(self):
        terminal = self.at_prompt(rows=10)
        terminal.type(paste("\n".join(f"-- {n}" for n in range(40)))).settle()
        self.assertEqual(terminal.cursor_line(), "     -> -- 39")
        terminal.type("\x1b<").settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "-- 0")


class Elsewhere(World):
    def editor(self, script):
        path = self.folder / "editor"
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o700)
        return str(path)

    def test_edit_opens_the_last_statement_and_hands_it_back(self):
        terminal = self.at_prompt(VISUAL=self.editor('sed -i s/roles/sources/ "$1"'))
        terminal.enter("roles | count;")
        terminal.type(".edit" + ENTER)
        terminal.wait(lambda text: terminal.cursor_line() == PROMPT + "sources | count;")
        terminal.type(ENTER)
        self.assertIn("│     1 │", terminal.wait_for_prompt())

    def test_ctrl_x_ctrl_e_opens_what_is_typed(self):
        terminal = self.at_prompt(EDITOR=self.editor('printf " | count;" >>"$1"'))
        terminal.type("roles" + ctrl("x") + ctrl("e"))
        terminal.wait(lambda text: terminal.cursor_line().endswith("| count;"))

    def test_an_editor_that_fails_changes_nothing(self):
        terminal = self.at_prompt(VISUAL=self.editor("exit 3"))
        terminal.type("roles" + ctrl("x") + ctrl("e"))
        terminal.wait_for("the editor failed")
        terminal.settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "roles")


class Plain(World):
    """Where the terminal is a typewriter, lines are read one by one."""

    def test_a_dumb_terminal_gets_no_escape(self):
        for kind in ("dumb", None):
            terminal = self.start("small.entente", TERM=kind)
            terminal.wait_for(PROMPT.rstrip())
            terminal.type("roles\n| count;\n")
            terminal.wait_for("│     3 │")
            terminal.type(ctrl("d"))
            self.assertEqual(terminal.exit_code(), 0)
            self.assertNotIn(b"\x1b", terminal.raw)


if __name__ == "__main__":
    screen.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
