"""A facilitator writes a card in real Chromium: by keyboard, without JavaScript, after a mishap."""

import re

import pytest
from playwright.sync_api import Page, expect

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from tests import make
from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.test_journeys import tab_to

EDIT = "/fi/koivuranta/tools/specific-thanks/edit/?part=fi"
TYPED = "Kiitos, jonka toinen muistaa vielä huomenna."


@pytest.fixture
def aino(demonstration: Organisation) -> Person:
    return Person.objects.get(
        memberships__organisation=demonstration, memberships__role=Role.FACILITATOR
    )


def purpose(page: Page) -> str:
    return page.locator("[name=purpose]").input_value()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".savebar button").first.click()


def kept(page: Page) -> int:
    """How many texts this browser keeps."""
    return int(page.evaluate("localStorage.length"))


def typed(page: Page, text: str = TYPED) -> None:
    """Type, and wait until the browser keeps it."""
    page.locator("[name=purpose]").fill(text)
    wait_until_kept(page)


def wait_until_kept(page: Page) -> None:
    state = page.locator("[data-state]")
    expect(state).to_have_text(state.get_attribute("data-state") or "?")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_card_is_written_by_keyboard_alone(width: int, aino: Person, visit: Visit) -> None:
    page = visit(EDIT, person=aino, width=width)
    steps = page.locator("input[name=steps]").count()
    page.locator("[name=purpose]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(TYPED)
    page.locator("button[value='add:steps']").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[name$='.title']").nth(steps)).to_be_focused()
    page.keyboard.type("Lopuksi")
    # Enter in a field saves; it never moves or takes away a row.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[name$='.title']").nth(steps).input_value() == "Lopuksi"
    assert purpose(page) == TYPED
    up = page.locator("button[value^='up:steps:']").nth(steps)
    up.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("button[value^='up:steps:']").nth(steps - 1)).to_be_focused()
    assert page.locator("[name$='.title']").nth(steps - 1).input_value() == "Lopuksi"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_every_control_of_the_editor_is_reached_by_tab(aino: Person, visit: Visit) -> None:
    page = visit(EDIT, person=aino)
    reached = set()
    for _press in range(200):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name + document.activeElement.value"))
    wanted = page.eval_on_selector_all(
        "form[data-editor] :is(button, input:not([type=hidden]), textarea, select)"
        ":not(:disabled):not([tabindex='-1'])",
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.name + one.value)",
    )
    assert set(wanted) <= reached


def test_words_that_were_not_saved_come_back_and_can_be_discarded(
    aino: Person, visit: Visit
) -> None:
    page = visit(EDIT, person=aino)
    saved = purpose(page)
    expect(page.locator("[data-restored]")).to_be_hidden()
    typed(page)
    page.goto(EDIT)
    expect(page.locator("[data-restored]")).to_be_visible()
    assert purpose(page) == TYPED
    with page.expect_navigation():
        page.locator("[data-forget]").click()
    expect(page.locator("[data-restored]")).to_be_hidden()
    assert (purpose(page), kept(page)) == (saved, 0)


def test_what_is_saved_is_not_kept_in_the_browser(aino: Person, visit: Visit) -> None:
    page = visit(EDIT, person=aino)
    typed(page)
    save(page)
    expect(page.locator("[data-restored]")).to_be_hidden()
    assert (purpose(page), kept(page)) == (TYPED, 0)


def test_typing_back_what_is_saved_leaves_nothing(aino: Person, visit: Visit) -> None:
    page = visit(EDIT, person=aino)
    saved = purpose(page)
    typed(page)
    page.locator("[name=purpose]").fill(saved)
    expect(page.locator("[data-state]")).to_have_text("")
    assert kept(page) == 0


def test_words_refused_by_the_server_are_still_kept_until_they_are_saved(
    aino: Person, visit: Visit
) -> None:
    page = visit(EDIT, person=aino)
    typed(page, "x" * 300)
    save(page)
    expect(page.locator(".error-summary")).to_be_focused()
    assert (purpose(page), kept(page)) == ("x" * 300, 1)
    page.goto(EDIT)
    assert purpose(page) == "x" * 300
    page.locator("[name=purpose]").fill(TYPED)
    save(page)
    assert (purpose(page), kept(page)) == (TYPED, 0)


