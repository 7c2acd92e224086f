"""Templates hold no inline script or style and nothing from another host."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "src/kysyva/templates").rglob("*.html"))
# E-mails are read by programs that know no stylesheet file, and no policy of ours holds there.
PAGES = [path for path in TEMPLATES if "email" not in path.parts]

INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))", re.IGNORECASE
)
INLINE_STYLE = re.compile(r"<style|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"\son[a-z]+\s*=\s*[\"']|\bhx-on|javascript:", re.IGNORECASE)
FOREIGN = re.compile(
    r"<(?:script|link(?! itemprop)|img|iframe|source|use)[^>]+(?:src|href)=[\"'](?:https?:)?//"
)
UNSAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name + "/" + path.name)
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text("utf-8")
    found = [
        pattern.pattern
        for pattern in (INLINE_SCRIPT, INLINE_STYLE, HANDLER, FOREIGN, UNSAFE)
        if pattern.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (INLINE_SCRIPT, "<script>alert(1)</script>"),
        (INLINE_STYLE, '<p style="color: red">'),
        (HANDLER, '<a onclick="go()">'),
        (HANDLER, '<a href="javascript:go()">'),
        (FOREIGN, '<script defer src="https://example.org/a.js">'),
        (UNSAFE, "{{ text|safe }}"),
    ],
)
def test_the_patterns_see_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_every_template_is_used() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src/kysyva").rglob("*.py")]
    text = "\n".join([*sources, *(path.read_text("utf-8") for path in TEMPLATES)])
    root = ROOT / "src/kysyva/templates"
    unused = [
        name
        for path in TEMPLATES
        if (name := path.relative_to(root).as_posix()) not in text
        # allauth and Django ask for these by names of their own; errors by their bare names.
        and path.relative_to(root).parts[0] not in ("account", "allauth", "errors", "registration")
    ]
    assert unused == []
