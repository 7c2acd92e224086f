"""Finding tools by what somebody wrote."""

from collections.abc import Collection

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from kysyva.organisations.models import Organisation
from kysyva.search.models import Found, find, finding, index
from kysyva.tools.models.document import Texts
from tests.search.conftest import edition, published


@pytest.fixture
def library(organisation: Organisation) -> dict[str, int]:
    """Four tools in three languages; ids by name."""
    return published(
        organisation,
        edition(
            "thanks",
            fi=Texts(name="Täsmäkiitos", purpose="Kiitos kertoo, mitä teit."),
            sv=Texts(name="Träffsäkert tack", purpose="Tack som säger vad du gjorde."),
            en=Texts(name="Pinpointed thanks", purpose="Thanks that say what you did."),
        ),
        edition(
            "yearly",
            fi=Texts(name="Onnistumiskeskustelu", purpose="Valmentava kehityskeskustelu."),
            sv=Texts(name="Framgångssamtal", purpose="Ett coachande utvecklingssamtal."),
            en=Texts(name="Success discussion", purpose="A coaching development talk."),
        ),
        edition(
            "round",
            fi=Texts(name="Aloituskierros", purpose="Jokainen sanoo jotain palaverin alussa."),
            sv=Texts(name="Inledande runda", purpose="Alla säger något när mötet börjar."),
            en=Texts(name="Opening round", purpose="Everyone says something at the start."),
        ),
        edition(
            "support",
            fi=Texts(name="Varhaisen tuen keskustelu", purpose="Mikä painaa, mikä kantaa?"),
            sv=Texts(name="Samtal om tidigt stöd", purpose="Vad tynger, vad bär?"),
            en=Texts(name="Early-support talk", purpose="What weighs, what carries?"),
        ),
    )


def ask(
    text: str,
    organisation: Organisation,
    language: str = "fi",
    allowed: Collection[int] | None = None,
) -> Found:
    return find(text, organisation=organisation, language=language, allowed=allowed)


def first(text: str, organisation: Organisation, language: str = "fi") -> int | None:
    hits = ask(text, organisation, language).hits
    return hits[0].tool_id if hits else None


@pytest.mark.parametrize(
    ("text", "language", "tool"),
    [
        ("kiitoksilla", "fi", "thanks"),
        ("mä haluun kiittää", "fi", "thanks"),
        ("kehityskeskustelupohja", "fi", "yearly"),
        ("keharit", "fi", "yearly"),
        ("palaverissa kierros", "fi", "round"),
        ("varhainen tkui", "fi", "support"),
        ("alotuskierros", "fi", "round"),
        ("tackar", "sv", "thanks"),
        ("utvecklingssamtalsmall", "sv", "yearly"),
        ("beröm", "sv", "thanks"),
        ("utveklingssamtal", "sv", "yearly"),
        ("thanking", "en", "thanks"),
        ("appraisal", "en", "yearly"),
        ("sucess", "en", "yearly"),
    ],
)
@pytest.mark.usefixtures("dictionary")
def test_people_find_as_they_write(
    text: str, language: str, tool: str, organisation: Organisation, library: dict[str, int]
) -> None:
    assert first(text, organisation, language) == library[tool]


@pytest.mark.usefixtures("no_dictionary")
@pytest.mark.parametrize(
    ("text", "tool"),
    [("kiitoksilla", "thanks"), ("kehityskeskustelupohja", "yearly"), ("alotuskierros", "round")],
)
def test_finnish_is_found_without_voikko_too(
    text: str, tool: str, organisation: Organisation, library: dict[str, int]
) -> None:
    assert first(text, organisation) == library[tool]


def test_a_query_in_another_language_than_the_persons_is_understood(
    organisation: Organisation, library: dict[str, int]
) -> None:
    hit = ask("thanking", organisation, "sv").hits[0]
    assert (hit.tool_id, hit.language) == (library["thanks"], "en")


