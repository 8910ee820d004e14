"""A PostgreSQL server of our own: a folder of its own, a unix socket alone, one CPU, gone when the run ends."""
import glob
import os
import pathlib
import shutil
import subprocess
import tempfile

CPU = {max(os.sched_getaffinity(0))}  # of server and client: what wakes another CPU costs five times the round trip
SETTINGS = """
listen_addresses = ''
shared_buffers = 2GB
effective_cache_size = 12GB
max_wal_size = 4GB
wal_level = minimal
max_wal_senders = 0
max_parallel_workers_per_gather = 1
"""


def binaries():
    """Where Debian keeps the server's programs, the newest version first; None where there are none."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: float(path.split("/")[4]))
    return pathlib.Path(found[-1]).parent if found else None


class Server:
    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-bench-"))  # in a short path that any user may enter: the socket's name has 107 bytes
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        if os.getuid() == 0:  # it refuses to run as root
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale=C")
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as out:
            out.write(SETTINGS + f"unix_socket_directories = '{self.folder}'\n")
        self.run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *words):
        user = "postgres" if os.getuid() == 0 else None
        subprocess.run([str(binaries() / program), *map(str, words)], user=user, group=user, extra_groups=[] if user else None, cwd=self.folder, stdout=subprocess.DEVNULL,
                       check=True, preexec_fn=lambda: os.sched_setaffinity(0, CPU))

    def database(self, size):
        return f"host={self.folder} user=bench dbname=postgres application_name=bench_{size}"
