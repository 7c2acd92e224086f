"""The shell of every page: where one is, which languages, what is in one's own menu."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kysyva.accounts.models import Language
from kysyva.core.templatetags.ui import icon
from kysyva.organisations.access import (
    can_edit_tools,
    can_manage_organisation,
    can_manage_people,
)

register = template.Library()
DOORS = {
    "ask": ("ask",),
    "tools": ("library", "tool", "search"),
    "questions": ("questions", "question"),
    "pack": ("pack",),
}


@register.simple_tag(takes_context=True)
def current_door(context: Context, door: str) -> str:
    """``aria-current`` for the door behind which this page is."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = (match and match.url_name) or ""
    inside = any(name == word or name.startswith(f"{word}_") for word in DOORS[door])
    return format_html(' aria-current="{}"', "page") if inside else ""


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[tuple[str, str, str]]:
    """Code, own name and this page's address in each language."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    return [(code, name, translate_url(path, code)) for code, name in Language.choices]


@register.simple_tag
def theme_choices() -> list[tuple[str, str, str]]:
    """How the pages may look: value, word, picture."""
    return [
        ("auto", _("Auto"), "sun-moon"),
        ("light", _("Light"), "sun"),
        ("dark", _("Dark"), "moon"),
    ]


@register.simple_tag(takes_context=True)
def menu_links(context: Context) -> list[tuple[str, str, str]]:
    """Address, word and picture of what this person may do beyond reading."""
    links: list[tuple[str, str, str]] = []

    def add(name: str, word: str, picture: str, *arguments: str) -> None:
        links.append((reverse(name, args=arguments), word, picture))

    organisation: Any = context.get("organisation")
    membership: Any = context.get("membership")
    slug: str = organisation.slug if organisation else ""
    if membership and can_edit_tools(membership):
        add("tool_new", _("New tool"), "plus", slug)
        add("toolkit", _("Toolkit files"), "archive", slug)
        add("sayings", _("Our own words"), "message-square-quote", slug)
        add("ask_gaps", _("What did people not find?"), "search", slug)
    if membership and can_manage_people(membership):
        add("people", _("People"), "users-round", slug)
    if membership and can_manage_organisation(membership):
        add("organisation_settings", _("Organisation"), "settings", slug)
    add("preferences", _("My account"), "user")
    if settings.DEMO:
        add("demo", _("Look around as somebody else"), "users")
    return links


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> list[tuple[str, str]]:
    """The canonical address of this page in each language, for search engines."""
    request: Any = context["request"]
    return [
        (code, request.build_absolute_uri(translate_url(request.path, code)))
        for code, _name in Language.choices
    ]


@register.filter
def language_name(code: str) -> str:
    """A language's name in itself."""
    return str(Language(code).label)


@register.filter
def language_in(code: str) -> str:
    """in Finnish, in Swedish, in English: in the language of the page."""
    return {"fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}[code]


@register.filter
def locale_name(code: str) -> str:
    """fi → fi_FI."""
    return {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}[code]


SETTING_PICTURES = {
    "one_on_one": "door-open",
    "team_meeting": "users-round",
    "everyday": "coffee",
    "development_day": "presentation",
    "early_support": "hand-heart",
    "onboarding": "key-round",
    "change": "recycle",
    "conflict": "shield-alert",
    "development_discussion": "sprout",
    "recognition": "heart",
    "delegation": "send",
    "reflection": "book-open",
    "remote": "monitor",
    "peer_group": "users",
}


@register.simple_tag
def setting_icon(value: str) -> SafeString:
    """The picture of a setting."""
    return icon(SETTING_PICTURES[value])
