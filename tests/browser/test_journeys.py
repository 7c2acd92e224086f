"""What people come for, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from kysyva.accounts.models import Person
from tests.browser.conftest import PHONE, Visit

HOME = "/fi/koivuranta/"
TOOL = f"{HOME}tools/help-to-succeed/"


def tab_to(page: Page, name: str, *, most: int = 80) -> None:
    """Press Tab until the control of this name has focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.innerText || document.activeElement.value || '').trim()"
        )
        if re.fullmatch(name, str(focused), re.DOTALL):
            return
    pytest.fail(f"Tab never reached “{name}”.")


def press(page: Page, button: Locator) -> None:
    """Press a button that sends a form, and wait for what comes: a quiet page is no answer yet."""
    button.focus()
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def printed_pages(page: Page) -> int:
    """How many sheets of paper the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_a_tool_is_found_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit(HOME, width=PHONE)
    page.keyboard.press("/")
    expect(page.locator("input[type=search]:focus")).to_be_visible()
    page.keyboard.type("onnistuminen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    results = page.locator("#results li h3 a")
    expect(results.first).to_be_visible()
    name = results.first.inner_text()
    tab_to(page, re.escape(name) + ".*")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_library_is_filtered_by_keyboard(visit: Visit) -> None:
    page = visit(f"{HOME}tools/")
    before = page.locator(".tool-card").count()
    box = page.locator("input[type=checkbox][name=setting][value=one_on_one]")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"setting=one_on_one"))
    assert not re.search(r"=(&|$)", page.url)
    expect(page.locator("input[type=checkbox][name=setting][value=one_on_one]")).to_be_checked()
    assert 0 < page.locator(".tool-card").count() <= before


def test_the_first_tab_leads_past_the_menu(visit: Visit) -> None:
    page = visit(TOOL)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_questions_are_turned_by_arrow_keys(visit: Visit) -> None:
    page = visit(f"{TOOL}questions/", width=PHONE)
    question = page.locator(".stage__question:visible")
    first = question.inner_text()
    page.keyboard.press("ArrowRight")
    expect(question).not_to_have_text(first)
    expect(page.locator("[data-number]")).to_have_text("2")
    page.keyboard.press("ArrowLeft")
    expect(question).to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-number]")).not_to_have_text("1")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{TOOL}")


def test_the_language_of_a_card_stays_through_its_questions(visit: Visit) -> None:
    page = visit(f"{TOOL}?text=sv")
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Yksi kerrallaan").click()
    expect(page.locator(".stage__question:visible")).to_have_attribute("lang", "sv")
    page.keyboard.press("Escape")
    page.wait_for_url("**/?text=sv")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_shuffled_questions_are_all_still_there(visit: Visit) -> None:
    page = visit(f"{TOOL}questions/")

    def round_trip() -> set[str]:
        seen = set()
        for _question in range(page.locator("[data-slide]").count()):
            seen.add(page.locator(".stage__question:visible").inner_text())
            page.keyboard.press("ArrowRight")
        return seen

    before = round_trip()
    page.locator("[data-shuffle]").click()
    assert round_trip() == before
    assert len(before) == page.locator("[data-slide]").count()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_tool_is_put_in_the_pack_and_taken_out(javascript: bool, visit: Visit) -> None:
    page = visit(TOOL, javascript=javascript)
    name = page.get_by_role("heading", level=1).inner_text()
    press(page, page.locator(".tool-head form[action*='/pack/'] button"))
    page.goto(f"{HOME}pack/")
    expect(page.locator(".tool-card__name")).to_have_text(name)
    press(page, page.locator(".tool-card form button"))
    page.goto(f"{HOME}pack/")
    expect(page.locator(".empty")).to_be_visible()


def test_a_pack_is_kept_when_its_owner_signs_in(visit: Visit) -> None:
    page = visit(TOOL)
    press(page, page.locator(".tool-head form[action*='/pack/'] button"))
    page.goto("/fi/demo/")
    page.get_by_role("button", name="Leena").click()
    page.wait_for_url(f"**{HOME}")
    page.goto(f"{HOME}pack/")
    expect(page.locator(".tool-card")).to_have_count(1)


def test_without_javascript_all_of_the_library_works(visit: Visit) -> None:
    page = visit(TOOL, javascript=False)
    expect(page.locator("[data-print]").first).to_be_hidden()
    page.goto(f"{HOME}search/")
    page.locator("input[type=search]").first.fill("palaute")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.locator("#results li h3 a").first).to_be_visible()
    page.goto(f"{TOOL}questions/")
    first = page.locator(".stage__question:visible").inner_text()
    page.get_by_role("link", name=re.compile("Next|Seuraava")).click()
    expect(page.locator(".stage__question:visible")).not_to_have_text(first)
    page.goto(f"{HOME}tools/?setting=one_on_one&minutes=20")
    expect(page.locator(".tool-card").first).to_be_visible()


def test_a_theme_is_chosen_and_kept(visit: Visit) -> None:
    page = visit(TOOL)
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    press(page, page.locator("form.theme button[value=dark]").first)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(background) != light
    page.goto(f"{HOME}tools/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_page_is_in_the_language_of_its_address(language: str, visit: Visit) -> None:
    page = visit(f"/{language}/koivuranta/tools/help-to-succeed/")
    assert page.get_attribute("html", "lang") == language
    page.locator(".langs a:not([aria-current])").first.click()
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") != language
    assert page.url.endswith("/koivuranta/tools/help-to-succeed/")


def test_print_leaves_out_what_paper_cannot_press(visit: Visit) -> None:
    page = visit(TOOL, dark=True)
    page.emulate_media(media="print")
    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.locator(".footer")).to_be_hidden()
    expect(page.locator(".tool-head .actions")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".questions")).to_be_visible()
    # Dark on white, whatever the screen's theme is.
    ink = page.evaluate(
        "getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).map(Number)"
    )
    assert max(ink[:3]) < 100


def test_four_cards_come_on_one_sheet(visit: Visit) -> None:
    page = visit(f"{HOME}tools/cards/?tool=help-to-succeed")
    page.emulate_media(media="print")
    expect(page.locator(".a6").first).to_be_visible()
    expect(page.locator(".a6 svg.qr").first).to_be_visible()
    assert page.locator(".topbar:visible").count() == 0
    cards = page.locator(".a6").count()
    assert printed_pages(page) == -(-cards // 4)


@pytest.mark.parametrize(
    ("path", "most"), [("tools/help-to-succeed/", 3), ("procedures/harassment/", 1)]
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_taken_to_a_meeting_fits_on_few_sheets(
    language: str, path: str, most: int, visit: Visit
) -> None:
    page = visit(f"/{language}/koivuranta/{path}")
    assert printed_pages(page) <= most
    page.emulate_media(media="print")
    assert page.locator("main .actions:visible, .section__head a:visible").count() == 0


def test_the_own_menu_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit(HOME, person=Person.objects.get(email="aino@koivuranta.example"))
    page.locator(".avatar-btn").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#me")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#me")).to_be_hidden()
    expect(page.locator(".avatar-btn")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_own_procedure_is_what_an_answer_begins_with(javascript: bool, visit: Visit) -> None:
    page = visit(f"{HOME}ask/", width=PHONE, javascript=javascript)
    page.locator("#situation").fill("Työntekijä haisee viinalle aamulla.")
    page.locator("button[value=new]").click()
    warning = page.locator("#answer .notice-attention")
    expect(warning.get_by_role("link")).to_have_text("Päihteet työssä")
    if javascript:
        expect(warning.locator("h2")).to_be_focused()
        expect(warning.get_by_role("link")).to_be_in_viewport()


def test_an_answer_comes_into_sight(visit: Visit) -> None:
    page = visit(f"{HOME}ask/", width=PHONE)
    page.locator("#situation").fill("Palavereissa kukaan ei sano mitään.")
    page.locator("button[value=new]").click()
    expect(page.locator("#found")).to_be_focused()
    expect(page.locator(".result .facts").first).to_be_in_viewport()


def test_a_question_goes_on_the_sheet_and_is_counted(visit: Visit) -> None:
    page = visit(f"{HOME}questions/", width=PHONE)
    button = page.locator(".question-card__foot button").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(page.locator("#sheet .chip")).to_have_text("1")
    page.goto(f"{HOME}questions/draw/")
    drawn = page.locator(".stage__question").inner_text()
    page.locator(".stage__bar form button").click()
    expect(page.locator(".stage__bar form button")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".stage__question")).to_have_text(drawn)


def test_questions_are_narrowed_while_one_chooses(visit: Visit) -> None:
    page = visit(f"{HOME}questions/")
    radio = page.locator("input[name=phase][value=goal]")
    radio.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("phase=goal"))
    expect(radio).to_be_focused()
    expect(page.locator(".question-card").first).to_have_attribute("data-phase", "goal")
    expect(page.locator(".head .btn-primary")).to_have_attribute("href", re.compile("phase=goal"))


def test_the_order_is_changed_without_losing_the_place(visit: Visit) -> None:
    page = visit(f"{HOME}tools/?setting=one_on_one")
    order = page.locator("#sort")
    order.focus()
    order.select_option("short")
    page.wait_for_url(re.compile("setting=one_on_one.*sort=short"))
    expect(order).to_be_focused()
