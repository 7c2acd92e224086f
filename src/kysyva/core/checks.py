"""Checks that refuse to start a house with an open door."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.urls import URLPattern, URLResolver, get_resolver

WORDS = frozenset({"public", "signed_in", "member", "participant"})


def views(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every view of the URLconf with its pattern, included ones too."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


@register
def every_view_says_who_may(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each view of ours carries exactly one access word; allauth guards its own."""
    return [
        Error(
            f"The view of “{pattern}” does not say who may open it.",
            hint="Put one of @public, @signed_in, @member(can=…), @participant on it.",
            id="kysyva.E001",
        )
        for pattern, view in views()
        if not view.__module__.startswith("allauth.") and getattr(view, "access", None) not in WORDS
    ]


@register(Tags.security, deploy=True)
def nobody_signs_in_without_password(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In demonstration mode anybody is let in as anybody of the demonstration."""
    if not settings.DEMO:
        return []
    hint = "Set KYSYVA_DEMO=false, unless this is a place to try things out."
    return [Warning("Demonstration mode is on.", hint=hint, id="kysyva.W001")]
