#!/usr/bin/env python3
"""Completing at the prompt: completion_test.py ENTENTE

Each test types, presses Tab, and looks at the screen: at the line, or at the menu below it."""

import os
import sys
import unittest

import screen
from screen import PROMPT, World

ENTER, TAB, BACK_TAB, ESCAPE = "\r", "\t", "\x1b[Z", "\x1b"


class Completion(World):
    def line(self, typed):
        """What the line becomes when Tab is pressed behind what was typed."""
        self.terminal = self.at_prompt()
        self.terminal.type(typed + TAB).settle()
        return self.terminal.cursor_line()[len(PROMPT):]

    def menu(self, typed, terminal=None):
        """The rows below the line."""
        self.terminal = terminal or self.at_prompt(columns=120)
        self.terminal.type(typed).settle()
        self.terminal.type(TAB).settle()
        return [line.strip() for line in self.terminal.lines()[self.terminal.screen.cursor.y + 1:] if line]

    def test_roles_stand_before_words_where_a_statement_begins(self):
        menu = self.menu("")
        self.assertEqual(menu[:3], ["members", "observers", "dialogue partners"])
        self.assertRegex(menu[-1], r"^\d+ more$")
        self.assertEqual(self.line("obs"), "observers")
        self.assertEqual(self.line("dialogue par"), "dialogue partners")
        self.assertEqual(self.line("rollb"), "rollback")

    def test_bodies_behind_of_with_their_names(self):
        self.assertEqual(self.menu("members of "), ["BRICS", "SCO       Shanghai Cooperation Organisation", "SCO-RATS  SCO Anti-Terrorist Structure"])
        self.assertEqual(self.line("members of br"), "members of BRICS")
        self.assertEqual(self.line("members of shanghai coop"), "members of SCO")
        self.assertEqual(self.line("members of cooperation"), "members of SCO")

    def test_actors_where_actors_belong(self):
        self.assertEqual(self.menu("organisations of C"), ["CHN  China", "CIV  Côte d'Ivoire"])
        self.assertEqual(self.line("memberships of russ"), "memberships of RUS")
        self.assertEqual(self.line("memberships of RUS in br"), "memberships of RUS in BRICS")
        self.assertEqual(self.line("is TUR dialogue partner of sco-"), "is TUR dialogue partner of SCO-RATS")
        self.assertEqual(self.line("record CHN, tur"), "record CHN, TUR")
        self.assertEqual(self.line("members of SCO on 2014-10-21 | where actor = tur"), "members of SCO on 2014-10-21 | where actor = TUR")

    def test_case_and_accents_do_not_matter(self):
        self.assertEqual(self.line("organisations of turkiye"), "organisations of TUR")
        self.assertEqual(self.line("organisations of TÜRK"), "organisations of TUR")
        self.assertEqual(self.line("organisations of cote d"), "organisations of CIV")
        self.assertEqual(self.line("organisations of Turke"), "organisations of TUR")  # another name

    def test_names_stand_before_columns_behind_a_comparison(self):
        self.assertEqual(self.menu("members of SCO on 2014-10-21 | where actor = ")[:2], ["BRICS", "CHN          China"])
        self.assertEqual(self.menu("participants of SCO | where role = ")[:3], ['"member"', '"observer"', '"dialogue partner"'])
        for typed in ("dialogue p", '"dia'):  # what is put can be run
            self.assertEqual(self.line("participants of SCO | where role = " + typed), 'participants of SCO | where role = "dialogue partner"')
        self.assertIn("Türkiye", self.terminal.enter("| select name;"))

    def test_names_of_a_list_are_those_of_its_column(self):
        self.assertEqual(self.menu("participants of SCO | where actor in [")[:2], ["BRICS", "CHN          China"])
        self.assertEqual(self.line("participants of SCO | where actor in [TUR, ir"), "participants of SCO | where actor in [TUR, IRN")
        self.assertEqual(self.line("participants of SCO | where role in [dial"), 'participants of SCO | where role in ["dialogue partner"')

    def test_what_follows_a_whole_role(self):
        self.assertEqual(self.menu("members "), [])  # `of` is put: the comma begins no word
        self.assertEqual(self.terminal.cursor_line(), PROMPT + "members of")
        self.assertEqual(self.line("is TUR dialogue p"), "is TUR dialogue partner")

    def test_what_is_imported(self):
        self.assertEqual(self.menu("import ")[:2], ["memberships", "claims"])
        self.assertEqual(self.line("import cow-i"), "import cow-igo")

    def test_words_of_the_grammar_that_fit(self):
        self.assertEqual(self.line("members of SCO acc"), "members of SCO according")
        self.assertEqual(self.line("members of SCO on tod"), "members of SCO on today")
        self.assertEqual(self.line("members of SCO on 2014-10-21 | gro"), "members of SCO on 2014-10-21 | group")
        self.assertEqual(self.line("members of SCO each year dur"), "members of SCO each year during")
        self.assertEqual(self.line("members of SCO xyz"), "members of SCO xyz")
        self.assertEqual(self.line("members off SCO acc"), "members off SCO acc")  # wrong before its end: nothing follows

    def test_sources_roles_and_dates(self):
        self.assertEqual(self.menu("members of SCO according to "), [])  # the only one is put
        self.assertEqual(self.terminal.cursor_line(), PROMPT + "members of SCO according to handbook")
        self.assertEqual(self.menu("record CHN as "), ["member", "observer", "dialogue partner"])
        terminal = self.at_prompt()
        terminal.enter("members of SCO on 2014-10-21;")
        terminal.type("members of SCO on 20").settle()
        menu = self.menu("", terminal)
        self.assertTrue(any("2014-10-21" in row and "asked before" in row for row in menu), menu)

    def test_columns_of_the_query_so_far(self):
        menu = self.menu("members of SCO on 2014-10-21 | select ")
        self.assertTrue(menu[0].startswith("actor") and "whoever holds the role" in menu[0], menu)
        self.assertEqual(self.line("members of SCO on 2014-10-21 | select name, began | sort beg"), "members of SCO on 2014-10-21 | select name, began | sort began")
        self.assertEqual(self.line("members of SCO on 2014-10-21 | select name | sort cert"), "members of SCO on 2014-10-21 | select name | sort cert")  # no more there
        self.assertEqual(self.line("let us = members of SCO on 2014-10-21 | where cert"), "let us = members of SCO on 2014-10-21 | where certainty")

    def test_what_was_defined_a_moment_ago(self):
        terminal = self.at_prompt()
        terminal.enter('define organisation XYZ named "Xyzzy Union";')
        terminal.enter("let mine = members of SCO;")
        terminal.type("members of xyz" + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "members of XYZ")
        terminal.type("\x15" + "min" + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "mine")

    def test_names_that_need_quotes_get_them(self):
        terminal = self.at_prompt()
        terminal.enter('define group "Arctic states" named "Arctic states";')
        terminal.type("members of arc" + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + 'members of "Arctic states"')

    def test_files(self):
        (self.folder / "facts.csv").write_text("a,b\n")
        (self.folder / "facts").mkdir()
        self.assertEqual(self.line('import memberships from "fac'), 'import memberships from "facts')
        self.assertEqual(self.line('rows of "facts.'), 'rows of "facts.csv"')
        self.assertEqual(self.line("backup to "), 'backup to "')

    def test_commands(self):
        self.assertEqual(self.line(".qu"), ".quit")
        self.assertEqual(self.line(".keys v"), ".keys vi")
        self.assertEqual(self.line(".format timel"), ".format timeline")
        self.assertEqual(self.line(".help membersh"), ".help memberships")
        self.assertEqual(self.line("help membersh"), "help memberships")
        self.assertEqual(self.line(".explain-error N0"), ".explain-error N0")
        self.assertEqual(self.line(".default o"), ".default off")
        self.assertEqual(self.line(".param un"), ".param unset")
        terminal = self.at_prompt()
        terminal.enter(".param who=Turkey")
        terminal.type(".param unset " + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + ".param unset who")

    def test_the_menu_is_walked_through(self):
        terminal = self.at_prompt()
        terminal.type("members of SC" + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "members of SCO")
        terminal.type(TAB + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "members of SCO-RATS")
        self.assertTrue(terminal.style("SCO-RATS ").reverse)
        terminal.type(BACK_TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "members of SCO")
        terminal.type(ENTER).settle()  # takes it, runs nothing
        self.assertEqual(terminal.text().splitlines()[-1], PROMPT + "members of SCO")
        terminal.type("on 2014-10-21;" + ENTER)
        self.assertIn("China", terminal.wait_for_prompt())

    def test_escape_leaves_the_menu_and_what_was_typed(self):
        terminal = self.at_prompt()
        terminal.type("organisations of C" + TAB + TAB).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "organisations of CHN")
        terminal.type(ESCAPE).settle()
        self.assertEqual(terminal.cursor_line(), PROMPT + "organisations of C")
        self.assertNotIn("China", terminal.text())

    def test_a_menu_fits_into_twenty_columns(self):
        terminal = self.at_prompt(columns=20)
        menu = self.menu("memberships in ", terminal)
        self.assertTrue(all(len(row) <= 20 for row in menu))
        self.assertIn("SCO-RATS  SCO Anti-T", menu)

    def test_twenty_thousand_actors_are_found_at_once(self):
        path = self.folder / "many.ent"
        path.write_text(screen.SMALL_WORLD + "".join(f'define state S{n:05} named "State number {n}" also "Land {n}" since 1900;\n' for n in range(20000)))
        self.run_script("many.entente", "-f", "many.ent")
        wanted_by_typed = {"organisations of land 1999": b"S01999", "organisations of S1234": b"S12340", "organisations of state": b"S00000"}
        shown = {typed: [] for typed in wanted_by_typed}
        for _ in range(3):  # the best of them, for this test waits for a processor too
            terminal = self.at_prompt("many.entente", columns=100)  # nothing was asked of it yet
            for typed, wanted in wanted_by_typed.items():
                terminal.type(typed).settle()
                before = len(terminal.raw)
                terminal.type(TAB)
                shown[typed].append(terminal.seconds_needed(lambda: wanted in terminal.raw[before:]))
                terminal.settle()
                terminal.type(ESCAPE).settle()
                terminal.type("\x15").settle()
        self.assertLess(max(map(min, shown.values())), 0.4 if screen.is_slow() else 0.02, shown)


if __name__ == "__main__":
    screen.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
