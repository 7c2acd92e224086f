"""A part of a package beside what is here: what differs, and what importing would do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from kysyva.tools.models import procedure_rules, recipe_rules, rules
from kysyva.tools.models.document import LANGUAGES, ToolDocument, Written
from kysyva.tools.models.package import Kind, StagedPart
from kysyva.tools.models.procedure import ProcedureDocument
from kysyva.tools.models.question_bank import QuestionBank
from kysyva.tools.models.recipe import RecipeDocument
from kysyva.tools.models.rules import Problem

State = StagedPart.State
# A part of a document (``facts`` or a language) and a field of it; no field: the whole language.
Difference = tuple[str, str]

TYPES: dict[str, Any] = {
    Kind.TOOL: ToolDocument,
    Kind.RECIPE: RecipeDocument,
    Kind.PROCEDURE: ProcedureDocument,
    Kind.QUESTIONS: QuestionBank,
}
PROBLEMS: dict[str, Callable[[Any], list[Problem]]] = {
    Kind.TOOL: rules.problems,
    Kind.RECIPE: recipe_rules.problems,
    Kind.PROCEDURE: procedure_rules.problems,
}


def document_of(staged: StagedPart) -> Any:
    """What a staged part says, typed; None while it waits, and for one with errors."""
    if staged.content is None:
        return None
    return msgspec.json.decode(bytes(staged.content), type=TYPES[staged.kind])


@dataclass(frozen=True)
class Here:
    """What an organisation has under a name.

    ``document`` is None for a tool that has no published version; ``came_as`` is the digest of what
    the last package brought.
    """

    document: Any
    digest: str
    came_as: str


def incoming(kind: str, document: Any, here: Any) -> Any:
    """The document as it would be kept here; ``here`` is a :class:`Here`, or one for each question.

    A package in one language must not wipe out the others: they are kept as they are here, as long
    as their words still fit the package's steps and questions.
    """
    if kind == Kind.QUESTIONS:
        return _incoming_bank(document, here or {})
    if here is None or here.document is None:
        return document
    theirs: dict[str, Any] = document.texts
    kept = {code: texts for code, texts in here.document.texts.items() if code not in theirs}
    if not kept:
        return document
    whole = msgspec.structs.replace(document, texts=theirs | kept)
    return document if PROBLEMS[kind](whole) else whole


def _incoming_bank(bank: QuestionBank, here: dict[str, Here]) -> QuestionBank:
    return QuestionBank(
        tuple(
            msgspec.structs.replace(
                question,
                **{
                    code: getattr(question, code) or getattr(here[question.key].document, code)
                    for code in LANGUAGES
                },
            )
            if question.key in here
            else question
            for question in bank.questions
        )
    )


def compare(document: Written, here: Here | None) -> State:
    """What importing ``document``, which is :func:`incoming`, would do."""
    if here is None:
        return State.NEW
    if here.document is None:
        return State.CONFLICTING
    theirs = document.digest()
    if theirs in (here.digest, here.came_as):
        return State.SAME if theirs == here.digest else State.OURS
    loses_language = set(here.document.languages()) - set(document.languages())
    edited_here = here.came_as != here.digest
    return State.CONFLICTING if edited_here or loses_language else State.CHANGED


def compare_bank(bank: QuestionBank, here: dict[str, Here]) -> dict[str, State]:
    """The same for each question of a bank, by its key."""
    return {question.key: compare(question, here.get(question.key)) for question in bank.questions}


def state_of_bank(states: dict[str, State]) -> State:
    """One word for all questions: the one that asks for most attention."""
    order = (State.CONFLICTING, State.CHANGED, State.NEW, State.OURS)
    return next((state for state in order if state in states.values()), State.SAME)


def differences(ours: Any, theirs: Any) -> list[Difference]:
    """Which fields say something else, in the order of the card."""
    found: list[Difference] = []
    if hasattr(ours, "facts"):
        found += _differing("facts", ours.facts, theirs.facts)
    for language in LANGUAGES:
        mine, other = ours.texts.get(language), theirs.texts.get(language)
        if mine is None or other is None:
            if mine is not other:
                found.append((language, ""))
        else:
            found += _differing(language, mine, other)
    return found


def _differing(part: str, ours: msgspec.Struct, theirs: msgspec.Struct) -> Iterator[Difference]:
    for name in ours.__struct_fields__:
        if getattr(ours, name) != getattr(theirs, name):
            yield part, name


def names_of(document: Any) -> dict[str, str]:
    """What it is called, by language, for lists that do not read the whole."""
    texts = getattr(document, "texts", {})
    return {language: found.name for language, found in texts.items()}
