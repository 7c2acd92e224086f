"""A tool of a package beside the tool of that name here: what differs, what importing would do."""

from collections.abc import Iterator

import msgspec

from kysyva.tools.models.document import LANGUAGES, ToolDocument
from kysyva.tools.models.package import StagedTool
from kysyva.tools.models.rules import problems
from kysyva.tools.models.tool import Tool

State = StagedTool.State

# A part (``facts`` or a language) and a field of it; an empty field is the language as a whole.
Difference = tuple[str, str]


def incoming(document: ToolDocument, tool: Tool | None) -> ToolDocument:
    """The document as it would be published here.

    A package in one language must not wipe out the others: they are kept as they are here, as long
    as their words still fit the package's steps and questions.
    """
    if tool is None or tool.current is None:
        return document
    ours = tool.current.document
    kept = {
        language: texts for language, texts in ours.texts.items() if language not in document.texts
    }
    if not kept:
        return document
    whole = ToolDocument(document.facts, document.texts | kept)
    return document if problems(whole) else whole


def compare(document: ToolDocument, tool: Tool | None) -> State:
    """What importing ``document``, which is :func:`incoming`, would do to the tool here."""
    if tool is None:
        return State.NEW
    if tool.current is None:
        return State.CONFLICTING
    theirs, ours = document.digest(), tool.current.digest
    if theirs in (ours, tool.package_digest):
        return State.SAME if theirs == ours else State.OURS
    loses_language = set(tool.current.document.texts) - set(document.texts)
    edited_here = tool.package_digest != ours
    return State.CONFLICTING if edited_here or loses_language else State.CHANGED


def differences(ours: ToolDocument, theirs: ToolDocument) -> list[Difference]:
    """Which fields say something else, in the order of the card."""
    found = list(_differing("facts", ours.facts, theirs.facts))
    for language in LANGUAGES:
        mine, other = ours.texts.get(language), theirs.texts.get(language)
        if mine is None or other is None:
            if mine is not other:
                found.append((language, ""))
        else:
            found += _differing(language, mine, other)
    return found


def _differing(part: str, ours: msgspec.Struct, theirs: msgspec.Struct) -> Iterator[Difference]:
    for name in ours.__struct_fields__:
        if getattr(ours, name) != getattr(theirs, name):
            yield part, name


def names_of(document: ToolDocument) -> dict[str, str]:
    """The tool's name by language, for lists that do not read the whole."""
    return {language: texts.name for language, texts in document.texts.items()}