def test_facts_come_back_too(aino: Person, visit: Visit) -> None:
    page = visit(EDIT.replace("part=fi", "part=facts"), person=aino)
    box = page.locator("[name=settings][value=conflict]")
    box.check()
    page.locator("[name=licence_class][value=credit]").check()
    wait_until_kept(page)
    page.reload()
    expect(box).to_be_checked()
    expect(page.locator("[name=licence_class][value=credit]")).to_be_checked()


def test_words_that_came_back_meet_what_another_saved_meanwhile(
    demonstration: Organisation, aino: Person, visit: Visit
) -> None:
    venla = make.make_member(demonstration, Role.FACILITATOR, name="Venla Rantala")
    page, other = visit(EDIT, person=aino), visit(EDIT, person=venla)
    typed(page)
    page.goto("/fi/koivuranta/")
    other.locator("[name=purpose]").fill("Venlan tarkoitus.")
    save(other)
    page.goto(EDIT)
    assert purpose(page) == TYPED
    save(page)
    expect(page.locator("[name='take:fi.purpose'][value=mine]")).to_be_checked()
    expect(page.locator("main")).to_contain_text("Venlan tarkoitus.")
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    assert (purpose(page), kept(page)) == (TYPED, 0)


def test_a_tool_is_made_written_and_published_without_javascript(
    aino: Person, visit: Visit
) -> None:
    page = visit("/fi/koivuranta/tools/new/", person=aino, width=PHONE, javascript=False)
    page.locator("[name=name]").fill("Öinen kysely")
    page.locator("main form button").click()
    for rows in ("steps", "questions"):
        page.locator(f"button[value='add:{rows}']").click()
    page.locator("[name$='.title']").fill("Kysy")
    page.locator(".row [name^='questions.']").first.fill("Mitä kuuluu?")
    for name in ("purpose", "do_not_use_so", "origin"):
        page.locator(f"[name={name}]").fill(f"Teksti kohtaan {name}.")
    page.locator("button[value='part:facts']").click()
    page.locator("[name=settings][value=one_on_one]").check()
    page.locator("button[value=publish]").click()
    expect(page.locator(".error-summary")).to_have_count(0)
    page.locator("[name=note]").fill("Ensimmäinen versio.")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/tools/oinen-kysely/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Öinen kysely")
    expect(page.locator("main")).to_contain_text("Mitä kuuluu?")


def test_a_problem_leads_to_its_field_by_keyboard(aino: Person, visit: Visit) -> None:
    page = visit(EDIT, person=aino)
    page.locator("[name=origin]").fill("")
    with page.expect_navigation():
        page.locator("button[value=publish]").click()
    link = page.locator(".error-summary a").first
    tab_to(page, re.escape(link.inner_text()))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[name=origin]")).to_be_focused()


def test_a_procedure_keeps_what_was_typed_while_one_looks_at_another_language(
    aino: Person, visit: Visit
) -> None:
    page = visit("/fi/koivuranta/procedures/harassment/edit/?text=fi", person=aino)
    before = page.locator("[name=summary]").input_value()
    page.locator("[name=summary]").fill(TYPED)
    wait_until_kept(page)
    page.locator(".tabs [lang=sv]").click()
    page.wait_for_url(re.compile("text=sv"))
    assert page.locator("[name=summary]").input_value() not in (before, TYPED)
    page.locator(".tabs [lang=fi]").click()
    page.wait_for_url(re.compile("text=fi"))
    expect(page.locator("[data-restored]")).to_be_visible()
    expect(page.locator("[name=summary]")).to_have_value(TYPED)
    save(page)
    expect(page.locator("[data-restored]")).to_be_hidden()
    assert (page.locator("[name=summary]").input_value(), kept(page)) == (TYPED, 0)
    page.goto("/fi/koivuranta/procedures/harassment/")
    expect(page.locator("main")).to_contain_text(TYPED)
