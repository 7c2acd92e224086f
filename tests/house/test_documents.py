"""What is written about the product is true of it."""

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.db.models import TextChoices

from kysyva.organisations.models import Role
from kysyva.settings import env
from kysyva.tools.models.facets import Need, Phase, QuestionType, Setting, Status

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
APPS = sorted(path.parent.name for path in (ROOT / "src/kysyva").glob("*/apps.py"))
# The European Union's own text, as published.
LICENCE = "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")), *ROOT.glob("bench/*.md")]


def tracked() -> list[Path]:
    """The files of the repository, new ones too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in done.stdout.splitlines() if (path := ROOT / name).is_file()]


def dependencies() -> list[str]:
    names = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    return [re.split(r"[\[><=]", name)[0] for name in names]


def extras() -> list[str]:
    groups = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    return [re.split(r"[\[><=]", name)[0] for names in groups.values() for name in names]


# --- Pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", env.scheme)
def test_every_setting_is_described(setting: str) -> None:
    assert f"`{setting}`" in read("docs/configuration.md")


def test_no_setting_is_described_that_does_not_exist() -> None:
    described = set(re.findall(r"`((?:KYSYVA|DATABASE)_[A-Z_]+)`", read("docs/configuration.md")))
    assert described <= set(env.scheme)


@pytest.mark.parametrize("app", APPS)
def test_the_architecture_names_every_app(app: str) -> None:
    staircase = read("docs/architecture.md").split("## One staircase")[1].split("## ")[0]
    assert re.search(rf"^{app}\b", staircase, re.MULTILINE)


def test_the_architecture_names_every_module_that_is_no_room() -> None:
    layers = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"][1]["layers"]
    names = set(re.findall(r"\w+", " ".join(layers)))
    text = read("docs/architecture.md")
    assert sorted(name for name in names if not re.search(rf"`(\w+\.)?{name}`", text)) == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    broken = [
        link
        for link in links
        if not link.startswith(("http", "mailto:", "#"))
        and not (page.parent / link.split("#")[0]).exists()
    ]
    assert broken == []


def test_the_readme_begins_with_two_commands_and_a_picture() -> None:
    for name in ("README.md", "README.fi.md"):
        head = read(name).split("## ")[0]
        assert 0 < head.index("./kysyva run") < head.index("./kysyva test") < head.index("![")


def test_the_licence_is_the_exact_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == LICENCE


def test_the_style_guide_can_be_read_in_one_sitting() -> None:
    assert len(read("STYLE.md").splitlines()) <= 200


# --- Decisions ----------------------------------------------------------------------------------

ADRS = sorted((DOCS / "adr").glob("*.md"))


@pytest.mark.parametrize("name", dependencies() + extras())
def test_every_runtime_dependency_has_a_decision(name: str) -> None:
    stated = [
        path.name
        for path in ADRS
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("Dependency:") and f"`{name}`" in line
    ]
    assert len(stated) == 1


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_says_what_why_what_it_costs_and_what_was_left(path: Path) -> None:
    text = path.read_text("utf-8")
    parts = ("**What.**", "**Why.**", "**What it costs.**", "**What was left.**")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.startswith(f"# {path.stem[:4]}. ")
    assert len(text.splitlines()) <= 20


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.stem[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))


# --- Glossary -----------------------------------------------------------------------------------


def glossary() -> list[list[str]]:
    rows = [line for line in read("docs/glossary.md").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [row for row in cells if row[0] != "In code"]


def test_every_word_of_the_glossary_has_three_languages() -> None:
    assert [row for row in glossary() if len(row) != 5 or not all(row[:4])] == []


@pytest.mark.parametrize("choices", [Role, Status, Phase, QuestionType, Setting, Need])
def test_the_glossary_has_every_word_of_the_closed_lists(choices: type[TextChoices]) -> None:
    assert set(choices.values) <= {row[0] for row in glossary()}


# --- Locks --------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    text = read(f"requirements/{name}.lock")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def test_every_requirement_is_locked_with_its_hash() -> None:
    for name in ("run", "dev", "semantic"):
        text = read(f"requirements/{name}.lock")
        blocks = re.split(r"\n(?=[a-z0-9.-]+==)", text)
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert "://" not in text
    assert set(dependencies()) - set(pins("run")) == set()
    assert set(extras()) - set(pins("semantic")) == set()


@pytest.mark.parametrize("name", ["dev", "semantic"])
def test_all_locks_pin_the_same_versions(name: str) -> None:
    run, other = pins("run"), pins(name)
    assert {package: other.get(package) for package in run} == run


def test_what_is_optional_is_in_no_other_lock() -> None:
    assert set(extras()) & (set(pins("run")) | set(pins("dev"))) == set()


# --- The tree -----------------------------------------------------------------------------------

MACHINE = re.compile(r"(?<![\w.~:/-])/(?:home|root|work|Users|mnt)/[a-z]")
TEXTS = {".py", ".md", ".toml", ".html", ".css", ".js", ".yaml", ".json", ".sh", ".txt", ".lock"}


def test_no_file_speaks_of_somebodys_machine() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if path.suffix in TEXTS | {""} and "vendor" not in path.parts
        for match in MACHINE.finditer(path.read_text("utf-8"))
    }
    assert sorted(found) == []


def test_the_pattern_sees_a_machine() -> None:
    assert MACHINE.search('open("' + "/home" + '/aino/x")')
    assert not MACHINE.search("/fi/koivuranta/home/x")
