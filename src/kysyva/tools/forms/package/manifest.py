"""``toolkit.yaml``: what a package is."""

import re
from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from kysyva.tools.forms.package.typed import FileProblem, Files, converted, parsed_file
from kysyva.tools.models.characters import FORBIDDEN
from kysyva.tools.models.document import LANGUAGES

FORMAT = 1
MANIFEST = "toolkit.yaml"
MANIFEST_LIMITS = {
    "id": 50,
    "version": 20,
    "names": 80,
    "licence": 60,
    "descriptions": 500,
    "credit": 500,
}


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``toolkit.yaml``: what the package is."""

    format: int
    id: str
    version: str
    names: dict[str, str]
    licence: str
    descriptions: dict[str, str] = msgspec.field(default_factory=dict)
    credit: str = ""

    @property
    def package(self) -> str:
        """Name and version, as versions remember where they came from."""
        return f"{self.id} {self.version}"


def read_manifest(files: Files) -> tuple[Manifest | None, list[FileProblem]]:
    """``toolkit.yaml``, typed, or its problems."""
    found: list[FileProblem] = []
    parsed = parsed_file(MANIFEST, files, found)
    if parsed is None:
        return None, found
    manifest = converted(MANIFEST, parsed, parsed.data, Manifest, found)
    if manifest is not None:
        for name, message in _manifest_problems(manifest):
            line = parsed.line_of(tuple(name.split(".")))
            found.append(FileProblem(MANIFEST, line, name, message))
    return (None if found else manifest), found


def _manifest_problems(manifest: Manifest) -> Iterator[tuple[str, str]]:
    if manifest.format != FORMAT:
        yield "format", _("This program reads format %(format)d.") % {"format": FORMAT}
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", manifest.id):
        yield "id", _("Use small letters a–z, digits and single hyphens between them.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", manifest.version):
        yield "version", _("Use letters a–z, digits, full stops and hyphens.")
    if not manifest.names:
        yield "names", _("Give the package a name in one language at least.")
    texts = [(name, getattr(manifest, name)) for name in ("id", "version", "licence", "credit")]
    for name in ("names", "descriptions"):
        for language, text in getattr(manifest, name).items():
            texts.append((f"{name}.{language[:20]}", text))
            if language not in LANGUAGES:
                message = _("Texts can be in Finnish (fi), Swedish (sv) or English (en).")
                yield f"{name}.{language[:20]}", message
    for name, text in texts:
        most = MANIFEST_LIMITS[name.split(".")[0]]
        if len(text) > most:
            yield name, _("At most %(most)d characters are allowed.") % {"most": most}
        if FORBIDDEN.search(text):
            yield name, _("There is a hidden character in this text.")