@pytest.mark.usefixtures("library")
def test_what_was_meant_is_told_when_a_word_is_mistyped(organisation: Organisation) -> None:
    assert ask("pinpointd thanks", organisation, "en").instead == "pinpointed thanks"
    assert ask("pinpointed thanks", organisation, "en").instead == ""


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", ["", "   ", "the", "?!", "xyzzyqwert", "\x00", "%' OR 1=1 --"])
def test_nothing_is_found_for_nothing(text: str, organisation: Organisation) -> None:
    answer = ask(text, organisation, "en")
    assert (answer.hits, answer.instead) == ((), "")


def test_only_what_may_be_shown_is_found(
    organisation: Organisation, library: dict[str, int]
) -> None:
    everything = [hit.tool_id for hit in ask("keskustelu", organisation).hits]
    assert len(everything) > 1
    only = {library["support"]}
    assert [h.tool_id for h in ask("keskustelu", organisation, allowed=only).hits] == [*only]
    assert ask("keskustelu", organisation, allowed=set()).hits == ()


def test_the_words_to_mark_come_with_the_answer(
    organisation: Organisation, library: dict[str, int]
) -> None:
    assert "thank" in ask("thanking", organisation, "en").marks["en"]


@pytest.mark.usefixtures("library")
def test_a_new_query_costs_three_queries_and_the_same_again_none(
    organisation: Organisation,
) -> None:
    ask("round", organisation, "en")  # reads how the index was made
    with CaptureQueriesContext(
        connection,
    ) as first_time:
        ask("thanks", organisation, "en")
    with CaptureQueriesContext(connection) as again:
        ask("  Thanks ", organisation, "en", allowed={1, 2, 3})
    assert len(first_time) <= 3
    assert len(again) == 0


def test_new_content_is_found_though_the_query_was_asked_before(
    organisation: Organisation, library: dict[str, int]
) -> None:
    assert ask("workshop", organisation, "en").hits == ()
    ids = published(organisation, edition("workshop", en=Texts(name="A workshop")))
    assert first("workshop", organisation, "en") == ids["workshop"]
    assert ask("workshp", organisation, "en").instead == "workshop"


def test_organisations_do_not_find_each_others_tools(
    organisation: Organisation, other_organisation: Organisation, library: dict[str, int]
) -> None:
    with scope(organisation=other_organisation):
        assert ask("thanks", other_organisation, "en").hits == ()
        assert ask("pinpointd", other_organisation, "en").instead == ""
        ids = published(other_organisation, edition("theirs", en=Texts(name="Thanks")))
        assert first("thanks", other_organisation, "en") == ids["theirs"]
    assert first("thanks", organisation, "en") == library["thanks"]


@pytest.fixture
def crowd(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ten tools about meetings, the first ones most; a query may read only three of a term."""
    monkeypatch.setattr(index, "BEST", 3)
    monkeypatch.setattr(finding, "BEST", 3)
    names = [edition(f"tool-{n}", en=Texts(name="Meeting" + " and so on" * n)) for n in range(10)]
    return list(published(organisation, *names).values())


def test_of_a_common_term_only_the_weightiest_postings_are_read(
    organisation: Organisation, crowd: list[int]
) -> None:
    assert [hit.tool_id for hit in ask("meeting", organisation, "en").hits] == crowd[:3]


def test_a_filter_that_leaves_few_still_finds_what_lies_deep(
    organisation: Organisation, crowd: list[int]
) -> None:
    deep = {crowd[8], crowd[9]}
    hits = ask("meeting", organisation, "en", allowed=deep).hits
    assert [hit.tool_id for hit in hits] == [crowd[8], crowd[9]]


def test_common_and_rare_terms_are_read_together(
    organisation: Organisation, crowd: list[int]
) -> None:
    published(organisation, edition("rare", en=Texts(name="Corridor meeting")))
    hits = ask("corridor meeting", organisation, "en").hits
    assert hits[0].tool_id not in crowd
    assert {hit.tool_id for hit in hits[1:]} <= set(crowd)
