"""Markdown from people, as HTML that can do no harm."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_markdown = MarkdownIt("zero").enable(
    ["paragraph", "emphasis", "list", "blockquote", "newline", "escape", "entity"]
)
TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br"}


@lru_cache(maxsize=4096)
def as_html(text: str) -> SafeString:
    """Paragraphs, lists, emphasis and quotations; all else (links, pictures, HTML) stays text.

    Sanitised after rendering too, so that safety does not rest on one library.
    """
    return mark_safe(nh3.clean(_markdown.render(text), tags=TAGS, attributes={}))  # noqa: S308
