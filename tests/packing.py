"""Packages for tests: files, zips, and zips as nobody should send them."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from kysyva.tools.forms.archive import ZipFiles
from kysyva.tools.forms.package import Manifest
from kysyva.tools.forms.writing import file_of_manifest, files_of_tool
from kysyva.tools.models import Status
from kysyva.tools.models.document import ToolDocument
from tests import make

MANIFEST = Manifest(
    format=1, id="jarvela", version="2026.11", names={"fi": "Järvelän pakki"}, licence="CC-BY-4.0"
)


def make_files(
    tools: Mapping[str, ToolDocument] | None = None, *, status: str = Status.IN_USE
) -> dict[str, str]:
    """The files of a package with these tools, or with one called ``open-questions``."""
    files = dict(file_of_manifest(MANIFEST))
    for slug, document in (tools or {"open-questions": make.make_document()}).items():
        files.update(files_of_tool(slug, document, status))
    return files


Entry = tuple[str | zipfile.ZipInfo, str | bytes]


def make_zip(entries: Mapping[str, str] | Iterable[Entry]) -> io.BytesIO:
    """A zip of files, or of entries just as they are given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items() if isinstance(entries, Mapping) else entries:
            archive.writestr(name, text)
    buffer.seek(0)
    buffer.name = "package.zip"
    return buffer


def opened(entries: Mapping[str, str] | Iterable[Entry]) -> ZipFiles:
    """The same, opened; raises ``ArchiveError`` as for an upload."""
    return ZipFiles(make_zip(entries))
