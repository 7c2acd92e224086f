"""What importing would do, told from what is here and what came before."""

import msgspec

from kysyva.tools.models import Kind
from kysyva.tools.models.comparison import (
    Here,
    State,
    compare,
    compare_bank,
    differences,
    incoming,
    state_of_bank,
)
from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.question_bank import BankQuestion, QuestionBank
from tests import make

OLD = make.make_document("Vanha")
NEW = make.make_document("Uusi")
EDITED = make.make_document("Oma")


def here(document: ToolDocument, came_as: ToolDocument | None = None) -> Here:
    return Here(document, document.digest(), came_as.digest() if came_as else "")


def test_what_is_not_here_is_new() -> None:
    assert compare(NEW, None) == State.NEW


def test_equal_content_is_the_same_wherever_it_came_from() -> None:
    assert compare(NEW, here(NEW)) == State.SAME
    assert compare(NEW, here(NEW, OLD)) == State.SAME


def test_what_nobody_edited_here_is_changed() -> None:
    assert compare(NEW, here(OLD, OLD)) == State.CHANGED


def test_what_was_edited_on_both_sides_conflicts() -> None:
    assert compare(NEW, here(EDITED, OLD)) == State.CONFLICTING


def test_what_was_written_here_conflicts_with_a_package_of_the_same_name() -> None:
    assert compare(NEW, here(OLD)) == State.CONFLICTING


def test_what_was_edited_here_only_is_left_alone() -> None:
    assert compare(OLD, here(EDITED, OLD)) == State.OURS


def test_a_tool_that_is_being_written_conflicts() -> None:
    assert compare(NEW, Here(None, "", "")) == State.CONFLICTING


def test_a_language_that_the_package_lacks_is_kept() -> None:
    finnish = NEW.in_languages(["fi"])
    whole = incoming(Kind.TOOL, finnish, here(OLD))
    assert whole.texts == {"fi": NEW.texts["fi"], "sv": OLD.texts["sv"], "en": OLD.texts["en"]}
    assert incoming(Kind.TOOL, OLD.in_languages(["sv"]), here(OLD)) == OLD


def test_a_language_that_no_longer_fits_is_not_lost_without_a_word() -> None:
    other_steps = msgspec.structs.replace(OLD.facts, steps=OLD.facts.steps[:1])
    texts = msgspec.structs.replace(OLD.texts["fi"], steps={"open": OLD.texts["fi"].steps["open"]})
    finnish = ToolDocument(other_steps, {"fi": texts})
    assert incoming(Kind.TOOL, finnish, here(OLD, OLD)) == finnish
    assert compare(finnish, here(OLD, OLD)) == State.CONFLICTING


def test_differences_name_part_and_field() -> None:
    theirs = msgspec.structs.replace(
        NEW,
        facts=msgspec.structs.replace(NEW.facts, prepare_minutes=5),
        texts={
            "fi": msgspec.structs.replace(NEW.texts["fi"], purpose="Muu.", when=()),
            "sv": NEW.texts["sv"],
        },
    )
    assert differences(NEW, theirs) == [
        ("facts", "prepare_minutes"),
        ("fi", "purpose"),
        ("fi", "when"),
        ("en", ""),
    ]
    assert differences(NEW, NEW) == []


def test_a_question_bank_is_compared_question_by_question() -> None:
    def question(key: str, text: str = "Mitä?") -> BankQuestion:
        return BankQuestion(key, "goal", "opening", fi=text)

    def there(text: str, came_as: str) -> Here:
        ours = question("x", text)
        return Here(ours, ours.digest(), question("x", came_as).digest() if came_as else "")

    bank = QuestionBank((question("a"), question("x", "Uusi?")))
    for ours, came_as, state in (
        ("Uusi?", "", State.SAME),
        ("Vanha?", "Vanha?", State.CHANGED),
        ("Oma?", "Uusi?", State.OURS),
        ("Oma?", "Vanha?", State.CONFLICTING),
    ):
        assert compare_bank(bank, {"x": there(ours, came_as)}) == {"a": State.NEW, "x": state}
    assert state_of_bank({"a": State.SAME, "b": State.OURS}) == State.OURS
    assert state_of_bank({"a": State.NEW, "b": State.CONFLICTING}) == State.CONFLICTING
    assert state_of_bank({}) == State.SAME


def test_a_questions_other_languages_are_kept() -> None:
    ours = BankQuestion("x", "goal", "opening", fi="Mitä?", sv="Vad?")
    theirs = QuestionBank((BankQuestion("x", "goal", "opening", fi="Mitä siis?"),))
    [merged] = incoming(Kind.QUESTIONS, theirs, {"x": Here(ours, "", "")}).questions
    assert (merged.fi, merged.sv) == ("Mitä siis?", "Vad?")
