"""Files of a package, from a folder or a zip that somebody sent: hostile until proved otherwise.

Every limit here is stated in docs/toolkit-format.md, and a test compares the two. Texts are read
one at a time when they are asked for, so that a package costs little memory however large it is.
"""

import io
import re
import stat
import zipfile
import zlib
from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

import msgspec
from django.utils.translation import gettext as _

from kysyva.tools.models.characters import FORBIDDEN, TURNING, visible

MEGABYTE = 1024 * 1024
ARCHIVE_MOST = 10 * MEGABYTE
FILE_MOST = 256 * 1024
TOTAL_MOST = 40 * MEGABYTE
PARTS_MOST = 1000
FILES_MOST = 4 * PARTS_MOST + 10
LINE_MOST = 20_000
# Systems add an entry for each folder, and macOS a shadow of each file.
ENTRIES_MOST = 4 * FILES_MOST
DIRECTORY_MOST = 4 * MEGABYTE

NAME = r"(?=[a-z0-9-]{1,60}/)[a-z0-9]+(?:-[a-z0-9]+)*"
WORDS = r"(?:fi|sv|en)\.md"
PATH = re.compile(
    r"toolkit\.yaml|questions\.yaml|README(?:\.(?:fi|sv|en))?\.md|LICENSE"
    rf"|tools/{NAME}/(?:tool\.yaml|{WORDS})"
    rf"|recipes/{NAME}/(?:recipe\.yaml|{WORDS})"
    rf"|procedures/{NAME}/{WORDS}"
)
# What systems and editors leave in folders is not worth an error.
IGNORED = re.compile(
    r"(.*/)?(__MACOSX|\.git|\.svn)/.*|(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)"
)
LANGUAGE_FILE = re.compile(rf"(?:tools|recipes|procedures)/{NAME}/[A-Za-z_-]{{1,20}}\.md")


# How an entry begins in the directory of a zip.
ENTRY = b"PK\x01\x02"


class ByteFile(Protocol):
    """What is asked of an uploaded file."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there."""

    def tell(self) -> int:
        """Where we are."""


class ArchiveError(Exception):
    """The package is refused as a whole; ``file`` names the member at fault, if one is."""

    def __init__(self, message: str, file: str = "") -> None:
        super().__init__(f"{file}: {message}" if file else message)
        self.message = message
        self.file = file


