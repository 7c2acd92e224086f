"""What a tool's document must fulfil, with the words to say so.

Limits are stated in docs/toolkit-format.md; a test compares the two. :func:`problems` are those
that keep a document from being published or imported; a draft is only held to :func:`limits`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kysyva.tools.models.characters import FORBIDDEN
from kysyva.tools.models.document import LANGUAGES, Facts, Range, Texts, ToolDocument
from kysyva.tools.models.facets import (
    Dimension,
    LicenceClass,
    Need,
    Phase,
    QuestionType,
    Setting,
    Status,
)

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TEXT_LIMITS = {
    "name": 80,
    "purpose": 220,
    "prepare": 600,
    "materials": 300,
    "do_not_use_so": 600,
    "follow_up": 500,
    "sign_of_success": 400,
    "remote": 500,
    "two_minutes": 600,
    "origin": 500,
    "example": 2500,
}
# field: (most lines, most characters a line)
LIST_LIMITS = {"when": (6, 200), "when_not": (6, 200), "phrases": (30, 120)}
STEP_TITLE, STEP_TEXT, STEPS = 80, 700, 12
QUESTION_TEXT, QUESTIONS = 160, 20
MINUTES_MOST, PEOPLE_MOST, PREPARE_MOST = 480, 500, 600
RELATED_MOST = 12
KEY_MOST = 60
LICENCE_MOST = 60
CLOSED_LISTS = {
    "settings": Setting,
    "needs": Need,
    "phases": Phase,
    "dimensions": Dimension,
}
# Nothing is published or tried without these (product.md, gates: draft to trial).
REQUIRED = ("name", "purpose", "do_not_use_so", "origin")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field.

    ``part`` is ``facts`` or a language; ``field`` a path in that part such as ``steps.open.text``.
    """

    part: str
    field: str
    message: str


def problems(document: ToolDocument, *, status: str = Status.IN_USE) -> list[Problem]:
    """Everything that keeps a document from being published or imported, in the card's order."""
    return [*limits(document), *incomplete(document), *_status(status)]


def limits(document: ToolDocument) -> list[Problem]:
    """What is not even right for a draft: too long, outside a closed list, keys that differ."""
    found = [*_facts(document.facts)]
    for language, texts in document.texts.items():
        if language not in LANGUAGES:
            found.append(
                Problem(
                    language, "", _("Texts can be in Finnish (fi), Swedish (sv) or English (en).")
                )
            )
            continue
        found += _texts(language, texts)
        found += _keys(language, texts, document.facts)
    return found


def incomplete(document: ToolDocument) -> list[Problem]:
    """What is still missing before anybody but its writers should see it."""
    found = []
    if not document.texts:
        found.append(Problem("fi", "name", _("Write the tool in one language at least.")))
    if not document.facts.settings:
        found.append(Problem("facts", "settings", _("Choose one setting at least.")))
    if not document.facts.steps:
        found.append(Problem("facts", "steps", _("Describe one step at least.")))
    if not document.facts.questions:
        found.append(Problem("facts", "questions", _("Write one question at least.")))
    for language, texts in document.texts.items():
        found += _unwritten(language, texts, document.facts)
    return found


def _unwritten(language: str, texts: Texts, facts: Facts) -> Iterator[Problem]:
    for field in REQUIRED:
        if not getattr(texts, field).strip():
            yield Problem(language, field, _("This is needed before publishing."))
    for step in facts.steps:
        words = texts.steps.get(step.key)
        if words is None or not words.title.strip():
            yield Problem(language, f"steps.{step.key}.title", _("Name this step."))
    for question in facts.questions:
        if not texts.questions.get(question.key, "").strip():
            message = _("Write this question, or take it away.")
            yield Problem(language, f"questions.{question.key}", message)


def _status(status: str) -> Iterator[Problem]:
    if status not in Status.values:
        yield Problem("facts", "status", not_in_list(status, Status.values))


def not_in_list(value: str, allowed: Iterable[str]) -> str:
    """The sentence for a value outside a closed list."""
    return _("“%(value)s” is not in the list: %(allowed)s.") % {
        "value": value[:60],
        "allowed": ", ".join(allowed),
    }


def _facts(facts: Facts) -> Iterator[Problem]:
    def problem(field: str, message: str | Promise) -> Problem:
        return Problem("facts", field, str(message))

    for field, closed in CLOSED_LISTS.items():
        values = getattr(facts, field)
        for value in values:
            if value not in closed.values:
                yield problem(field, not_in_list(value, closed.values))
        if len(set(values)) < len(values):
            yield problem(field, _("The same value stands here twice."))
    yield from range_problem("minutes", facts.minutes, MINUTES_MOST)
    yield from range_problem("people", facts.people, PEOPLE_MOST)
    if not 0 <= facts.prepare_minutes <= PREPARE_MOST:
        yield problem(
            "prepare_minutes", _("Give minutes from 0 to %(most)d.") % {"most": PREPARE_MOST}
        )
    yield from _origin(facts)
    yield from _parts(facts)


