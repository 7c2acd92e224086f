"""What an organisation has under a name, and putting something in its place."""

from typing import Any

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.placing import Placing, found_here, place
from kysyva.tools.models import Kind, Procedure, Question, Recipe, Tool
from kysyva.tools.models.comparison import Here
from kysyva.tools.models.procedure import ProcedureDocument, ProcedureTexts
from kysyva.tools.models.question_bank import BankQuestion, QuestionBank
from tests import make


def put(organisation: Organisation, kind: str, slug: str, document: Any, **more: Any) -> None:
    options = {"status": "in_use", "theirs": False, **more}
    place(
        [Placing(kind, slug, document, **options)],
        organisation=organisation,
        package="jarvela 1",
        by=None,
    )


def test_everything_is_found_under_its_kind_and_name(organisation: Organisation) -> None:
    tool = make.make_tool(organisation, "quick")
    recipe = make.make_recipe(organisation, "quick")
    make.make_procedure(organisation, "harassment")
    keys = [("tool", "quick"), ("recipe", "quick"), ("procedure", "harassment"), ("tool", "none")]
    here = found_here(organisation, keys=keys)
    assert set(here) == set(keys[:3])
    assert tool.current is not None
    assert here["tool", "quick"] == Here(tool.current.document, tool.current.digest, "")
    assert here["recipe", "quick"].document == recipe.document


def test_a_tool_without_a_published_version_is_here_without_a_document(
    organisation: Organisation,
) -> None:
    Tool.objects.create(organisation=organisation, slug="begun")
    assert found_here(organisation, keys=[("tool", "begun")]) == {
        ("tool", "begun"): Here(None, "", "")
    }


def test_readers_see_what_was_put_in_its_place(organisation: Organisation) -> None:
    revision = organisation.content_revision
    put(organisation, Kind.RECIPE, "quick", make.make_recipe(organisation, "other").document)
    found = Recipe.objects.get(slug="quick")
    assert (found.package, found.package_digest) == ("jarvela 1", found.digest)
    organisation.refresh_from_db()
    assert organisation.content_revision > revision


def test_somebody_who_is_editing_a_procedure_is_told(
    organisation: Organisation, aino: Person
) -> None:
    before = make.make_procedure(organisation, "harassment")
    document = ProcedureDocument({"fi": ProcedureTexts("Häirintä", "Uusi.", ("Soita.",))})
    put(organisation, Kind.PROCEDURE, "harassment", document)
    assert Procedure.objects.get().revision == before.revision + 1


def test_questions_keep_their_identity_and_their_order(organisation: Organisation) -> None:
    def bank(*texts: str) -> QuestionBank:
        return QuestionBank(
            tuple(
                BankQuestion(f"q-{number}", "goal", "opening", fi=text)
                for number, text in enumerate(texts)
            )
        )

    put(organisation, Kind.QUESTIONS, "questions", bank("Mitä?", "Kuka?"))
    ids = dict(Question.objects.values_list("key", "pk"))
    put(organisation, Kind.QUESTIONS, "questions", bank("Mitä siis?", "Kuka?", "Milloin?"))
    rows = list(Question.objects.order_by("position").values_list("key", "text_fi"))
    assert rows == [("q-0", "Mitä siis?"), ("q-1", "Kuka?"), ("q-2", "Milloin?")]
    assert ids.items() <= dict(Question.objects.values_list("key", "pk")).items()


def test_questions_of_tools_are_left_alone(organisation: Organisation) -> None:
    make.make_tool(organisation, "open-questions")
    of_tools = Question.objects.exclude(tool=None).count()
    bank = QuestionBank((BankQuestion("goal", "goal", "opening", fi="Mitä?"),))
    put(organisation, Kind.QUESTIONS, "questions", bank)
    assert Question.objects.exclude(tool=None).count() == of_tools
    assert Question.objects.get(tool=None).key == "goal"
