"""axe-core finds nothing on any page, in light and dark, on a phone and at a desk."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from tests.browser.conftest import DESK, PHONE, Visit, Watch
from tests.conftest import client_of
from tests.house.world import Place, World, make_world, places

# axe's own rules and its best practices, and the size of what fingers press.
RUN = """async () => {
  const found = await axe.run(document, {
    rules: {'target-size': {enabled: true}},
    resultTypes: ['violations'],
  });
  return found.violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]);
}"""
# Answers for machines, and what signs out or has no page of its own.
NO_PAGES = frozenset({"root", "healthz", "robots", "sitemap"})


def pages(world: World, *, signed_in: bool) -> list[tuple[Place, str]]:
    """Every address of the URLconf that may be a page for this person."""
    found = []
    for place in places():
        closed = place.access in ("member", "signed_in") and not signed_in
        if place.name not in NO_PAGES and not closed:
            found.append((place, world.address(place)))
    return found


def violations(page: Page, axe: str) -> list[Any]:
    """What axe finds on the page as it stands, with everything that folds opened."""
    page.evaluate(axe)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found: list[Any] = page.evaluate(RUN)
    for name in page.eval_on_selector_all("[popover]", "all => all.map((one) => one.id)"):
        popover = page.locator(f"#{name}")
        if popover.evaluate("one => getComputedStyle(one).position === 'fixed'"):
            popover.evaluate("one => one.showPopover()")
            found += page.evaluate(RUN)
            popover.evaluate("one => one.hidePopover()")
    return found


def look_at_everything(
    page: Page, world: World, axe: str, *, person: Person | None
) -> dict[str, Any]:
    """Open every page in both themes; what axe finds, by page."""
    wrong: dict[str, Any] = {}
    seen = 0
    client = client_of(person) if person else Client()
    for place, address in pages(world, signed_in=person is not None):
        response = client.get(address)
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            continue
        page.goto(address)
        seen += 1
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if found := violations(page, axe):
                wrong[f"{place.name} ({scheme})"] = found
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if width > 0:
            wrong[f"{place.name} is wider than the screen"] = width
    assert seen >= 10
    return wrong


@pytest.fixture
def world(demonstration: Organisation) -> World:
    return make_world(demonstration)


def of_role(organisation: Organisation, role: Role) -> Person:
    return Person.objects.filter(memberships__organisation=organisation, memberships__role=role)[0]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("role", [None, Role.FACILITATOR, Role.ADMINISTRATOR])
def test_axe_finds_nothing(
    role: Role | None, width: int, world: World, visit: Visit, axe: str
) -> None:
    person = of_role(world.organisation, role) if role else None
    page = visit(width=width, person=person)
    assert look_at_everything(page, world, axe, person=person) == {}


def test_axe_finds_nothing_on_error_pages(
    world: World, visit: Visit, watch: Watch, axe: str
) -> None:
    page = visit()
    missing = f"/fi/{world.organisation.slug}/tools/ei-ole/"
    watch.expected.add(page.url.split("/fi/")[0] + missing)
    page.goto(missing)
    assert page.get_by_role("heading", level=1).count() == 1
    assert violations(page, axe) == []


def test_axe_would_find_something(world: World, visit: Visit, axe: str) -> None:
    page = visit()
    page.evaluate(
        "document.querySelector('h1').innerHTML = '<img src=\"data:,\"><a href=\"/\"></a>'"
    )
    found = {rule for rule, _nodes in violations(page, axe)}
    assert {"image-alt", "link-name"} <= found


def test_the_copy_of_axe_is_what_vendor_json_says() -> None:
    folder = Path(__file__).parent / "vendor"
    (entry,) = json.loads((folder / "vendor.json").read_text("utf-8"))["files"]
    source = (folder / entry["file"]).read_bytes()
    assert hashlib.sha256(source).hexdigest() == entry["sha256"]
    assert f"axe v{entry['version']}".encode() in source[:100]
    assert (folder / "axe-core.LICENSE").exists()
