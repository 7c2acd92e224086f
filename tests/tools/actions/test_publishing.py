"""Publishing makes versions that never change, and everything that follows from them."""

import pytest

from kysyva.accounts.models import Person
from kysyva.activity.models import Activity
from kysyva.organisations.models import Organisation
from kysyva.tools.actions import publishing
from kysyva.tools.actions.publishing import Edition, publish
from kysyva.tools.models import Question, Status, StatusChange, Tool
from kysyva.tools.models.document import QuestionFacts
from tests import make


def test_publishing_again_makes_the_next_version_and_keeps_the_first(
    organisation: Organisation,
) -> None:
    first = make.make_document("Ensin")
    make.make_tool(organisation, "tool", document=first)
    tool = make.make_tool(organisation, "tool", document=make.make_document("Sitten"))
    numbers = list(tool.versions.values_list("number", flat=True))
    assert numbers == [2, 1]
    assert tool.versions.get(number=1).document == first
    tool.refresh_from_db()
    assert tool.current == tool.versions.get(number=2)


def test_a_version_refuses_to_change(organisation: Organisation) -> None:
    version = make.make_tool(organisation).current
    assert version is not None
    version.note = "Toisin"
    with pytest.raises(TypeError):
        version.save()


def test_all_editions_are_published_or_none(organisation: Organisation, aino: Person) -> None:
    def break_off(organisation: Organisation, tools: object) -> None:
        raise RuntimeError

    revision = organisation.content_revision
    publishing.listeners.append(break_off)
    try:
        with pytest.raises(RuntimeError):
            publish(
                [Edition("tool", make.make_document(), Status.IN_USE)],
                organisation=organisation,
                by=aino,
            )
    finally:
        publishing.listeners.remove(break_off)
    assert not Tool.objects.exists()
    assert not Activity.objects.exists()
    organisation.refresh_from_db()
    assert organisation.content_revision == revision


def test_one_slug_cannot_be_published_twice_at_once(organisation: Organisation) -> None:
    edition = Edition("tool", make.make_document(), Status.IN_USE)
    with pytest.raises(ValueError, match="once"):
        publish([edition, edition], organisation=organisation, by=None)


def test_every_publication_raises_the_content_revision(organisation: Organisation) -> None:
    before = organisation.content_revision
    make.make_tool(organisation)
    make.make_tool(organisation)
    organisation.refresh_from_db()
    assert organisation.content_revision == before + 2


def test_a_question_keeps_its_id_while_its_key_stays(organisation: Organisation) -> None:
    make.make_tool(organisation, "tool")
    before = dict(Question.objects.values_list("key", "pk"))
    fewer = (QuestionFacts("goal", "options", "action"), QuestionFacts("new", "will", "action"))
    make.make_tool(organisation, "tool", document=make.make_document(questions=fewer))
    after = dict(Question.objects.values_list("key", "pk"))
    assert set(after) == {"goal", "new"}
    assert after["goal"] == before["goal"]
    assert Question.objects.get(key="goal").phase == "options"


def test_a_change_of_status_is_kept_with_who_and_why(
    organisation: Organisation, aino: Person
) -> None:
    tool = make.make_tool(organisation, "tool", status=Status.DRAFT, by=aino)
    edition = Edition("tool", make.make_document(), Status.IN_USE, reason="Kokeiltu jo.")
    publish([edition], organisation=organisation, by=aino)
    changes = StatusChange.objects.filter(tool=tool).order_by("pk")
    assert [(change.before, change.after) for change in changes] == [
        ("", Status.DRAFT),
        (Status.DRAFT, Status.IN_USE),
    ]
    last = changes.last()
    assert last is not None
    assert (last.by, last.reason) == (aino, "Kokeiltu jo.")


def test_few_tools_are_recorded_one_by_one_and_many_as_a_toolkit(
    organisation: Organisation, aino: Person
) -> None:
    document = make.make_document()
    for number in (2, 25):
        editions = [Edition(f"t{number}-{n}", document, Status.IN_USE) for n in range(number)]
        publish(editions, organisation=organisation, by=aino)
    verbs = list(Activity.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["tool_published", "tool_published", "toolkit_published"]
