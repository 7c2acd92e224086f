"""The shell of every page: where one is, which languages, what is in one's own menu."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_from_path
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
def current_door(context: Context) -> str:
    """The door behind which this page is; empty for a page behind none of them."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = (match and match.url_name) or ""
    return next((door for door, words in DOORS.items() if _first_word(name) in words), "")


def _first_word(name: str) -> str:
    return name.partition("_")[0]


def in_language(path: str, code: str) -> str:
    """The address of the same page in a language: addresses differ in their first word alone.

    Django's ``translate_url`` says the same after resolving and reversing the address.
    """
    now = get_language_from_path(path)
    return f"/{code}{path[1 + len(now) :]}" if now else path


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[tuple[str, str, str]]:
    """Code, own name and this page's address in each language."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    return [(code, name, in_language(path, code)) for code, name in Language.choices]


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
        add("tool_drafts", _("Drafts"), "pencil", slug)
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
        (code, request.build_absolute_uri(in_language(request.path, code)))
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