class TextError(Exception):
    """A file that is not a text as we take it; ``line`` counts from 1, 0 is the whole file."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class PackageFiles(Mapping[str, str]):
    """The texts of a package by their path in it, each read when it is asked for.

    ``files[name]`` raises :class:`TextError` for what is not text.
    """

    def __init__(self, names: Collection[str]) -> None:
        if "toolkit.yaml" not in names:
            raise ArchiveError(_("There is no toolkit.yaml in this package."))
        if len({name.rpartition("/")[0] for name in names if "/" in name}) > PARTS_MOST:
            message = _("There are more than %(most)d folders of tools, recipes and procedures.")
            raise ArchiveError(message % {"most": PARTS_MOST})
        self._names = dict.fromkeys(sorted(names))

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        return text_of(self.data(name))

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @abstractmethod
    def data(self, name: str) -> bytes:
        """The bytes of a file, at most ``FILE_MOST + 1`` of them."""


class FolderFiles(PackageFiles):
    """A package in a folder of this machine. Raises :class:`ArchiveError`."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "toolkit.yaml").is_file():
            raise ArchiveError(_("There is no toolkit.yaml in this folder."), str(folder))
        self.folder = folder
        sizes: dict[str, int] = {}
        total = 0
        for path in _walk(folder, folder):
            name = path.relative_to(folder).as_posix()
            _check_name(name, sizes)
            sizes[name] = path.stat().st_size
            total = _added(total, sizes[name], name)
        super().__init__(sizes)

    def data(self, name: str) -> bytes:
        """The bytes of a file, at most ``FILE_MOST + 1`` of them."""
        with (self.folder / name).open("rb") as file:
            return file.read(FILE_MOST + 1)


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """Files below a folder in order; what is neither file nor folder is refused, links too."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(root).as_posix()
        if IGNORED.fullmatch(name) or IGNORED.fullmatch(f"{name}/x"):
            continue
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise ArchiveError(_("Links are not allowed in a package."), visible(name))
        if path.is_dir():
            yield from _walk(path, root)
        else:
            yield path


class ZipFiles(PackageFiles):
    """A zipped package. Raises :class:`ArchiveError`.

    Everything is unpacked once and counted, since headers may lie. A single folder around the whole
    package, as systems make when they zip a folder, is taken off.
    """

    def __init__(self, file: ByteFile) -> None:
        _check_outside(file)
        try:
            self.archive = zipfile.ZipFile(_SmallReads(file))
        except BROKEN as error:
            raise ArchiveError(_("This is not a zip file that can be read.")) from error
        entries = [info for info in self.archive.infolist() if not _is_left_behind(info)]
        around = _folder_around([info.filename for info in entries])
        self.members: dict[str, zipfile.ZipInfo] = {}
        for info in entries:
            name = info.filename.removeprefix(around)
            _check_entry(info)
            _check_name(name, self.members)
            self.members[name] = info
        super().__init__(self.members)
        total = 0
        for name in self.members:
            total = _added(total, len(self.data(name)), name)

    def data(self, name: str) -> bytes:
        """The bytes of a file, at most ``FILE_MOST + 1`` of them."""
        try:
            with self.archive.open(self.members[name]) as file:
                return file.read(FILE_MOST + 1)
        except BROKEN as error:
            raise ArchiveError(_("This file in the zip is broken."), name) from error


# Whatever zipfile and zlib raise for a file that is not as it says.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


def _check_outside(file: ByteFile) -> None:
    """What can be told without opening it: the size, and how many entries there are at most."""
    if file.seek(0, io.SEEK_END) > ARCHIVE_MOST:
        raise too_large()
    file.seek(0)
    entries, end = 0, b""
    while piece := file.read(64 * 1024):
        entries += (end + piece).count(ENTRY)
        end = piece[-len(ENTRY) + 1 :]
    if entries > ENTRIES_MOST:
        raise _too_many_files()


class _SmallReads(io.RawIOBase):
    """A file that refuses to be read as one large piece: only a huge directory would ask for it."""

    def __init__(self, file: ByteFile) -> None:
        super().__init__()
        self.file = file

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > DIRECTORY_MOST:
            raise zipfile.BadZipFile("The directory is too large.")
        return self.file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True


def _is_left_behind(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or IGNORED.fullmatch(info.filename) is not None


def _check_entry(info: zipfile.ZipInfo) -> None:
    """Only plain files, packed in the ordinary way; others could hide what they unpack to."""
    name = visible(info.filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise ArchiveError(_("Links are not allowed in a package."), name)
    if info.flag_bits & 0x41:
        raise ArchiveError(_("The zip is locked with a password."), name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ArchiveError(_("The file is packed in a way that is not usual in a zip."), name)


def _folder_around(names: list[str]) -> str:
    """``starter/`` when every file lies below that one folder."""
    tops = {name.split("/", 1)[0] for name in names}
    if len(tops) != 1 or not all("/" in name for name in names):
        return ""
    top = tops.pop()
    return (
        ""
        if top in ("", ".", "..", "tools", "recipes", "procedures") or "\\" in top or ":" in top
        else f"{top}/"
    )


def _check_name(name: str, seen: Mapping[str, object]) -> None:
    """A path that a package may have, not there yet. Only a–z, so capitals cannot collide."""
    if len(seen) >= FILES_MOST:
        raise _too_many_files()
    if PATH.fullmatch(name):
        if name in seen:
            raise ArchiveError(_("This file is in the package twice."), name)
        return
    shown = visible(name)
    climbs = ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name)
    if climbs or "\\" in name or name.startswith("/"):
        raise ArchiveError(_("A path may not lead out of the package."), shown)
    if LANGUAGE_FILE.fullmatch(name):
        raise ArchiveError(
            _("Texts can be in Finnish (fi.md), Swedish (sv.md) or English (en.md)."), shown
        )
    raise ArchiveError(
        _("A package does not have a file of this name (see docs/toolkit-format.md)."), shown
    )


def too_large() -> ArchiveError:
    """The refusal of a package that is too large, with the limit."""
    message = _("The package is larger than %(most)d MB.")
    return ArchiveError(message % {"most": ARCHIVE_MOST // MEGABYTE})


def _too_many_files() -> ArchiveError:
    return ArchiveError(_("There are more than %(most)d files.") % {"most": FILES_MOST})


def _added(total: int, size: int, name: str) -> int:
    if size > FILE_MOST:
        message = _("The file is larger than %(most)d kB.") % {"most": FILE_MOST // 1024}
        raise ArchiveError(message, name)
    if total + size > TOTAL_MOST:
        message = _("The files together are larger than %(most)d MB.")
        raise ArchiveError(message % {"most": TOTAL_MOST // MEGABYTE})
    return total + size


def text_of(data: bytes) -> str:
    """The text of a file, its lines ending as on Unix. Raises :class:`TextError`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("This is not UTF-8 text. Save the file in the encoding UTF-8.")
        raise TextError(message, line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := FORBIDDEN.search(text):
        turning = TURNING.match(found[0])
        message = (
            _("There is a hidden character here that turns the direction of text.")
            if turning
            else _("There is a control character here, which text does not have.")
        )
        raise TextError(message, text.count("\n", 0, found.start()) + 1)
    if found := re.search(rf"[^\n]{{{LINE_MOST + 1}}}", text):
        message = _("This line has more than %(most)d characters.") % {"most": LINE_MOST}
        raise TextError(message, text.count("\n", 0, found.start()) + 1)
    return text


# --- Kept ---------------------------------------------------------------------------------------


def packed(files: PackageFiles, names: Collection[str]) -> bytes:
    """Some files of a package as they came, small enough to keep; :class:`KeptFiles` opens them."""
    return zlib.compress(msgspec.msgpack.encode({name: files.data(name) for name in names}))


class KeptFiles(Mapping[str, str]):
    """Files that :func:`packed` kept; ``files[name]`` raises :class:`TextError` as before."""

    def __init__(self, kept: bytes) -> None:
        self.kept: dict[str, bytes] = (
            msgspec.msgpack.decode(zlib.decompress(kept), type=dict[str, bytes]) if kept else {}
        )

    def __getitem__(self, name: str) -> str:
        return text_of(self.kept[name])

    def __contains__(self, name: object) -> bool:
        return name in self.kept

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)
