"""A toolkit comes in and goes out in real Chromium: by itself, by a button, or not at all."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from kysyva.tools.actions import importing
from tests import make
from tests.browser.conftest import DESK, PHONE, Visit, Watch
from tests.browser.test_accessibility import violations
from tests.packing import make_files, make_zip

HOME = "/en/koivuranta/toolkit/"


@pytest.fixture
def aino(demonstration: Organisation) -> Person:
    return Person.objects.get(
        memberships__organisation=demonstration, memberships__role=Role.FACILITATOR
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "jarvela.zip"
    tools = {f"brought-{number}": make.make_document(f"Tuotu {number}") for number in range(4)}
    path.write_bytes(make_zip(make_files(tools)).getvalue())
    return path


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of the preparation reads one tool."""
    monkeypatch.setattr(importing, "READ_AT_ONCE", 1)
    monkeypatch.setattr(importing.prepare_import, "__kwdefaults__", {"seconds": 0})


def send(page: Page, package: Path) -> None:
    page.locator("input[type=file]").set_input_files(package)
    page.get_by_role("button", name="Show what it would change").click()


@pytest.mark.usefixtures("slowly")
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_package_is_read_by_itself_and_then_brought_in(
    width: int, aino: Person, package: Path, visit: Visit, axe: str
) -> None:
    page = visit(HOME, person=aino, width=width)
    send(page, package)
    expect(page.get_by_role("heading", level=1)).to_have_text("What the package would change")
    expect(page.get_by_text("4 new")).to_be_visible()
    assert violations(page, axe) == []
    page.get_by_role("button", name="Bring in all 4").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brought in")
    assert violations(page, axe) == []
    page.goto("/en/koivuranta/tools/brought-2/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuotu 2")


@pytest.mark.usefixtures("slowly")
def test_without_javascript_a_button_goes_on(aino: Person, package: Path, visit: Visit) -> None:
    page = visit(HOME, person=aino, width=PHONE, javascript=False)
    send(page, package)
    for done in (1, 2, 3):
        expect(page.get_by_text(f"Read {done} of 4")).to_be_visible()
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("4 new")).to_be_visible()


@pytest.mark.usefixtures("slowly")
def test_a_broken_connection_gives_the_button_back(
    aino: Person, package: Path, visit: Visit, watch: Watch
) -> None:
    page = visit(HOME, person=aino)
    page.clock.install()
    page.on("requestfailed", lambda request: watch.expected.add(request.url))

    def breaks(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route("**/toolkit/import/*/", breaks)
    send(page, package)
    told = page.get_by_text("The connection broke.")
    for _pause in range(100):
        page.clock.run_for(1_000)
        if told.is_visible():
            break
    expect(told).to_be_visible()
    page.unroute("**/toolkit/import/*/")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("4 new")).to_be_visible()


def test_what_goes_out_comes_back_as_the_same(aino: Person, tmp_path: Path, visit: Visit) -> None:
    page = visit(HOME, person=aino)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the zip").click()
    assert download.value.suggested_filename == "toolkit-koivuranta.zip"
    download.value.save_as(tmp_path / "own.zip")
    send(page, tmp_path / "own.zip")
    expect(page.get_by_role("button", name="Good, nothing to do")).to_be_visible()
    assert "new" not in page.locator("main .cluster").first.inner_text()


def test_a_wrong_file_is_refused_where_it_was_chosen(
    aino: Person, tmp_path: Path, visit: Visit, watch: Watch
) -> None:
    page = visit(HOME, person=aino, width=PHONE)
    watch.expected.add(page.url)  # 422 is what this is about
    (tmp_path / "poster.zip").write_bytes(b"%PDF-1.7")
    send(page, tmp_path / "poster.zip")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".field__error")).to_have_text("This is not a zip file that can be read.")
