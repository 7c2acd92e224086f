"""Small enough to be read at once. STYLE.md says why; an exception names its reason here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUNCTION, MODULE, TEMPLATE = 40, 400, 150

# What may be longer, and why. Path, or path::function, from the repository's root.
EXCEPTIONS = {
    "bin/vendor.py::refresh": "a list: what is kept of each package",
}


def modules() -> Iterator[Path]:
    for folder in ("src", "bin", "bench", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def too_long() -> set[str]:
    found = set()
    for path in modules():
        if length(path) > MODULE:
            found.add(name_of(path))
        found |= {f"{name_of(path)}::{name}" for name, lines in functions(path) if lines > FUNCTION}
    for path in (ROOT / "src/kysyva/templates").rglob("*.*"):
        if length(path) > TEMPLATE:
            found.add(name_of(path))
    return found


def test_functions_modules_and_templates_stay_small() -> None:
    assert sorted(too_long() - set(EXCEPTIONS)) == []


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_still_needed(name: str) -> None:
    path, _, function = name.partition("::")
    assert (ROOT / path).exists()
    if function:
        assert function in dict(functions(ROOT / path))


def test_the_measure_sees_a_long_function(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def long():\n" + "    pass\n" * FUNCTION)
    assert dict(functions(path)) == {"long": FUNCTION + 1}
