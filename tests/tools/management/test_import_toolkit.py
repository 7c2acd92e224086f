"""Packages from the command line; and that hostile ones cost neither memory nor content."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kysyva.organisations.models import Organisation
from kysyva.tools.forms.archive import ARCHIVE_MOST, ENTRIES_MOST, PARTS_MOST
from kysyva.tools.models import Tool
from tests import make
from tests.packing import make_files, make_zip

MEMORY_MOST = 50  # megabytes above rest


def run(*arguments: str, **options: object) -> tuple[str, str]:
    out, error = io.StringIO(), io.StringIO()
    call_command("import_toolkit", *arguments, stdout=out, stderr=error, **options)
    return out.getvalue(), error.getvalue()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "package.zip"
    path.write_bytes(make_zip(make_files()).getvalue())
    return path


def test_a_zip_and_its_folder_come_in(organisation: Organisation, package: Path) -> None:
    assert run(str(package), organisation="koivuranta")[0] == (
        "jarvela 2026.11, brought in: 1 new\n"
    )
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent / "folder")
    again = run(str(package.parent / "folder"), organisation="koivuranta")[0]
    assert again == "jarvela 2026.11, brought in: 1 the same\n"


def test_a_dry_run_says_what_would_be(organisation: Organisation, package: Path) -> None:
    out, _error = run(str(package), organisation="koivuranta", dry_run=True)
    assert out == "jarvela 2026.11, would bring in: 1 new\n"
    assert not Tool.objects.exists()


def test_conflicts_are_kept_unless_told_otherwise(
    organisation: Organisation, package: Path
) -> None:
    make.make_tool(organisation, "open-questions", document=make.make_document("Oma"))
    out, _error = run(str(package), organisation="koivuranta")
    assert out == "jarvela 2026.11, brought in: 1 changed on both sides\n"
    assert Tool.objects.get().versions.count() == 1
    out, _error = run(str(package), organisation="koivuranta", take_theirs=True)
    assert out.endswith("1 changed on both sides, 1 of those replaced\n")
    assert Tool.objects.get().versions.count() == 2


def test_errors_are_one_a_line(organisation: Organisation, tmp_path: Path) -> None:
    files = make_files()
    name = "tools/open-questions/fi.md"
    files[name] = files[name].replace("name:", "nimi:")
    path = tmp_path / "bad.zip"
    path.write_bytes(make_zip(files).getvalue())
    error = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was brought in") as refused:
        call_command("import_toolkit", str(path), organisation="koivuranta", stderr=error)
    assert refused.value.returncode == 1
    assert error.getvalue().splitlines() == [
        f"{name}:2: nimi: There is no field called “nimi”.",
        f"{name}:2: name: This field is missing.",
    ]


def test_what_cannot_be_opened_is_said_in_a_sentence(
    organisation: Organisation, tmp_path: Path, package: Path
) -> None:
    (tmp_path / "poster.pdf").write_bytes(b"%PDF-1.7")
    for path, organisation_slug, message in (
        (tmp_path / "nowhere.zip", "koivuranta", "There is no file or folder"),
        (tmp_path / "poster.pdf", "koivuranta", "This is not a zip file"),
        (tmp_path, "koivuranta", "no toolkit.yaml"),
        (package, "elsewhere", "There is no organisation elsewhere. There is: koivuranta."),
    ):
        with pytest.raises(CommandError, match=message):
            run(str(path), organisation=organisation_slug)


def test_a_wrong_word_is_exit_code_2() -> None:
    command = [sys.executable, "manage.py", "import_toolkit"]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, check=False)
    assert done.returncode == 2


# --- Memory -------------------------------------------------------------------------------------

CHILD = """
import os, re, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "kysyva.settings"
import django
django.setup()
from django.core.management import CommandError, call_command
from django_scopes import scope, scopes_disabled
from kysyva.organisations.models import Organisation
from kysyva.tools.models import Tool
call_command("migrate", verbosity=0)
organisation = Organisation.objects.create(slug="x", name_fi="X")
good, *hostile = sys.argv[1:]
call_command("import_toolkit", good, organisation="x", stdout=open(os.devnull, "w"))
def megabytes(word):
    return int(re.search(word + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
rest = megabytes("VmRSS")
Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
for path in hostile:
    try:
        call_command("import_toolkit", path, organisation="x", stderr=open(os.devnull, "w"))
        print(os.path.basename(path), "NOT REFUSED")
    except CommandError as error:
        print(os.path.basename(path), round(megabytes("VmHWM") - rest, 1))
with scopes_disabled():
    assert Tool.objects.count() == 1
"""


def hostile() -> Iterator[tuple[str, bytes]]:
    """The packages that would cost most."""
    files = make_files()

    def with_facts(text: str | bytes) -> bytes:
        entries: dict[str, str | bytes] = {**files, "tools/open-questions/tool.yaml": text}
        return make_zip(entries.items()).getvalue()

    yield "file-bomb", make_zip({**files, "LICENSE": "x" * 10**8}).getvalue()
    bomb = {f"tools/t{number}/fi.md": "x" * 250_000 for number in range(PARTS_MOST - 1)}
    yield "many-bombs", make_zip({**files, **bomb}).getvalue()
    yield (
        "entries",
        make_zip([(f"a{number}/", "") for number in range(2 * ENTRIES_MOST)]).getvalue(),
    )
    folders = [(f"a{number}/", "") for number in range(ENTRIES_MOST - 20)]
    yield "folders", make_zip([*files.items(), *folders, ("x.exe", "")]).getvalue()
    long_names = [(f"{'x' * 60_000}{number}", "") for number in range(150)]
    yield "long-names", make_zip([*files.items(), *long_names]).getvalue()
    yield "too-large", b"PK" + os.urandom(ARCHIVE_MOST + 1)
    yield "line", with_facts("settings: [" + "a" * 10_000_000 + "]")
    yield "nested", with_facts("[" * 250_000)
    yield "values", with_facts("- a\n" * 60_000)
    yield "fields", with_facts("".join(f"a{number}: 1\n" for number in range(20_000)))
    yield "aliases", with_facts("a: &a [x, x]\n" + "b: [*a, *a]\n" * 20_000)
    yield "numbers", with_facts("minutes: {least: " + "9" * 250_000 + ", most: 1}")
    yield "texts", make_zip({**files, "tools/open-questions/fi.md": "---\n😀" * 40_000}).getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_a_hostile_package_is_refused_within_the_memory_of_a_good_one(tmp_path: Path) -> None:
    paths = [tmp_path / "good.zip"]
    paths[0].write_bytes(make_zip(make_files()).getvalue())
    for name, data in hostile():
        paths.append(tmp_path / f"{name}.zip")
        paths[-1].write_bytes(data)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KYSYVA_")},
        "KYSYVA_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "PYTHONPATH": str(settings.ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, paths)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    assert [name for name, _peak in lines] == [path.name for path in paths[1:]]
    assert [name for name, peak in lines if peak == "REFUSED"] == []
    assert float(lines[-1][1]) <= MEMORY_MOST, done.stdout
