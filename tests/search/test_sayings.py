"""The organisation's own words, and that the finder understands them."""

from django.test import Client

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.search.actions import drop_saying, keep_saying
from kysyva.search.finder.answering import Situation, answer
from kysyva.search.models import Saying
from kysyva.search.models.corpora import corpus_of
from tests.make import make_document, make_tool

ADDRESS = "/fi/koivuranta/ask/sayings/"


def first(organisation: Organisation, text: str) -> str:
    organisation.refresh_from_db()
    found = answer(Situation(text, "fi"), corpus_of(organisation, "fi"))
    return found.proposals[0].tool.slug if found.proposals else ""


def test_an_expression_of_the_house_is_understood_until_it_is_dropped(
    organisation: Organisation,
) -> None:
    make_tool(organisation, "load-map", document=make_document("Kartta"))
    make_tool(organisation, "grow-talk", document=make_document("Tavoite"))
    saying = keep_saying(
        organisation, language="fi", said="mylly pyörii", meant="liikaa töitä, hukkuu hommiin"
    )
    assert first(organisation, "mylly pyörii") == "load-map"
    drop_saying(saying)
    assert not corpus_of(organisation, "fi").sayings.patterns  # type: ignore[union-attr]


def test_facilitators_keep_the_list(
    client: Client, organisation: Organisation, aino: Person
) -> None:
    client.force_login(aino)
    sent = {"language": "fi", "said": "Mylly*", "meant": "liikaa töitä"}
    assert client.post(ADDRESS, sent).status_code == 302
    saying = Saying.objects.get()
    assert (saying.said, saying.meant) == ("mylly", "liikaa töitä")
    assert "mylly" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, {"drop": saying.pk}).status_code == 302
    assert not Saying.objects.exists()
    page = client.get(ADDRESS)
    assert page.context["dropped"] == ["fi", "mylly", "liikaa töitä"]
    language, said, meant = page.context["dropped"]
    client.post(ADDRESS, {"language": language, "said": said, "meant": meant})
    assert Saying.objects.get().said == "mylly"
    assert client.get(ADDRESS).context["dropped"] is None


def test_what_is_missing_is_told_and_nothing_typed_is_lost(
    client: Client, organisation: Organisation, aino: Person
) -> None:
    client.force_login(aino)
    page = client.post(ADDRESS, {"language": "fi", "said": "***", "meant": "liikaa töitä"})
    assert page.status_code == 200
    assert "liikaa töitä" in page.content.decode()


def test_others_do_not(client: Client, organisation: Organisation, bo: Person) -> None:
    client.force_login(bo)
    assert client.get(ADDRESS).status_code == 403


def test_another_organisations_expression_is_not_found(
    client: Client, organisation: Organisation, aino: Person, other_organisation: Organisation
) -> None:
    from django_scopes import scope

    with scope(organisation=other_organisation):
        theirs = keep_saying(other_organisation, language="fi", said="x", meant="y")
    client.force_login(aino)
    assert client.post(ADDRESS, {"drop": theirs.pk}).status_code == 404
