"""What opens as a package, and what is refused."""

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from kysyva.tools.forms.archive import (
    ARCHIVE_MOST,
    ENTRIES_MOST,
    FILE_MOST,
    FILES_MOST,
    LINE_MOST,
    PARTS_MOST,
    TOTAL_MOST,
    ArchiveError,
    FolderFiles,
    KeptFiles,
    TextError,
    ZipFiles,
    packed,
    text_of,
)
from tests.packing import Entry, make_files, make_zip, opened

MANIFEST: Entry = ("toolkit.yaml", "format: 1\n")
LINK = zipfile.ZipInfo("tools/a/fi.md")
LINK.create_system = 3
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16


def refusal(entries: list[Entry]) -> str:
    with translation.override("en"), pytest.raises(ArchiveError) as caught:
        opened([MANIFEST, *entries])
    return str(caught.value)


def test_a_zip_gives_its_texts_by_name() -> None:
    files = opened(make_files())
    assert min(files) == "toolkit.yaml"
    assert files["tools/open-questions/fi.md"].startswith("---\nname: Avoimet kysymykset\n")
    assert "tools/open-questions/de.md" not in files


def test_one_folder_around_the_whole_is_taken_off_whatever_its_name() -> None:
    around = {f"Järvelän työkalut (1)/{name}": text for name, text in make_files().items()}
    assert set(opened(around)) == set(make_files())


def test_what_systems_leave_behind_is_passed_over() -> None:
    files = {
        **make_files(),
        "__MACOSX/tools/._fi.md": "x",
        "tools/.DS_Store": "x",
        "Thumbs.db": "x",
        "tools/open-questions/._fi.md": "x",
    }
    assert set(opened(files)) == set(make_files())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../../etc/passwd", "A path may not lead out of the package."),
        ("tools/../../x.md", "A path may not lead out of the package."),
        ("/etc/passwd", "A path may not lead out of the package."),
        ("C:/windows/x.md", "A path may not lead out of the package."),
        ("tools\\a\\fi.md", "A path may not lead out of the package."),
        ("tools/a/de.md", "Texts can be in Finnish (fi.md), Swedish (sv.md) or English (en.md)."),
        ("tools/a/FI.md", "Texts can be in"),
        ("Tools/a/fi.md", "does not have a file of this name"),
        ("tools/A/tool.yaml", "does not have a file of this name"),
        ("tools/a--b/tool.yaml", "does not have a file of this name"),
        ("tools/" + "a" * 61 + "/tool.yaml", "does not have a file of this name"),
        ("tools/a/b/fi.md", "does not have a file of this name"),
        ("tools/a/run.exe", "does not have a file of this name"),
        ("tools/a/picture.svg", "does not have a file of this name"),
        ("inner.zip", "does not have a file of this name"),
        ("README.md\u202edm.exe", "does not have a file of this name"),
    ],
)
def test_a_name_that_a_package_does_not_have_is_refused(name: str, message: str) -> None:
    assert message in refusal([(name, "x")])


def test_a_strangers_file_name_is_shown_without_its_tricks() -> None:
    said = refusal([("tools/\u202egnp.exe\x1b[31m", "x")])
    assert said.startswith("tools/·gnp.exe·[31m: ")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused() -> None:
    twice: list[Entry] = [("tools/a/fi.md", "x"), ("tools/a/fi.md", "y")]
    assert "in the package twice" in refusal(twice)


def test_links_and_devices_are_refused() -> None:
    device = zipfile.ZipInfo("tools/a/sv.md")
    device.external_attr = (stat.S_IFCHR | 0o644) << 16
    assert "Links are not allowed" in refusal([(LINK, "/etc/passwd")])
    assert "Links are not allowed" in refusal([(device, "x")])


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(make_zip([MANIFEST]).getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with translation.override("en"), pytest.raises(ArchiveError, match="locked with a password"):
        ZipFiles(io.BytesIO(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method: int) -> None:
    info = zipfile.ZipInfo("tools/a/fi.md")
    info.compress_type = method
    assert "packed in a way that is not usual" in refusal([(info, "x" * 100)])


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.9, 0.99])
def test_a_zip_that_was_cut_off_is_refused(kept: float) -> None:
    data = make_zip(make_files()).getvalue()
    with translation.override("en"), pytest.raises(ArchiveError, match="not a zip file"):
        ZipFiles(io.BytesIO(data[: int(len(data) * kept)]))


def test_what_is_no_zip_is_refused() -> None:
    with translation.override("en"), pytest.raises(ArchiveError, match="not a zip file"):
        ZipFiles(io.BytesIO(b"%PDF-1.7 a poster" * 100))


def test_a_bit_that_has_turned_is_noticed() -> None:
    data = bytearray(make_zip([MANIFEST, ("LICENSE", os.urandom(4000).hex())]).getvalue())
    data[1000] ^= 1
    with pytest.raises(ArchiveError):
        ZipFiles(io.BytesIO(data))


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    assert "LICENSE: The file is larger than 256 kB." in refusal([("LICENSE", "x" * 10**8)])


