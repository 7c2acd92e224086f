"""The components that speak of tools: card, facts, phase, status, question."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from kysyva.tools.models.catalogue import Card
from kysyva.tools.models.document import Range
from kysyva.tools.models.facets import Need, Phase, QuestionType, Setting, Status

register = template.Library()

PHASE_PICTURES = {
    Phase.CONTACT: "handshake",
    Phase.GOAL: "compass",
    Phase.REALITY: "map-pin",
    Phase.RESOURCES: "leaf",
    Phase.OPTIONS: "split",
    Phase.WILL: "footprints",
    Phase.REVIEW: "refresh-cw",
}
STATUS_PICTURES = {
    Status.IDEA: "lightbulb",
    Status.DRAFT: "pencil",
    Status.IN_TRIAL: "flask-conical",
    Status.REFINING: "recycle",
    Status.READY: "circle-check",
    Status.IN_USE: "badge-check",
    Status.RETIRED: "archive",
}


@register.inclusion_tag("components/phase.html")
def phase(value: str) -> dict[str, Any]:
    """A phase: colour, shape and word."""
    return {"value": value, "label": Phase(value).label, "picture": PHASE_PICTURES[Phase(value)]}


@register.inclusion_tag("components/status.html")
def status(value: str) -> dict[str, Any]:
    """A status: word and shape."""
    return {"value": value, "label": Status(value).label, "picture": STATUS_PICTURES[Status(value)]}


@register.filter
def minutes(span: Range) -> str:
    """5–20 min."""
    return f"{between(span)} min"


@register.filter
def people(span: Range) -> str:
    """2–12 people."""
    return ngettext("%(span)s person", "%(span)s people", span.most) % {"span": between(span)}


@register.filter
def between(span: Range) -> str:
    """5–20, or 2 when both ends are the same."""
    return str(span.least) if span.least == span.most else f"{span.least}–{span.most}"


@register.filter
def setting_label(value: str) -> str:
    """A setting's name."""
    return str(Setting(value).label)


@register.filter
def question_type_label(value: str) -> str:
    """A question type's name."""
    return str(QuestionType(value).label)


@register.simple_tag
def tool_card(card: Card, organisation: Any, in_pack: bool, level: int = 2) -> SafeString:
    """A tool as a card in a list; ``level`` is that of its heading.

    Rendered once for each version, language and place: lists of many cards cost little.
    """
    return _card(card, organisation.slug, get_language() or "fi", level, in_pack)


@lru_cache(maxsize=4096)
def _card(card: Card, organisation: str, language: str, level: int, in_pack: bool) -> SafeString:
    shown = card.language_for(language)
    context = {
        "card": card,
        "level": level,
        "name": card.summary.names[shown],
        "purpose": card.summary.purposes.get(shown, ""),
        "shown": shown if shown != language else "",
        "address": reverse("tool", args=[organisation, card.slug]),
        "organisation_slug": organisation,
        "in_pack": in_pack,
    }
    return mark_safe(get_template("components/tool_card.html").render(context))  # noqa: S308


@register.filter
def need_label(value: str) -> str:
    """A need's name."""
    return str(Need(value).label)


@register.filter
def duration(minutes_in_all: int) -> str:
    """45 min, 1 h 30 min, 7 h."""
    hours, rest = divmod(minutes_in_all, 60)
    if hours and rest:
        return f"{hours} h {rest} min"
    return f"{hours} h" if hours else f"{rest} min"


@register.filter
def clock(minutes_from_start: int) -> str:
    """0.00, 1.30: hours and minutes from the start."""
    return f"{minutes_from_start // 60}.{minutes_from_start % 60:02}"


@register.filter
def card_name(card: Card) -> str:
    """A tool's name in the language of the page, or the best there is."""
    return card.summary.names[card.language_for(get_language() or "fi")]
