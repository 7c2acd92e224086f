"""Files of a package, from a folder or a zip that somebody sent: hostile until proved otherwise.

Every limit here is stated in docs/toolkit-format.md.
"""

import io
import re
import stat
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

ARCHIVE_MOST = 20 * 1024 * 1024
FILE_MOST = 256 * 1024
FILES_MOST = 4 * 2000 + 50
TOTAL_MOST = 40 * 1024 * 1024
LINE_MOST = 20_000
PATH = re.compile(
    r"toolkit\.yaml|README(\.[a-z]{2})?\.md|LICENSE|tools/[a-z0-9-]{1,60}/(tool\.yaml|(fi|sv|en)\.md)"
)
# What systems and editors leave in folders is not worth an error.
IGNORED = re.compile(r"(.*/)?(__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini|\.git/.*)")

Files = dict[str, str]


class ArchiveError(Exception):
    """The package is refused as a whole; ``file`` names the member at fault, if one is."""

    def __init__(self, message: str, file: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.file = file


def files_of_folder(folder: Path) -> Files:
    """The texts of a package folder by their path in it. Raises :class:`ArchiveError`."""
    if not (folder / "toolkit.yaml").is_file():
        raise ArchiveError(_("There is no toolkit.yaml in this folder."), str(folder))
    files: Files = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or IGNORED.fullmatch(name):
            continue
        if path.is_symlink():
            raise ArchiveError(_("Links are not allowed in a package."), name)
        _check_name(name)
        data = path.read_bytes()
        total = _counted(name, len(data), total, len(files))
        files[name] = _text(name, data)
    return files


def files_of_zip(data: bytes) -> Files:
    """The texts of a zipped package by their path in it. Raises :class:`ArchiveError`.

    Sizes are counted while unpacking, never believed from the headers. A single folder around the
    whole package, as systems make when they zip a folder, is taken off.
    """
    if len(data) > ARCHIVE_MOST:
        raise ArchiveError(_("The file is larger than 20 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise ArchiveError(_("This is not a zip file that can be read.")) from error
    except Exception as error:  # zlib.error has no common parent with the above
        if isinstance(error, ArchiveError) or type(error).__name__ != "error":
            raise
        raise ArchiveError(_("This is not a zip file that can be read.")) from error


def _unpacked(archive: zipfile.ZipFile) -> Files:
    members = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not IGNORED.fullmatch(info.filename)
    ]
    if len(members) > FILES_MOST:
        raise ArchiveError(_("There are more than %(most)d files.") % {"most": FILES_MOST})
    around = _folder_around([info.filename for info in members])
    files: Files = {}
    total = 0
    for info in members:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ArchiveError(_("Links are not allowed in a package."), _shown(info.filename))
        if info.flag_bits & 1:
            raise ArchiveError(_("The zip is locked with a password."), _shown(info.filename))
        name = info.filename.removeprefix(around)
        _check_name(name)
        if name in files:
            raise ArchiveError(_("This file is in the zip twice."), name)
        with archive.open(info) as file:
            data = file.read(FILE_MOST + 1)
        total = _counted(name, len(data), total, len(files))
        files[name] = _text(name, data)
    if "toolkit.yaml" not in files:
        raise ArchiveError(_("There is no toolkit.yaml in this package."))
    return files


def _folder_around(names: list[str]) -> str:
    """``starter/`` when every file lies below that one folder."""
    tops = {name.split("/", 1)[0] for name in names if "/" in name}
    if len(tops) == 1 and all("/" in name for name in names):
        top = tops.pop()
        if top != "tools" and re.fullmatch(r"[A-Za-z0-9._-]{1,80}", top) and top not in (".", ".."):
            return f"{top}/"
    return ""


def _shown(name: str) -> str:
    """A name from a stranger, safe in a message: no control or direction characters, not long."""
    clean = "".join("·" if unicodedata.category(char)[0] == "C" else char for char in name)
    return clean[:120]


def _check_name(name: str) -> None:
    parts = PurePosixPath(name).parts
    if "\\" in name or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
        raise ArchiveError(_("A path may not lead out of the package."), _shown(name))
    if not PATH.fullmatch(name):
        raise ArchiveError(
            _("A package does not have a file of this name (see docs/toolkit-format.md)."),
            _shown(name),
        )


def _counted(name: str, size: int, total: int, count: int) -> int:
    if size > FILE_MOST:
        raise ArchiveError(_("The file is larger than 256 kB."), name)
    if total + size > TOTAL_MOST:
        raise ArchiveError(_("The files together are larger than 40 MB."))
    if count >= FILES_MOST:
        raise ArchiveError(_("There are more than %(most)d files.") % {"most": FILES_MOST})
    return total + size


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArchiveError(_("The file is not UTF-8 text."), name) from error
    if any(len(line) > LINE_MOST for line in text.split("\n")):
        raise ArchiveError(_("The file has a line of more than 20,000 characters."), name)
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t":
            raise ArchiveError(_("The file has control characters."), name)
        if char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068":
            raise ArchiveError(_("The file has characters that turn the direction of text."), name)
    return text.replace("\r\n", "\n").replace("\r", "\n")
