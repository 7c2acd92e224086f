"""What the editors' pages share: which tool, what it is called, where it is written."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language

from kysyva.organisations.access import MemberRequest
from kysyva.tools.models import LANGUAGES, Tool, ToolDocument


def editable_or_404(request: MemberRequest, slug: str) -> Tool:
    """The tool with its current version."""
    tools = Tool.objects.filter(organisation=request.organisation)
    return get_object_or_404(tools.select_related("current", "owner", "organisation"), slug=slug)


def edit_address(tool: Tool, **query: str) -> str:
    """Where a tool is written; ``query`` says at which place."""
    address = reverse("tool_edit", args=[tool.organisation.slug, tool.slug])
    asked = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def name_of(document: ToolDocument, tool: Tool) -> str:
    """What a draft is called, in the language of the page if it has a name there."""
    for language in (get_language() or "fi", *LANGUAGES):
        if language in document.texts and document.texts[language].name:
            return document.texts[language].name
    return tool.slug
