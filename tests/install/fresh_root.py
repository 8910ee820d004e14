#!/usr/bin/env python3
"""The packages on a machine that has nothing: fresh_root.py SOURCE_DIR BUILD_DIR

Builds the smallest Debian 12 that there is in a folder, installs the packages there with apt, asks README's first question as a user who has just
been added, and holds the answer against README's. Then takes the packages off again, and looks for what they leave behind. Needs root, debootstrap
and Debian's archive ($DEBIAN_MIRROR), and takes two minutes: no test of every day. Says why where it cannot (exit code 77).
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MIRROR = os.environ.get("DEBIAN_MIRROR", "http://deb.debian.org/debian")
USER = "asker"
OURS = ["entente", "libentente1", "libentente-dev"]


def not_tried(why):
    print(f"the packages were not tried in a fresh root: {why}")
    sys.exit(77)


def inside(root, *command, user=None, check=True):
    """Runs a command in the root, with nothing of this machine's environment; a fresh Debian has no locale but C."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "HOME": f"/home/{user}" if user else "/root"}
    done = subprocess.run(["chroot", *([f"--userspec={user}:{user}"] if user else []), str(root), *command], env=environment, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = done.stdout.decode()
    if check and done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed in the fresh root:\n{output[-3000:]}")
    return output


def make(root):
    if os.geteuid() != 0:
        not_tried("only root can make one")
    if not shutil.which("debootstrap"):
        not_tried("debootstrap is not installed")
    made = subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(root), MIRROR], check=False, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    if made.returncode != 0:
        not_tried("debootstrap made none: " + " / ".join(made.stdout.strip().splitlines()[-3:]))


def first_question(source):
    """README's first question, and the answer that it shows."""
    shown = re.search(r"```console\n\$ \./dev run -c '([^']+)'\n(.*?)```", (source / "README.md").read_text(encoding="utf-8"), re.S)
    return shown.group(1), shown.group(2)


def files_of_ours(root):
    return sorted(str(path.relative_to(root)) for path in (root / "usr").rglob("*entente*"))


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    packages = sorted(build.glob("*.deb"))
    assert [package.name.split("_")[0] for package in packages] == sorted(OURS), packages
    with tempfile.TemporaryDirectory(prefix="fresh-root-", dir=build) as folder:
        root = pathlib.Path(folder, "root")
        make(root)
        for package in packages:
            shutil.copy(package, root / "tmp")
        inside(root, "apt-get", "update", "-qq")
        inside(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *(f"/tmp/{package.name}" for package in packages))
        inside(root, "useradd", "--create-home", USER)
        question, expected = first_question(source)
        answer = inside(root, "entente", "-c", question, user=USER)
        assert answer == expected, f"README says\n{expected}\nthe fresh root says\n{answer}"
        assert "members" in inside(root, "entente", "--help", user=USER)
        for file in ("man/man1/entente.1.gz", "man/man7/entente-language.7.gz", "bash-completion/completions/entente"):
            assert (root / "usr/share" / file).exists(), file
        inside(root, "apt-get", "purge", "-y", "-qq", *OURS)
        assert not files_of_ours(root), files_of_ours(root)
    print(f"in a fresh root of Debian 12 the packages are installed, README's first question has its answer ({question}), and nothing stays behind")


if __name__ == "__main__":
    main()
