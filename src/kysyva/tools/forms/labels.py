"""What each field of a tool is called, and what makes it good."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.facets import (
    Dimension,
    LicenceClass,
    Need,
    Phase,
    QuestionType,
    Setting,
)
from kysyva.tools.models.fields import row_of
from kysyva.tools.models.rules import LIST_LIMITS, TEXT_LIMITS

LABELS: dict[str, Any] = {
    "settings": gettext_lazy("Settings"),
    "needs": gettext_lazy("Needs it serves"),
    "phases": gettext_lazy("Phases of the conversation"),
    "dimensions": gettext_lazy("What the supervisor practises"),
    "related": gettext_lazy("Goes well with"),
    "minutes": gettext_lazy("Minutes"),
    "people": pgettext_lazy("how many", "People"),
    "prepare_minutes": gettext_lazy("Minutes of preparation"),
    "licence_class": gettext_lazy("How free the idea is"),
    "licence": gettext_lazy("Licence"),
    "steps": gettext_lazy("Order of the steps"),
    "questions": gettext_lazy("Order of the questions"),
    "name": pgettext_lazy("tool", "Name"),
    "purpose": gettext_lazy("Purpose"),
    "when": gettext_lazy("Fits when"),
    "when_not": gettext_lazy("Does not fit when"),
    "prepare": gettext_lazy("How to prepare"),
    "materials": gettext_lazy("What is needed"),
    "do_not_use_so": gettext_lazy("Do not use it like this"),
    "two_minutes": gettext_lazy("When you have two minutes"),
    "remote": gettext_lazy("Remotely"),
    "follow_up": gettext_lazy("Afterwards"),
    "sign_of_success": gettext_lazy("It worked if"),
    "example": gettext_lazy("How it went once"),
    "phrases": gettext_lazy("Do you recognise this?"),
    "origin": gettext_lazy("Origin and credit"),
    "checked": gettext_lazy("Language checked"),
}
HINTS: dict[str, Any] = {
    "name": gettext_lazy(
        "What people will look for. A question or a plain word is better than a method."
    ),
    "purpose": gettext_lazy("One sentence: what it does, and for whom."),
    "when": gettext_lazy("Two to four concrete moments, one a line."),
    "when_not": gettext_lazy("When to choose something else, one a line."),
    "prepare": gettext_lazy("What to think of, agree or find out before."),
    "materials": gettext_lazy("Leave this empty if nothing is needed."),
    "do_not_use_so": gettext_lazy(
        "How this tool does harm when it is misused:"
        " pressure in disguise, form-filling, health matters, power."
    ),
    "two_minutes": gettext_lazy("The version for somebody who is already at the door."),
    "remote": gettext_lazy("How to do it by video or phone. Empty if that makes no sense."),
    "follow_up": gettext_lazy("What to do after, and when to come back to it."),
    "sign_of_success": gettext_lazy("What one would notice if it worked."),
    "example": gettext_lazy(
        "How it sounded in one workplace, in 70–140 words."
        " An empty line begins a new paragraph. No real people."
    ),
    "phrases": gettext_lazy(
        "What supervisors really say before they know any tool, one a line, a dozen or more."
        " Search feeds on these: use different words in each."
    ),
    "origin": gettext_lazy(
        "Where the idea comes from: names and year, or that it is common practice in our own words."
    ),
    "settings": gettext_lazy("Choose those where it has been tried, or is going to be."),
    "prepare_minutes": gettext_lazy("0 if one can begin at once."),
    "licence_class": gettext_lazy(
        "An idea is free, its best-known words and name may not be."
        " If in doubt, write your own words and name."
    ),
}
_NAMES: dict[str, dict[str, Any]] = {
    "settings": dict(Setting.choices),
    "needs": dict(Need.choices),
    "phases": dict(Phase.choices),
    "dimensions": dict(Dimension.choices),
    "licence_class": dict(LicenceClass.choices),
    "phase": dict(Phase.choices),
    "type": dict(QuestionType.choices),
}


def hint_of(field: str) -> str:
    """What makes a field good, and how long it may be."""
    hint = str(HINTS.get(field, ""))
    if field in TEXT_LIMITS:
        limit = _("At most %(most)d characters.") % {"most": TEXT_LIMITS[field]}
    elif field in LIST_LIMITS:
        lines, most = LIST_LIMITS[field]
        limit = _("At most %(lines)d lines of %(most)d characters.") % {
            "lines": lines,
            "most": most,
        }
    else:
        limit = ""
    return f"{hint} {limit}".strip()


def label_of(path: str, document: ToolDocument, other: ToolDocument | None = None) -> str:
    """What a field of :mod:`kysyva.tools.models.fields` is called, without its language.

    Steps and questions are counted as in ``document``, or as in ``other`` if it has them not.
    """
    row = row_of(path)
    if row is None:
        return str(LABELS[path.split(".")[1]])
    kind, key = row
    rows = getattr(document.facts, kind)
    if other and key not in [one.key for one in rows]:
        rows = getattr(other.facts, kind)
    number = next((place for place, one in enumerate(rows, start=1) if one.key == key), 0)
    if kind == "questions":
        name = _("Question %(number)d") % {"number": number}
    else:
        name = _("Step %(number)d") % {"number": number}
    parts = {
        "title": _("title"),
        "text": _("what happens"),
        "minutes": _("minutes"),
        "phase": _("phase"),
        "type": _("type"),
    }
    part = parts.get(path.rsplit(".", 1)[1])
    return f"{name}, {part}" if part else name


def shown_value(path: str, value: str, document: ToolDocument, language: str) -> str:
    """A field's value as people read it: names for ids, titles for keys of rows."""
    part, _dot, field = path.partition(".")
    if field == "checked":
        return date_format(date.fromisoformat(value)) if value else ""
    if part != "facts":
        return value
    if field in ("minutes", "people"):
        return value.replace("-", "–")
    if field in ("steps", "questions"):
        return "\n".join(row_name(key, document, field, language) for key in value.split("\n"))
    names = _NAMES.get(field.rsplit(".", 1)[-1], {})
    return "\n".join(str(names.get(line, line)) for line in value.split("\n"))


def row_name(key: str, document: ToolDocument, rows: str, language: str) -> str:
    """The title of a step or the words of a question, in the best language there is."""
    for texts in (document.texts.get(language), *document.texts.values()):
        words = getattr(texts, rows).get(key) if texts else None
        if words:
            return str(words.title if rows == "steps" else words)
    return key
