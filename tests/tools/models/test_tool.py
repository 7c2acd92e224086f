"""Short names of tools stand beside those of pages."""

from django.urls import get_resolver

from kysyva.core.checks import views
from kysyva.tools.models.tool import RESERVED_SLUGS


def test_every_page_beside_the_tools_is_a_reserved_name() -> None:
    pages = {
        pattern.rsplit("/tools/", 1)[1].strip("/")
        for pattern, _view in views(get_resolver().url_patterns)
        if "/tools/" in pattern
    }
    assert {
        page for page in pages if page and "<" not in page and "/" not in page
    } == RESERVED_SLUGS
