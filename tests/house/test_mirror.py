"""``tests/<app>/test_<module>.py`` mirrors ``src/kysyva/<app>/<module>.py``."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT, TESTS = ROOT / "src" / "kysyva", ROOT / "tests"
APPS = sorted(path.parent.name for path in PROJECT.glob("*/apps.py"))
# Rooms whose every module has a test of its own name.
TESTED = ("access", "actions", "forms", "views")


def modules(app: str) -> set[str]:
    """``actions.publishing``, ``views``: modules of an app with code in them."""
    found = set()
    for path in (PROJECT / app).rglob("*.py"):
        parts = path.relative_to(PROJECT / app).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        if parts and parts[0] != "migrations":
            found.add(".".join(parts))
    return found


def named_after(app: str) -> dict[str, Path]:
    """What each test file of an app is named after, with folders as in the app."""
    return {
        ".".join(
            (*path.relative_to(TESTS / app).parent.parts, path.stem.removeprefix("test_"))
        ): path
        for path in (TESTS / app).rglob("test_*.py")
    }


@pytest.mark.parametrize("app", APPS)
def test_every_test_file_is_named_after_a_module(app: str) -> None:
    names = modules(app)
    # The folders between may be left out: tests/tools/test_publishing.py is about
    # tools.actions.publishing.
    short = {name.rsplit(".", 1)[-1] for name in names}
    assert [name for name in named_after(app) if name.rsplit(".", 1)[-1] not in short] == []


@pytest.mark.parametrize("app", APPS)
def test_every_module_that_decides_something_has_tests(app: str) -> None:
    names = set(named_after(app))
    missing = [
        module
        for module in sorted(modules(app))
        if module.split(".")[0] in TESTED
        and not (PROJECT / app / module.replace(".", "/")).is_dir()
        and not {module, module.rsplit(".", 1)[-1]} & names
    ]
    assert missing == []
