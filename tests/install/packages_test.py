#!/usr/bin/env python3
"""The Debian packages: packages_test.py SOURCE_DIR BUILD_DIR

lintian finds no error in them; laid out in an empty root they hold a shell that answers, and a library with which the example of docs/embedding.md
is built by CMake and by pkg-config, and runs."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def check_lintian(packages):
    if not shutil.which("lintian"):
        print("lintian is not installed")
        return
    done = subprocess.run(["lintian", "--allow-root", "--no-tag-display-limit", *map(str, packages)], capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    errors = [line for line in done.stdout.splitlines() if line.startswith("E:")]
    assert not errors, errors


def check_shell(source, root, folder):
    asked = re.search(r"dev run -c '([^']+)'", (source / "README.md").read_text(encoding="utf-8")).group(1)
    answer = run(str(root / "usr/bin/entente"), "-c", asked, env={**os.environ, "XDG_DATA_HOME": folder})
    assert "Türkiye" in answer, answer


def check_library(source, root, folder):
    libraries = next(root.glob("usr/lib/*/libentente.so.1")).parent
    example = str(source / "tests/embedding/example.cpp")
    environment = {**os.environ, "LD_LIBRARY_PATH": str(libraries)}
    by_cmake, by_pkg_config = pathlib.Path(folder, "by_cmake"), pathlib.Path(folder, "by_pkg_config")
    run("cmake", "-S", str(source / "tests/install/consumer"), "-B", str(by_cmake), f"-DEXAMPLE={example}", f"-DCMAKE_PREFIX_PATH={root}/usr")
    run("cmake", "--build", str(by_cmake))
    found = {**os.environ, "PKG_CONFIG_PATH": str(libraries / "pkgconfig"), "PKG_CONFIG_SYSROOT_DIR": str(root)}
    flags = run("pkg-config", "--cflags", "--libs", "entente", env=found).split()
    run("g++", "-std=c++20", example, "-o", str(by_pkg_config), *flags)
    answers = {run(str(program), str(pathlib.Path(folder, name + ".entente")), env=environment)
               for name, program in (("a", by_cmake / "consumer"), ("b", by_pkg_config))}
    assert len(answers) == 1 and "China" in answers.pop()


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    packages = sorted(build.glob("*.deb"))
    names = [package.name.split("_")[0] for package in packages]
    assert names == ["entente", "libentente-dev", "libentente1"], names
    check_lintian(packages)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder, "root")
        for package in packages:
            run("dpkg-deb", "-x", str(package), str(root))
        check_shell(source, root, folder)
        check_library(source, root, folder)
    print("the packages hold what they should, and it works:", ", ".join(names))


if __name__ == "__main__":
    main()
