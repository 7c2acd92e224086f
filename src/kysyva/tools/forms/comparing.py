"""Two documents side by side as people read them: part by part, field by field, word by word."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kysyva.tools.forms.labels import label_of, shown_value
from kysyva.tools.models.difference import (
    LINE,
    WORD,
    Change,
    Piece,
    changes,
    difference,
    paragraphs,
)
from kysyva.tools.models.document import LANGUAGES, ToolDocument
from kysyva.tools.models.rows import is_rows, keys


@dataclass(frozen=True)
class ChangedField:
    """One field: its name, and what was kept, put in and taken out."""

    label: str
    paragraphs: list[list[Piece]]


@dataclass(frozen=True)
class ChangedPart:
    """The facts, or a language, with the fields that are not the same."""

    part: str
    fields: list[ChangedField]


def compared(before: ToolDocument, after: ToolDocument) -> list[ChangedPart]:
    """What is not the same in two documents; empty if nothing is."""
    found = changes(before, after)
    parts = []
    for part in ("facts", *LANGUAGES):
        fields = [
            _field(change, before, after) for change in found if change.path.startswith(f"{part}.")
        ]
        if fields:
            parts.append(ChangedPart(part, fields))
    return parts


def _field(change: Change, before: ToolDocument, after: ToolDocument) -> ChangedField:
    language = get_language() or "fi"
    old = shown_value(change.path, change.before, before, language)
    new = shown_value(change.path, change.after, after, language)
    unit = LINE if change.path.startswith("facts.") else WORD
    label = label_of(change.path, after, before)
    name = change.path.removeprefix("facts.")
    if is_rows(name) and set(keys(before, name)) != set(keys(after, name)):
        label = _("Steps") if name == "steps" else _("Questions")
    return ChangedField(label, paragraphs(difference(old, new, unit=unit)))