def range_problem(field: str, span: Range, most: int) -> Iterator[Problem]:
    """What is wrong with a range, if anything."""
    if not 1 <= span.least <= span.most <= most:
        message = _("Give two whole numbers from 1 to %(most)d, the smaller first.")
        yield Problem("facts", field, message % {"most": most})


def _origin(facts: Facts) -> Iterator[Problem]:
    for field, wrong, message in (
        (
            "licence_class",
            facts.licence_class not in LicenceClass.values,
            not_in_list(facts.licence_class, LicenceClass.values),
        ),
        (
            "licence",
            not facts.licence.strip()
            or len(facts.licence) > LICENCE_MOST
            or FORBIDDEN.search(facts.licence),
            _("Give the short name of a licence, such as CC-BY-4.0."),
        ),
        ("related", len(facts.related) > RELATED_MOST, too_many(RELATED_MOST)),
        (
            "related",
            not all(map(is_key, facts.related)),
            _("Give the folder names of other tools, such as “scaling”."),
        ),
    ):
        if wrong:
            yield Problem("facts", field, message)


def is_key(text: str) -> bool:
    """Is this a name that an address or another file can refer to?"""
    return len(text) <= KEY_MOST and KEY.fullmatch(text) is not None


def _parts(facts: Facts) -> Iterator[Problem]:
    for field, items, most in (
        ("steps", facts.steps, STEPS),
        ("questions", facts.questions, QUESTIONS),
    ):
        if len(items) > most:
            yield Problem("facts", field, too_many(most))
        seen: set[str] = set()
        for item in items:
            if item.key in seen or not is_key(item.key):
                message = _("Each key is used once, in small letters, digits and hyphens.")
                yield Problem("facts", f"{field}.{item.key[:60]}", message)
            seen.add(item.key)
    for step in facts.steps:
        if not 0 <= step.minutes <= MINUTES_MOST:
            message = _("Give minutes from 0 to %(most)d.") % {"most": MINUTES_MOST}
            yield Problem("facts", f"steps.{step.key}", message)
    for question in facts.questions:
        field = f"questions.{question.key}"
        if question.phase not in Phase.values:
            yield Problem("facts", field, not_in_list(question.phase, Phase.values))
        if question.type not in QuestionType.values:
            yield Problem("facts", field, not_in_list(question.type, QuestionType.values))


def too_many(most: int) -> str:
    """The sentence for a list with too many lines."""
    return _("At most %(most)d are allowed.") % {"most": most}


def _too_long(text: str, most: int) -> str:
    return ngettext(
        "At most %(most)d character is allowed; this has %(length)d.",
        "At most %(most)d characters are allowed; this has %(length)d.",
        most,
    ) % {"most": most, "length": len(text)}


def _texts(language: str, texts: Texts) -> Iterator[Problem]:
    yield from of_text(language, words(texts))
    for field, (lines, _most) in LIST_LIMITS.items():
        if len(getattr(texts, field)) > lines:
            yield Problem(language, field, too_many(lines))


def of_text(part: str, texts: Iterable[tuple[str, str, int]]) -> Iterator[Problem]:
    """What is wrong with texts, each given with its field and the most characters it may have."""
    for field, text, most in texts:
        if len(text) > most:
            yield Problem(part, field, _too_long(text, most))
        if FORBIDDEN.search(text):
            yield Problem(part, field, _("There is a hidden character in this text."))


def words(texts: Texts) -> Iterator[tuple[str, str, int]]:
    """Every text of a language with the path of its field and the most characters it may have."""
    for field, most in TEXT_LIMITS.items():
        yield field, getattr(texts, field), most
    for field, (_lines, most) in LIST_LIMITS.items():
        for number, text in enumerate(getattr(texts, field)):
            yield f"{field}.{number}", text, most
    for key, step in texts.steps.items():
        yield f"steps.{key}.title", step.title, STEP_TITLE
        yield f"steps.{key}.text", step.text, STEP_TEXT
    for key, question in texts.questions.items():
        yield f"questions.{key}", question, QUESTION_TEXT


def _keys(language: str, texts: Texts, facts: Facts) -> Iterator[Problem]:
    """Texts whose step or question is not among the facts would never be shown: say so."""
    for field, named, listed in (
        ("steps", texts.steps, {step.key for step in facts.steps}),
        ("questions", texts.questions, {question.key for question in facts.questions}),
    ):
        for key in named:
            if key not in listed:
                message = _("“%(key)s” is not among the keys of tool.yaml.") % {"key": key[:60]}
                yield Problem(language, f"{field}.{key[:60]}", message)