def test_files_that_together_unpack_to_too_much_are_refused() -> None:
    bomb: list[Entry] = [
        (f"tools/t{number}/fi.md", b"\0" * FILE_MOST) for number in range(TOTAL_MOST // FILE_MOST)
    ]
    assert "together are larger than 40 MB" in refusal(bomb)


def test_a_header_that_says_less_than_there_is_does_not_help() -> None:
    data = bytearray(make_zip([MANIFEST, ("LICENSE", "x" * 10**6)]).getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    with translation.override("en"), pytest.raises(ArchiveError, match=r"LICENSE: .*broken"):
        ZipFiles(io.BytesIO(data))


def test_a_header_that_says_more_than_there_is_is_not_believed() -> None:
    data = bytearray(make_zip([MANIFEST, ("LICENSE", "x" * 100)]).getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 2**31)
    assert ZipFiles(io.BytesIO(data))["LICENSE"] == "x" * 100


def test_a_directory_that_says_it_is_huge_is_not_read() -> None:
    data = bytearray(make_zip([MANIFEST]).getvalue())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 2**31)
    with pytest.raises(ArchiveError):
        ZipFiles(io.BytesIO(data))


def test_thousands_of_tools_are_refused() -> None:
    many: list[Entry] = [(f"tools/t{number}/fi.md", "") for number in range(PARTS_MOST + 1)]
    assert "more than 1000 folders of tools" in refusal(many)


def test_tens_of_thousands_of_entries_are_refused_before_they_are_listed() -> None:
    many: list[Entry] = [(f"a{number}/", "") for number in range(ENTRIES_MOST)]
    assert f"more than {FILES_MOST} files" in refusal(many)


def test_a_package_needs_its_manifest() -> None:
    with translation.override("en"), pytest.raises(ArchiveError, match=r"no toolkit\.yaml"):
        opened({"tools/a/fi.md": "x"})


def test_an_archive_that_is_too_large_is_refused_unread() -> None:
    with translation.override("en"), pytest.raises(ArchiveError, match="larger than 10 MB"):
        ZipFiles(io.BytesIO(b"PK" + b"\0" * ARCHIVE_MOST))


# --- Texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        ("nimi: työ".encode("utf-16"), "This is not UTF-8 text", 1),
        ("nimi: a".encode("utf-16-be"), "control character", 1),
        ("ok\nnimi: työ".encode("latin-1"), "This is not UTF-8 text", 2),
        (b"a: b\nc: \0d", "control character", 2),
        (b"a: \x1b[31mred", "control character", 1),
        ("a: b\nc: \u202ecba".encode(), "turns the direction", 2),
        ("a: \u2066b".encode(), "turns the direction", 1),
        (b"a\nb: " + b"x" * (LINE_MOST + 1), f"more than {LINE_MOST} characters", 2),
        (b"\xed\xa0\x80", "This is not UTF-8 text", 1),
    ],
)
def test_what_is_not_text_is_told_with_its_line(data: bytes, message: str, line: int) -> None:
    with translation.override("en"), pytest.raises(TextError, match=message) as caught:
        text_of(data)
    assert caught.value.line == line


def test_a_mark_at_the_beginning_and_line_ends_of_windows_are_taken_off() -> None:
    assert text_of(b"\xef\xbb\xbfa: b\r\nc: d\re") == "a: b\nc: d\ne"


# --- Folders ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in make_files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_folder_gives_the_same_as_its_zip(folder: Path) -> None:
    assert dict(FolderFiles(folder)) == dict(opened(make_files()))


def test_a_repository_may_lie_beside_it(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x")
    assert set(FolderFiles(folder)) == set(make_files())


def test_links_in_a_folder_are_refused(folder: Path) -> None:
    (folder / "tools" / "b").symlink_to("/etc")
    with translation.override("en"), pytest.raises(ArchiveError, match="Links are not allowed"):
        FolderFiles(folder)


def test_a_pipe_in_a_folder_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "LICENSE")
    with pytest.raises(ArchiveError):
        FolderFiles(folder)


def test_a_folder_without_manifest_is_no_package(tmp_path: Path) -> None:
    with translation.override("en"), pytest.raises(ArchiveError, match=r"no toolkit\.yaml"):
        FolderFiles(tmp_path)


def test_kept_files_are_as_they_came() -> None:
    files = opened({**make_files(), "LICENSE": "\0"})
    kept = KeptFiles(packed(files, ["toolkit.yaml", "LICENSE"]))
    assert kept["toolkit.yaml"] == files["toolkit.yaml"]
    assert list(kept) == ["toolkit.yaml", "LICENSE"]
    assert len(kept) == 2
    with pytest.raises(TextError):
        kept["LICENSE"]
