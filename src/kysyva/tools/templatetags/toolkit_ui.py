"""The components that speak of packages on their way in."""

from itertools import groupby

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kysyva.accounts.models import Language
from kysyva.tools.forms.transfer import FIELD_NAMES
from kysyva.tools.models import Kind, StagedPart, ToolkitImport

register = template.Library()
State = StagedPart.State
PICTURES = {
    State.NEW: "plus",
    State.CHANGED: "pencil",
    State.CONFLICTING: "triangle-alert",
    State.INVALID: "circle-x",
    State.OURS: "house",
    State.SAME: "minus",
}


@register.simple_tag
def import_progress(found: ToolkitImport) -> str:
    """Read 10 of 60."""
    numbers = {"done": found.prepared_count, "total": found.total_count}
    return _("Read %(done)d of %(total)d") % numbers


@register.simple_tag
def import_chips(counts: dict[str, int]) -> list[tuple[str, str]]:
    """Picture and words for each state that occurs."""
    words = {
        State.NEW: ngettext("%(count)d new", "%(count)d new", counts[State.NEW]),
        State.CHANGED: ngettext("%(count)d changed", "%(count)d changed", counts[State.CHANGED]),
        State.CONFLICTING: ngettext(
            "%(count)d changed on both sides",
            "%(count)d changed on both sides",
            counts[State.CONFLICTING],
        ),
        State.INVALID: ngettext(
            "%(count)d with errors", "%(count)d with errors", counts[State.INVALID]
        ),
        State.OURS: ngettext(
            "%(count)d edited here only", "%(count)d edited here only", counts[State.OURS]
        ),
        State.SAME: ngettext("%(count)d the same", "%(count)d the same", counts[State.SAME]),
    }
    return [
        (PICTURES[state], text % {"count": counts[state]})
        for state, text in words.items()
        if counts[state]
    ]


@register.simple_tag
def import_differences(staged: StagedPart) -> list[tuple[str, list[str]]]:
    """The fields that differ: those of all languages first, then by language."""
    if staged.kind == Kind.QUESTIONS:
        counts = [f"{State(state).label}: {count}" for state, count in staged.differences]
        return [(_("Questions"), counts)] if counts else []
    names = {"facts": _("In all languages"), **dict(Language.choices)}
    return [
        (
            names[part],
            [
                str(FIELD_NAMES[field]) if field else _("the whole language")
                for _part, field in rows
            ],
        )
        for part, rows in groupby(staged.differences, key=lambda pair: pair[0])
    ]


@register.simple_tag
def import_result(found: ToolkitImport) -> list[tuple[str, int]]:
    """What became of the package's tools, in words."""
    counts = found.counts
    kept = counts[State.CONFLICTING] - counts["taken"]
    rows = [
        (_("New"), counts[State.NEW]),
        (_("Changed"), counts[State.CHANGED]),
        (_("Changed on both sides, theirs taken"), counts["taken"]),
        (_("Changed on both sides, ours kept"), kept),
        (_("Edited here, nothing newer in the package"), counts[State.OURS]),
        (_("The same as before"), counts[State.SAME]),
    ]
    return [row for row in rows if row[1]]
