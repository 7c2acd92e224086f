"""``./kysyva test``: the list of what must hold, from the quickest to the slowest.

With pytest arguments only pytest runs, on SQLite. In CI (``CI=true``) a missing program is a
failure; elsewhere its step is left out, with the reason.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bin.postgres import Missing, cluster

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
COUNTS = Path(tempfile.gettempdir()) / f"kysyva-test-counts-{os.getpid()}.json"


class Failed(Exception):
    """A step failed; the text says how to run it alone, ``code`` how it ended."""

    def __init__(self, command: str, code: int) -> None:
        super().__init__(command)
        self.code = code


@dataclass(frozen=True)
class Step:
    """A name for people, and what to do; it raises ``Failed`` or ``Missing``."""

    name: str
    act: Callable[[], None]


totals = {"passed": 0, "skipped": 0}


def call(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a program of the environment in the repository's root."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    source = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    full = {**os.environ, "PATH": path, "PYTHONPATH": source, **(environment or {})}
    code = subprocess.run(command, cwd=ROOT, env=full, check=False).returncode
    if code != 0:
        raise Failed(" ".join(command), code)


def manage(*arguments: str) -> Callable[[], None]:
    """A Django command on an empty data folder, as on a new machine."""

    def act() -> None:
        with tempfile.TemporaryDirectory(prefix="kysyva-check-") as folder:
            clean = {"KYSYVA_DATA": folder, "DATABASE_URL": ""}
            call(sys.executable, "manage.py", *arguments, environment=clean)

    return act


def tool(*command: str) -> Callable[[], None]:
    """A program of the environment."""
    return lambda: call(*command)


def templates() -> None:
    """Every template in the one form."""
    found = sorted(str(path) for path in (ROOT / "src/kysyva/templates").rglob("*.html"))
    call("djade", "--check", *found)


def pytest(*arguments: str, database: str = "") -> None:
    """Run tests and add up what passed."""
    environment = {"KYSYVA_TEST_COUNTS": str(COUNTS), "KYSYVA_TEST_DATABASE_URL": database}
    try:
        call(sys.executable, "-m", "pytest", *arguments, environment=environment)
        for word, number in json.loads(COUNTS.read_text()).items():
            totals[word] += number
    finally:
        COUNTS.unlink(missing_ok=True)


def pytest_on_postgresql() -> None:
    """Once more what needs a database, on a cluster of its own that is thrown away."""
    with ExitStack() as stack:
        address = stack.enter_context(cluster())
        pytest("-q", "--only-database", *SLOW, database=address)


# Folders with a step of their own.
SLOW = ("--ignore=tests/browser", "--ignore=tests/fresh")
CHECKS = (
    Step("ruff check", tool("ruff", "check", "--quiet", ".")),
    Step("ruff format", tool("ruff", "format", "--check", "--quiet", ".")),
    Step("djade", templates),
    Step("import contracts", tool("lint-imports", "--no-logo")),
    Step("system check", manage("check", "--fail-level", "WARNING")),
    Step("migrations", manage("makemigrations", "--check", "--dry-run", "--verbosity", "1")),
    Step("mypy", tool("mypy", "--no-error-summary")),
)
TESTS = (
    Step("pytest on SQLite", lambda: pytest("-q", *SLOW)),
    Step("pytest on PostgreSQL", pytest_on_postgresql),
    Step("a start, interrupted", lambda: pytest("-q", "-n", "0", "tests/fresh")),
    Step("pytest in Chromium", lambda: pytest("-q", "tests/browser")),
)
TRANSLATIONS = (Step("translations", tool(sys.executable, "-m", "bin.translations")),)


def run(steps: tuple[Step, ...]) -> int:
    """Do the steps in their order; stop at the first that fails."""
    for step in steps:
        print(f"▶ {step.name}", flush=True)
        started = time.monotonic()
        try:
            step.act()
        except Missing as missing:
            if IN_CI:
                print(f"✗ {step.name}: {missing}", file=sys.stderr, flush=True)
                return 1
            print(f"– {step.name}: left out, because {missing}", flush=True)
            continue
        except Failed as failed:
            print(f"✗ {step.name} failed: {failed}", file=sys.stderr, flush=True)
            return 1
        print(f"✓ {step.name}  {time.monotonic() - started:.1f} s", flush=True)
    return 0


def main() -> int:
    """All steps, only the checks, or pytest with the arguments that were given."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--only-checks", action="store_true")
    chosen, arguments = parser.parse_known_args()
    if arguments:
        try:
            pytest(*arguments)
        except Failed as failed:
            return failed.code
        return 0
    started = time.monotonic()
    if chosen.only_checks:
        return run((*CHECKS, *TRANSLATIONS))
    code = run((*CHECKS, *TESTS, *TRANSLATIONS))
    if code == 0:
        skipped = f", {totals['skipped']} skipped" if totals["skipped"] else ""
        print(f"{totals['passed']} passed{skipped} in {time.monotonic() - started:.0f} s")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
