"""A terminal with somebody before it: types, and reads what the screen shows. Needs pexpect and pyte; without them its tests are skipped.

`World` makes a small world for each test; `Screen` starts the program in a terminal of a size and keeps what it shows.
"""

import importlib.util
import os
import pathlib
import tempfile
import time
import unittest

if importlib.util.find_spec("pexpect") and importlib.util.find_spec("pyte"):
    import pexpect
    import pyte
else:
    pexpect = None

PROGRAM = None  # the path of the program; a test sets it from its command line

SMALL_WORLD = """
define source handbook titled "A handbook" publisher "Us" published 2015-01-01;
define role "member" plural "members" rank 10;
define role "observer" plural "observers" rank 20;
define role "dialogue partner" plural "dialogue partners" rank 30;
define state CHN named "China" since 1949-10-01;
define state RUS named "Russia" since 1991-12-26;
define state TUR named "Türkiye" also "Turkey" since 1923-10-29;
define state CIV named "Côte d'Ivoire" since 1960-08-07;
define state IRN named "Iran" since 1900-01-01;
define organisation SCO named "Shanghai Cooperation Organisation" since 2001-06-15;
define organisation BRICS named "BRICS" since 2009-06-16;
define agreement "SCO-RATS" named "SCO Anti-Terrorist Structure" since 2002-06-07;
record China, Russia as member of SCO since 2001-06-15 according to handbook;
record China, Russia as member of BRICS since 2009-06-16 according to handbook;
record Iran as observer of SCO since 2005-07-05 according to handbook;
record Türkiye as "dialogue partner" of SCO since 2012-06-07 according to handbook;
"""

PROMPT = "entente> "
SECONDS_MOST = 20


class Screen:
    """The program in a terminal."""

    def __init__(self, arguments, environment, folder, columns=80, rows=24):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.process = pexpect.spawn(PROGRAM, arguments, env=environment, cwd=str(folder), dimensions=(rows, columns), timeout=SECONDS_MOST)
        self.process.delaybeforesend = None
        self.raw = b""

    def read(self, seconds=0.05):
        """Shows what has come."""
        try:
            more = self.process.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.raw += more
        self.stream.feed(more)
        return True

    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    def text(self):
        return "\n".join(self.lines()).rstrip()

    def wait(self, condition, what=""):
        """Reads until `condition` of the screen's text holds and nothing more comes."""
        end = time.monotonic() + SECONDS_MOST
        while time.monotonic() < end:
            if not self.read() and condition(self.text()):
                return self.text()
            if not self.process.isalive() and not self.read(0) and not condition(self.text()):
                break
        raise AssertionError(f"no {what}\n{self.text()}")

    def wait_for(self, wanted):
        return self.wait(lambda text: wanted in text, repr(wanted))

    def wait_for_prompt(self):
        """An empty prompt is the last thing shown, and the cursor stands behind it."""
        return self.wait(lambda text: self.cursor_line() == PROMPT.rstrip() and self.screen.cursor.x == len(PROMPT), "prompt")

    def cursor_line(self):
        return self.lines()[self.screen.cursor.y]

    def style(self, text):
        """How the first letter of `text` looks where it is shown last: its colour, whether it is bold, underlined, reversed."""
        for y in range(self.screen.lines - 1, -1, -1):
            x = self.screen.display[y].rfind(text)
            if x >= 0:
                return self.screen.buffer[y][x]
        raise AssertionError(f"no {text!r}\n{self.text()}")

    def type(self, keys):
        self.process.send(keys.encode() if isinstance(keys, str) else keys)
        return self

    def enter(self, text):
        """Types `text` and Enter, and waits for the next prompt. Returns the screen."""
        self.type(text)
        self.settle()
        self.type("\r")
        return self.wait_for_prompt()

    def settle(self):
        """Waits until nothing more comes."""
        while self.read(0.15):
            pass
        return self.text()

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def exit_code(self):
        """Waits until it has left. A signal that ended it is negative."""
        while self.read(0.2) or self.process.isalive():
            pass
        return self.process.exitstatus if self.process.signalstatus is None else -self.process.signalstatus

    def close(self):
        self.process.close(force=True)


@unittest.skipIf(pexpect is None, "python3-pexpect and python3-pyte are not installed")
class World(unittest.TestCase):
    """A folder with a small database in it, made once for all, and a terminal to ask it."""

    made = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="entente-terminal-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PAGER": "cat",
        }
        for name in os.environ:  # the sanitizers' own
            if name.endswith("SAN_OPTIONS"):
                self.environment[name] = os.environ[name]
        (self.folder / "small.ent").write_text(SMALL_WORLD, encoding="utf-8")
        pexpect.run(f"'{PROGRAM}' small.entente -f small.ent", cwd=str(self.folder), env=self.environment)

    def start(self, *arguments, columns=80, rows=24, world=False, **changes):
        """On the small database, if no arguments are given; with `world` on the one that comes with the program."""
        environment = {name: value for name, value in {**self.environment, **changes}.items() if value is not None}
        screen = Screen(list(arguments) or ([] if world else ["small.entente"]), environment, self.folder, columns, rows)
        self.addCleanup(screen.close)
        return screen

    def at_prompt(self, *arguments, **more):
        screen = self.start(*arguments, **more)
        screen.wait_for_prompt()
        return screen

    def history(self):
        return (self.folder / "state" / "entente" / "history").read_text(encoding="utf-8").splitlines()
