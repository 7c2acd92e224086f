"""What the shell of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest | None) -> dict[str, Any]:
    """Organisation, membership, language, theme and whom to ask for ``base.html``; no query."""
    if request is None:
        return {}
    theme = getattr(getattr(request, "user", None), "theme", None) or request.COOKIES.get("theme")
    return {
        "organisation": getattr(request, "organisation", None),
        "membership": getattr(request, "membership", None),
        "theme": theme if theme in ("light", "dark") else "auto",
        "language": get_language(),
        "demonstration": settings.DEMO,
        "contact": settings.CONTACT,
    }
