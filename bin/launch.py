"""Everything between a fresh clone and the running product; standard library only.

A newcomer's machine has Python and perhaps nothing else. Each step leaves a stamp when it is whole,
so that it can be interrupted at any moment, and so that the next start is quick.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements" / "run.lock", "dev": ROOT / "requirements" / "dev.lock"}
# What the program uses of the operating system when it is there: Finnish base forms and compounds.
RUN_PACKAGES = {"libvoikko1": "libvoikko.so.1", "voikko-fi": ""}
TEST_PACKAGES = {
    "chromium": "chromium",
    "gettext": "xgettext",
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


def stop(text: str) -> None:
    """One sentence, exit code 1."""
    print(f"kysyva: {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def fingerprint(lock: Path) -> str:
    """What an installed environment was made from."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode() + str(ROOT).encode()).hexdigest()


def ensure_environment(kind: str) -> None:
    """A virtual environment with exactly what the lock says (``run`` or ``dev``)."""
    lock, stamp = LOCKS[kind], VENV / f".kysyva-{kind}"
    wanted = fingerprint(lock)
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not _works(PYTHON):
        make_environment()
    say(f"installing what it needs ({lock.name}) …")
    started = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "-r", str(lock)]
    if subprocess.run([*started, "uv"], check=False).returncode == 0:
        command = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON)]
        done = subprocess.run([*command, *locked], check=False).returncode == 0
    else:
        done = False
    if not done and subprocess.run([*started, *locked], check=False).returncode != 0:
        stop("the packages could not be installed; is there a connection to a package index?")
    add_source()
    stamp.write_text(wanted)


def _works(python: Path) -> bool:
    return (
        python.exists()
        and subprocess.run(
            [str(python), "-m", "pip", "--version"], capture_output=True, check=False
        ).returncode
        == 0
    )


def make_environment() -> None:
    """A new virtual environment; an unfinished one is thrown away."""
    say("making a Python environment in .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    installed = is_root_on_debian() and apt_install(["python3-venv"])
    if installed and subprocess.run(command, check=False).returncode == 0:
        return
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
    """Operating-system packages: installed as root on Debian, otherwise told once."""
    stamp = VENV / f".kysyva-{kind}-packages"
    if stamp.exists():
        return
    packages = dict(RUN_PACKAGES) if kind == "run" else {**RUN_PACKAGES, **TEST_PACKAGES}
    missing = [name for name, sign in packages.items() if not is_installed(name, sign)]
    if missing and not (is_root_on_debian() and apt_install(missing)):
        say(f"works without them, but better with: sudo apt-get install {' '.join(missing)}")
    stamp.write_text("asked")


def manage(*arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run a Django command; its exit code."""
    command = [str(PYTHON), str(ROOT / "manage.py"), *arguments]
    return subprocess.run(
        command, env={**os.environ, **(environment or {})}, check=False
    ).returncode


def run(arguments: argparse.Namespace) -> int:
    """Start the product, with the demonstration organisation on an empty database."""
    ensure_environment("run")
    ensure_packages("run")
    if arguments.data:
        os.environ["KYSYVA_DATA"] = str(Path(arguments.data).resolve())
    os.environ.setdefault("KYSYVA_DEMO", "true")
    command = [str(PYTHON), str(ROOT / "manage.py"), "serve", "--port", str(arguments.port)]
    # The same process goes on as the server: signals reach it as they are.
    os.execv(command[0], command)


def test(arguments: argparse.Namespace) -> int:
    """All checks and tests, or only the tests that pytest's arguments choose."""
    ensure_environment("dev")
    ensure_packages("test")
    command = [str(PYTHON), "-m", "bin.test", *arguments.arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def check(arguments: argparse.Namespace) -> int:
    """Everything but the tests: lint, types, contracts, migrations, translations."""
    ensure_environment("dev")
    ensure_packages("test")
    command = [str(PYTHON), "-m", "bin.test", "--only-checks"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def manage_command(arguments: argparse.Namespace) -> int:
    """A Django command, with everything set up."""
    ensure_environment("run")
    ensure_packages("run")
    return manage(*arguments.arguments)


def bench(arguments: argparse.Namespace) -> int:
    """A benchmark of bench/ by its name."""
    ensure_environment("dev")
    ensure_packages("test")
    command = [str(PYTHON), "-m", "bench", *arguments.arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def port(text: str) -> int:
    """A port number; argparse says the sentence."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The words of ./kysyva."""
    top = argparse.ArgumentParser(prog="kysyva", description="A toolkit for coaching leadership.")
    words = top.add_subparsers(dest="word", required=True, metavar="COMMAND")
    word = words.add_parser("run", help="start the product (set up on first use)")
    word.add_argument("--port", type=port, default=8000, help="where it listens (default 8000)")
    word.add_argument("--data", help="folder of the database (default ./data)")
    word.set_defaults(act=run)
    for name, act, text in (
        ("test", test, "set up and run all checks and tests, or pytest with your arguments"),
        ("manage", manage_command, "a command of the administrator; without one, lists them"),
        ("bench", bench, "a benchmark by its name; without one, lists them"),
    ):
        word = words.add_parser(name, help=text, add_help=name == "test")
        word.add_argument("arguments", nargs=argparse.REMAINDER)
        word.set_defaults(act=act)
    words.add_parser("check", help="everything but the tests").set_defaults(act=check)
    return top


def main() -> int:
    """Do what was asked; a wrong word gets one sentence and exit code 2."""
    top = parser()
    try:
        arguments = top.parse_args()
        return int(arguments.act(arguments) or 0)
    except KeyboardInterrupt:
        print()
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
