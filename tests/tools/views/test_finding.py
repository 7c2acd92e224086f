"""Where a tool is written, and what it is called there."""

from django.utils import translation

from kysyva.organisations.models import Organisation
from kysyva.tools.models import Tool
from kysyva.tools.models.fields import EMPTY
from kysyva.tools.views.finding import edit_address, name_of
from tests import make


def test_an_address_names_the_place_and_leaves_out_what_is_not_asked(tool: Tool) -> None:
    address = edit_address(tool, part="fi", field="steps.open.title", focus="")
    assert address.endswith("/open-questions/edit/?part=fi&field=steps.open.title")
    assert edit_address(tool).endswith("/open-questions/edit/")


def test_a_draft_is_called_as_the_page_calls_it_and_otherwise_as_it_can(tool: Tool) -> None:
    names = {"fi": "Kysy", "sv": "Fråga"}
    document = make.make_document(languages=("fi", "sv"), names=names)
    for language, name in (("sv", "Fråga"), ("fi", "Kysy"), ("en", "Kysy")):
        with translation.override(language):
            assert name_of(document, tool) == name


def test_a_draft_without_a_name_is_called_by_its_address(
    organisation: Organisation, tool: Tool
) -> None:
    assert name_of(EMPTY, tool) == "open-questions"
