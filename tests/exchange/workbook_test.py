"""Workbooks that `export` writes, unpacked and read as XML.

usage: workbook_test.py ENTENTE
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
import zipfile

ENTENTE = os.path.abspath(sys.argv.pop(1))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FACTS = """
define organisation CLUB named "The Club" since 1890;
define state FRA named "France" since 1792;
define state TUR named "Türkiye" since 1923-10-29;
define state USA named "=1+1 <&>" since 1776;
define source atlas;
define role "member" plural "members" rank 10;
record FRA as member of CLUB since 1899-12-31 until 1900-02-28 according to atlas;
record TUR as member of CLUB since 1980 until 2000-01-01 according to atlas;
record USA as member of CLUB since 1950-06-01 according to atlas;
"""


class Workbook(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "club.entente")
        code, said = self.run_entente(FACTS)
        self.assertEqual(code, 0, said)

    def run_entente(self, text):
        done = subprocess.run([ENTENTE, self.path, "-c", text], capture_output=True, text=True, cwd=self.folder.name,
                              env={**os.environ, "HOME": self.folder.name})
        return done.returncode, done.stdout + done.stderr

    def export(self, query, name="club.xlsx"):
        code, said = self.run_entente(f'export ({query}) to "{name}"')
        self.assertEqual(code, 0, said)
        with zipfile.ZipFile(os.path.join(self.folder.name, name)) as book:
            self.assertIsNone(book.testzip())
            part = lambda path: xml.fromstring(book.read(path))
            return part("xl/workbook.xml"), part("xl/worksheets/sheet1.xml"), part("xl/styles.xml")

    @staticmethod
    def cells(sheet):
        rows = []
        for row in sheet.iter(MAIN + "row"):
            cells = {}
            for cell in row:
                text = "".join(cell.itertext())
                cells[cell.get("r").rstrip("0123456789")] = (cell.get("t", "n"), text, cell.get("s", "0"))
            rows.append(cells)
        return rows

    def test_cells_have_their_types(self):
        book, sheet, styles = self.export("memberships in CLUB ever | select actor_name, began, ended, n = years(began, ended), "
                                          "is_long = years(began, ended) > 10 | sort actor_name")
        names, usa, france, turkey = self.cells(sheet)
        self.assertEqual([cell[1] for cell in names.values()], ["actor_name", "began", "ended", "n", "is_long"])
        self.assertEqual(usa["A"][:2], ("inlineStr", "=1+1 <&>"))  # a text, and no formula
        self.assertEqual(usa["B"][:2], ("n", "18415"))  # 1950-06-01
        self.assertNotIn("C", usa)
        self.assertEqual(france["B"][:2], ("inlineStr", "1899-12-31"))  # before the first day that spreadsheets know
        self.assertEqual(france["C"][:2], ("n", "59"))
        self.assertEqual(turkey["B"][:2], ("n", "1980"))  # a year
        self.assertEqual(turkey["C"][:2], ("n", "36526"))
        self.assertEqual(france["D"][0], "n")
        self.assertEqual(france["E"][:2], ("b", "0"))
        formats = [f.get("formatCode") for f in styles.iter(MAIN + "numFmt")]
        self.assertEqual(formats, ["yyyy-mm-dd"])
        kinds = list(styles.find(MAIN + "cellXfs"))
        self.assertNotEqual(kinds[int(usa["B"][2])].get("numFmtId"), "0")

    def test_the_names_are_bold_and_stay_in_sight(self):
        book, sheet, styles = self.export("memberships in CLUB ever", "the [first] club.xlsx")
        self.assertEqual([s.get("name") for s in book.iter(MAIN + "sheet")], ["the _first_ club"])
        pane = next(sheet.iter(MAIN + "pane"))
        self.assertEqual((pane.get("ySplit"), pane.get("state")), ("1", "frozen"))
        style = list(styles.find(MAIN + "cellXfs"))[int(self.cells(sheet)[0]["A"][2])]
        self.assertIsNotNone(list(styles.find(MAIN + "fonts"))[int(style.get("fontId"))].find(MAIN + "b"))

    def test_what_no_cell_holds_is_refused_and_leaves_the_file(self):
        self.export("memberships in CLUB ever")
        path = os.path.join(self.folder.name, "club.xlsx")
        before = pathlib.Path(path).read_bytes()
        quote = "q" * 32768
        self.run_entente(f'record USA as member of CLUB since 1950-06-01 according to atlas quote "{quote}"')
        code, said = self.run_entente('export (claims in CLUB | select id, quote) to "club.xlsx"')
        self.assertEqual(code, 1, said)
        self.assertIn("error[F23]: row 4 has a text that is longer than a cell takes, 32,767 characters", said)
        self.assertEqual(pathlib.Path(path).read_bytes(), before)
        self.assertFalse([name for name in os.listdir(self.folder.name) if ".new-" in name])


unittest.main()
