"""A terminal with somebody before it: types, and reads what the screen shows. Needs pexpect and pyte; without them its tests are skipped.

`World` makes a small world for each test; `Screen` starts the program in a terminal of a size and keeps what it shows.
"""

import array
import fcntl
import importlib.util
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import termios
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
ESCAPE_SECONDS = 0.08  # an escape is a key by itself when nothing follows it for 50 ms


def processes_below(pid):
    """It and all that it started."""
    yield pid
    try:
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from processes_below(int(child))


def sleeps(pid):
    """Every thread waits for something."""
    for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            if stat.read_text().rpartition(")")[2].split()[0] not in "SZX":
                return False
        except OSError:  # it ended meanwhile
            continue
    return True


def is_slow():
    """The program watches itself, and takes ten times as long."""
    return any(name.endswith("SAN_OPTIONS") for name in os.environ)


def schedule(pid):
    """Of the main thread of a process: nanoseconds that it ran, nanoseconds that it was ready to run and others ran, how often it was let."""
    try:
        return [int(number) for number in pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()]
    except OSError:  # it ended meanwhile
        return [0, 0, 0]


class Screen:
    """The program in a terminal."""

    def __init__(self, arguments, environment, folder, columns=80, rows=24, program=None):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.process = pexpect.spawn(program or PROGRAM, arguments, env=environment, cwd=str(folder), dimensions=(rows, columns), timeout=SECONDS_MOST)
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = 0.01
        self.keyboard = os.readlink(f"/proc/{self.process.pid}/fd/0")
        self.ends_with_escape = False
        self.turns_before_typing, self.typed_at = 0, 0
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

    def turns(self):
        """How often those at the keyboard were given a processor."""
        return sum(schedule(pid)[2] for pid in processes_below(self.process.pid))

    def is_idle(self):
        """All that was typed has been read, and everybody waits."""
        if self.read(0) or (self.turns_before_typing == self.turns() and time.monotonic() < self.typed_at + 0.3):
            return False  # what is typed takes a moment to arrive
        unread = array.array("i", [0])
        try:
            keyboard = os.open(self.keyboard, os.O_RDWR | os.O_NOCTTY)
        except OSError:  # nobody is there any more
            return True
        fcntl.ioctl(keyboard, termios.FIONREAD, unread)
        os.close(keyboard)
        return unread[0] == 0 and all(sleeps(pid) for pid in processes_below(self.process.pid)) and not self.read(0.02)

    def wait(self, condition, what=""):
        """Reads until `condition` of the screen's text holds and nothing more comes."""
        end = time.monotonic() + SECONDS_MOST
        while time.monotonic() < end:
            if not self.read(0.01) and condition(self.text()) and (self.is_idle() or not self.read()) and condition(self.text()):
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
        keys = keys.encode() if isinstance(keys, str) else keys
        self.ends_with_escape = keys.endswith(b"\x1b")
        self.turns_before_typing = self.turns()
        self.typed_at = time.monotonic()
        self.process.send(keys)
        return self

    def enter(self, text):
        """Types `text` and Enter, and waits for the next prompt. Returns the screen."""
        self.type(text)
        self.settle()
        self.type("\r")
        return self.wait_for_prompt()

    def settle(self):
        """Waits until all that was typed is dealt with and shown."""
        end = time.monotonic() + SECONDS_MOST
        while not self.is_idle() and time.monotonic() < end:
            self.read(0.002)
        if self.ends_with_escape:
            self.ends_with_escape = False
            time.sleep(ESCAPE_SECONDS)
            return self.settle()
        return self.text()

    def seconds_needed(self, is_done):
        """Reads until `is_done`. Returns how long that took, less the time in which the program was ready to go on and others had the
        processors: what it needs, and not how busy the machine is."""
        begin, waited = time.monotonic(), schedule(self.process.pid)[1]
        while not is_done() and time.monotonic() < begin + SECONDS_MOST:
            self.read(0.002)
        return time.monotonic() - begin - (schedule(self.process.pid)[1] - waited) / 1e9

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def exit_code(self):
        """Waits until it has left. A signal that ended it is negative."""
        while self.process.isalive():
            self.read(0.01)
        while self.read(0.02):
            pass
        return self.process.exitstatus if self.process.signalstatus is None else -self.process.signalstatus

    def close(self):
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.process.wait()
        self.process.close()


@unittest.skipIf(pexpect is None, "python3-pexpect and python3-pyte are not installed")
class World(unittest.TestCase):
    """A folder with a small database in it, made once for all, and a terminal to ask it."""

    made = None  # the folder that the databases are copied from

    @classmethod
    def make(cls):
        """Makes the small database, and the world, once for all tests of a run."""
        World.made = tempfile.TemporaryDirectory(prefix="entente-made-")
        folder = pathlib.Path(World.made.name)
        (folder / "small.ent").write_text(SMALL_WORLD, encoding="utf-8")
        environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
        for arguments in (["small.entente", "-f", "small.ent"], ["-c", "roles | count"]):
            subprocess.run([PROGRAM, *arguments], cwd=folder, env=environment, check=True, capture_output=True)

    def setUp(self):
        if World.made is None:
            self.make()
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
        for name in ("small.ent", "small.entente"):
            shutil.copy(pathlib.Path(World.made.name, name), self.folder)

    def run_script(self, *arguments):
        """Runs the program without a terminal, and returns what it says."""
        done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.stdout.decode()

    def start(self, *arguments, columns=80, rows=24, world=False, program=None, **changes):
        """On the small database, if no arguments are given; with `world` on the one that comes with the program."""
        environment = {name: value for name, value in {**self.environment, **changes}.items() if value is not None}
        if world and not (self.folder / "data").exists():
            shutil.copytree(pathlib.Path(World.made.name, "data"), self.folder / "data")
        screen = Screen(list(arguments) or ([] if world else ["small.entente"]), environment, self.folder, columns, rows, program)
        self.addCleanup(screen.close)
        return screen

    def at_prompt(self, *arguments, **more):
        screen = self.start(*arguments, **more)
        screen.wait_for_prompt()
        return screen

    def history(self):
        return (self.folder / "state" / "entente" / "history").read_text(encoding="utf-8").splitlines()
