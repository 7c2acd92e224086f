"""Toolkit packages read: files to typed documents, or problems that name file, line and field."""

from kysyva.tools.forms.package.manifest import (
    FORMAT,
    MANIFEST,
    MANIFEST_LIMITS,
    Manifest,
    read_manifest,
)
from kysyva.tools.forms.package.parts import QUESTIONS, Part, ReadPart, parts_of, read_part
from kysyva.tools.forms.package.typed import FileProblem, Files

__all__ = [
    "FORMAT",
    "MANIFEST",
    "MANIFEST_LIMITS",
    "QUESTIONS",
    "FileProblem",
    "Files",
    "Manifest",
    "Part",
    "ReadPart",
    "parts_of",
    "read_manifest",
    "read_part",
]
