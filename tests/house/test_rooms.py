"""The house is as docs/architecture.md draws it; lint-imports checks the walls themselves."""

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "src" / "kysyva"
APPS = sorted(path.parent.name for path in PROJECT.glob("*/apps.py"))
JUNK = {"utils", "util", "helpers", "helper", "services", "service", "common", "lib", "misc"}


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_every_app_is_installed() -> None:
    installed = {
        config.name.removeprefix("kysyva.")
        for config in apps.get_app_configs()
        if config.name.startswith("kysyva.")
    }
    assert installed == set(APPS)


def test_the_contract_of_rooms_holds_for_every_app() -> None:
    containers = contracts()[1]["containers"]
    assert sorted(name.removeprefix("kysyva.") for name in containers) == APPS


def test_both_layer_contracts_are_exhaustive() -> None:
    assert [contract["exhaustive"] for contract in contracts()[:2]] == [True, True]


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in PROJECT.rglob("*.py")} | {
        path.name for path in PROJECT.iterdir()
    }
    assert sorted(names & JUNK) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PROJECT.rglob("*.py")
        if path.read_text("utf-8").strip()
        and "migrations" not in path.parts
        and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []


@pytest.mark.parametrize("app", APPS)
def test_migrations_are_one_row_from_the_first(app: str) -> None:
    """What somebody may have run is not changed any more: a new one follows it, with a name."""
    migrations = sorted(path.name for path in (PROJECT / app / "migrations").glob("0*.py"))
    has_models = any(
        not model._meta.proxy
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    )
    assert migrations[:1] == (["0001_initial.py"] if has_models else [])
    numbers = [int(name[:4]) for name in migrations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert not [name for name in migrations if "_auto_" in name]


@pytest.mark.parametrize("path", sorted(PROJECT.rglob("actions*")), ids=str)
def test_actions_take_their_intention_by_keyword(path: Path) -> None:
    """``publish(tool, *, by)``: at most the object itself stands without its name."""
    files = [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))
    for file in files:
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert len(node.args.args) <= 2, f"{file.name}: {node.name}"
                assert node.returns is not None, f"{file.name}: {node.name}"
