"""The components of the pages: each a tag with a signature, a template, a stylesheet.

They know no word of the product; those that do are in ``<app>/templatetags/``. Every one is shown
on ``/design``.
"""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
_sprite: list[str] = []


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside a word; screen readers pass over it."""
    if not _sprite:
        _sprite.append(static("vendor/icons.svg"))
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', _sprite[0], name
    )


@register.simple_block_tag
def notice(content: str, kind: str, picture: str = "info") -> SafeString:
    """A box that says something: ``info``, ``good``, ``attention``, ``stop`` or ``plain``."""
    if kind not in ("info", "good", "attention", "stop", "plain"):
        raise ValueError(kind)
    return format_html('<div class="notice notice-{}">{}{}</div>', kind, icon(picture), content)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, short: bool = False) -> dict[str, Any]:
    """A form's field with its label, hint and errors, tied together for screen readers."""
    described = []
    if bound.help_text:
        described.append(f"{bound.id_for_label}_hint")
    if bound.errors:
        described.append(f"{bound.id_for_label}_error")
    attributes: dict[str, str | bool] = {}
    widget = type(bound.field.widget).__name__
    if widget not in ("CheckboxInput", "CheckboxSelectMultiple", "RadioSelect"):
        attributes["class"] = "input input-short" if short else "input"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {"bound": bound, "control": bound.as_widget(attrs=attributes), "widget": widget}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Form) -> dict[str, Any]:
    """What is wrong in a form, above it; it takes focus and links to each field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.inclusion_tag("components/pagination.html")
def pagination(page: Page[Any], query: QueryDict) -> dict[str, Any]:
    """Links to the pages of a list; everything else in the address stays."""
    kept = [(key, value) for key in query for value in query.getlist(key) if key != "page"]

    def address(number: int) -> str:
        return "?" + urlencode([*kept, ("page", number)] if number > 1 else kept)

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, address(number) if isinstance(number, int) else None) for number in numbers]
    following = address(page.next_page_number()) if page.has_next() else None
    return {"page": page, "links": links, "next": following}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How far something has come."""
    return {"done": done, "total": total, "label": label}


@register.filter
def initials(name: str) -> str:
    """Aino Koivumäki → AK."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if words else []))
