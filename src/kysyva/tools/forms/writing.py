"""Toolkit packages written: the same files that :mod:`kysyva.tools.forms.package` reads.

Written for people who read, mail and compare them: one sentence a line, short lists on one line,
quotes only where they are needed. Equal content gives equal bytes.
"""

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from django.db.models import Max
from django.utils.timezone import localtime

from kysyva.organisations.models import Organisation
from kysyva.tools.forms.package import FORMAT, MANIFEST, MANIFEST_LIMITS, Manifest
from kysyva.tools.models.characters import visible
from kysyva.tools.models.document import LANGUAGES, Facts, Texts, ToolDocument
from kysyva.tools.models.tool import ToolQuerySet

WRAP = 96
# Words that some readers of YAML take for something else than text.
RESERVED = frozenset({"", "~", "y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# Line breaks to YAML, or unseen: these are written as escapes.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
SENTENCE_END = re.compile(r"[.!?…][”’»\"')]*$")
FACTS_ORDER = (
    "settings",
    "needs",
    "phases",
    "dimensions",
    "minutes",
    "people",
    "prepare_minutes",
    "licence_class",
    "licence",
    "related",
    "steps",
    "questions",
)


def files_of_tool(slug: str, document: ToolDocument, status: str) -> dict[str, str]:
    """A tool's folder: reading it gives an equal document."""
    files = {f"tools/{slug}/tool.yaml": _facts(document.facts, status)}
    for language in document.languages():
        files[f"tools/{slug}/{language}.md"] = _markdown(document.texts[language])
    return files


def file_of_manifest(manifest: Manifest) -> dict[str, str]:
    """``toolkit.yaml``."""
    data = msgspec.to_builtins(manifest)
    return {MANIFEST: _yaml({key: value for key, value in data.items() if value})}


def zip_of(files: Iterable[tuple[str, str]]) -> bytes:
    """The files as a zip; equal files in equal order give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return buffer.getvalue()


def toolkit_files(
    organisation: Organisation, tools: ToolQuerySet, languages: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The current versions of these tools as a package, but for those in none of the languages.

    The same tools give the same files on any day: the package's version is the day of the latest
    change among them.
    """
    licences: set[str] = set()
    for tool in tools.select_related("current").order_by("slug").iterator(chunk_size=50):
        assert tool.current is not None
        document = tool.current.document.in_languages(languages)
        if document.texts:
            licences.add(document.facts.licence)
            yield from files_of_tool(tool.slug, document, tool.status).items()
    names = {
        language: visible(getattr(organisation, f"name_{language}"), MANIFEST_LIMITS["names"])
        for language in LANGUAGES
    }
    latest = tools.aggregate(latest=Max("current__created_at"))["latest"]
    manifest = Manifest(
        format=FORMAT,
        id=organisation.slug,
        version=f"{localtime(latest):%Y.%m.%d}" if latest else "0",
        names={language: name for language, name in names.items() if name},
        licence=_one_of(licences),
    )
    yield from file_of_manifest(manifest).items()


def _one_of(licences: set[str]) -> str:
    """An SPDX expression for all of them; each tool says its own."""
    expression = " AND ".join(sorted(licences)) or "CC-BY-4.0"
    return expression if len(expression) <= MANIFEST_LIMITS["licence"] else "LicenseRef-each-tool"


def _facts(facts: Facts, status: str) -> str:
    data = msgspec.to_builtins(facts)
    written = {name: data[name] for name in FACTS_ORDER if data[name] != ()}
    return _yaml({"status": status, **written})


def _markdown(texts: Texts) -> str:
    data = {name: value for name, value in msgspec.to_builtins(texts).items() if value}
    data.setdefault("name", "")
    example = data.pop("example", "")
    if example != example.strip() or "\r" in example:
        # The body of a file has no white space around it; keep such a text word for word.
        data["example"], example = example, ""
    return f"---\n{_yaml(data)}---\n" + (f"\n{example}\n" if example else "")


# --- YAML ---------------------------------------------------------------------------------------


def _yaml(data: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{indent}{_word(key)}:", value, indent + "  ")


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    """A value after ``head``, which is a field's name or a list's hyphen."""
    short = _on_one_line(value)
    if short is not None and len(head) + 1 + len(short) <= WRAP:
        yield f"{head} {short}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, str):
        yield from _text(head, value, indent)
    else:
        yield head
        for item in value:
            yield from _entry(f"{indent}-", item, indent + "  ")


def _on_one_line(value: Any) -> str | None:
    """A value that is best read on its field's own line, or None."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return None if "\n" in value and _is_literal(value) else _word(value)
    items = value.values() if isinstance(value, Mapping) else value
    if not all(isinstance(item, int) or _is_id(item) for item in items):
        return None
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {item}" for key, item in value.items()) + "}"
    return f"[{', '.join(value)}]"


def _is_id(value: object) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"[a-z][a-z0-9_-]*", value) is not None
        and value not in RESERVED
    )


def _word(text: str) -> str:
    """Plain where every reader of YAML gives the same text back, otherwise in double quotes."""
    plain = (
        text[:1].isalpha()
        and text.casefold() not in RESERVED
        and text == text.strip()
        and not re.search(r"[\n\r\t]|: | #|:$", text)
        and not UNSEEN.search(text)
    )
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    """A text too long for its line: folded, or as it stands if it has line breaks of its own."""
    if _is_folded(text):
        yield f"{head} >-"
        for line in _lines(text):
            yield indent + line
    elif _is_literal(text):
        yield f"{head} |-"
        for line in text.split("\n"):
            yield indent + line if line else ""
    else:
        yield f"{head} {_quoted(text)}"


def _is_folded(text: str) -> bool:
    """Does YAML's folded style give this text back to the letter?"""
    return all(text.split(" ")) and not re.search(r"[\n\r\t]", text) and not UNSEEN.search(text)


def _is_literal(text: str) -> bool:
    """Does YAML's literal style give this text back to the letter?"""
    return not UNSEEN.search(text) and not re.search(r"[\r\t]|[ ]\n", text) and text == text.strip()


def _lines(text: str) -> Iterator[str]:
    """One sentence a line, long ones broken between words."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WRAP:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
        if SENTENCE_END.search(word):
            yield line
            line = ""
    if line:
        yield line
