"""A document as flat fields, each one text with a path: what is compared, merged and chosen.

Paths are ``facts.minutes``, ``facts.steps`` (the keys, one a line, in order),
``facts.steps.<key>.minutes``, ``fi.purpose``, ``fi.when`` (one a line), ``fi.steps.<key>.title``,
``fi.questions.<key>``. A field that a document does not have is the same as an empty one.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kysyva.tools.models.document import (
    LANGUAGES,
    Facts,
    QuestionFacts,
    Range,
    Step,
    StepText,
    Texts,
    ToolDocument,
)
from kysyva.tools.models.facets import LicenceClass, Phase, QuestionType

Fields = dict[str, str]

# The texts of a language in the order of the card; steps and questions stand among them.
CARD = (
    "name",
    "purpose",
    "when",
    "when_not",
    "prepare",
    "materials",
    "steps",
    "questions",
    "do_not_use_so",
    "two_minutes",
    "remote",
    "follow_up",
    "sign_of_success",
    "example",
    "phrases",
    "origin",
)
LINES = ("when", "when_not", "phrases")
ROWS = ("steps", "questions")
FACT_LISTS = ("settings", "needs", "phases", "dimensions", "related")
_KEY = r"[a-z0-9-]{1,60}"
_WORDS = "|".join((*(name for name in CARD if name not in ROWS), "checked"))
PATH = re.compile(
    rf"facts\.(?:{'|'.join(FACT_LISTS)}|minutes|people|prepare_minutes|licence_class|licence)"
    rf"|facts\.(?:steps|questions|steps\.{_KEY}\.minutes|questions\.{_KEY}\.(?:phase|type))"
    rf"|(?:fi|sv|en)\.(?:{_WORDS}|steps\.{_KEY}\.(?:title|text)|questions\.{_KEY})"
)
ROW = re.compile(r"(?:facts|fi|sv|en)\.(steps|questions)\.([a-z0-9-]+)")

NO_FACTS = Facts(
    settings=(),
    needs=(),
    phases=(),
    dimensions=(),
    minutes=Range(10, 20),
    people=Range(2, 2),
    steps=(),
    questions=(),
    licence_class=LicenceClass.GENERIC.value,
)
EMPTY = ToolDocument(facts=NO_FACTS, texts={})


def flattened(document: ToolDocument) -> Fields:
    """The fields of a document in the order of its card; empty ones are left out."""
    return {path: text for path, text in _pairs(document) if text}


def built(fields: Fields) -> ToolDocument:
    """The document of these fields; raises ValueError when a number or a range is none.

    Words of steps and questions that are not among the keys are passed over; a language without
    words is left out.
    """
    steps, questions = lines_of(fields, "facts.steps"), lines_of(fields, "facts.questions")
    facts = Facts(
        settings=lines_of(fields, "facts.settings"),
        needs=lines_of(fields, "facts.needs"),
        phases=lines_of(fields, "facts.phases"),
        dimensions=lines_of(fields, "facts.dimensions"),
        related=lines_of(fields, "facts.related"),
        minutes=_range(fields.get("facts.minutes", "10-20")),
        people=_range(fields.get("facts.people", "2-2")),
        prepare_minutes=int(fields.get("facts.prepare_minutes") or 0),
        licence_class=fields.get("facts.licence_class", NO_FACTS.licence_class),
        licence=fields.get("facts.licence", NO_FACTS.licence),
        steps=tuple(Step(key, int(fields.get(f"facts.steps.{key}.minutes") or 0)) for key in steps),
        questions=tuple(
            QuestionFacts(
                key,
                fields.get(f"facts.questions.{key}.phase", Phase.CONTACT.value),
                fields.get(f"facts.questions.{key}.type", QuestionType.OPENING.value),
            )
            for key in questions
        ),
    )
    found = {code: _texts(fields, code, steps, questions) for code in LANGUAGES}
    return ToolDocument(facts, {code: texts for code, texts in found.items() if texts})


def lines_of(fields: Fields, path: str) -> tuple[str, ...]:
    """The lines of a field that is a list."""
    return tuple(line for line in fields.get(path, "").split("\n") if line)


def row_of(path: str) -> tuple[str, str] | None:
    """Of which step or question this field is: ``("steps", key)``."""
    match = ROW.match(path)
    return (match[1], match[2]) if match else None


def _pairs(document: ToolDocument) -> Iterator[tuple[str, str]]:
    facts = document.facts
    for name in FACT_LISTS:
        yield f"facts.{name}", _joined(getattr(facts, name))
    yield "facts.minutes", f"{facts.minutes.least}-{facts.minutes.most}"
    yield "facts.people", f"{facts.people.least}-{facts.people.most}"
    yield "facts.prepare_minutes", str(facts.prepare_minutes)
    yield "facts.licence_class", facts.licence_class
    yield "facts.licence", facts.licence
    yield "facts.steps", _joined(tuple(step.key for step in facts.steps))
    for step in facts.steps:
        yield f"facts.steps.{step.key}.minutes", str(step.minutes)
    yield "facts.questions", _joined(tuple(question.key for question in facts.questions))
    for question in facts.questions:
        yield f"facts.questions.{question.key}.phase", question.phase
        yield f"facts.questions.{question.key}.type", question.type
    for language in document.languages():
        yield from _words(language, document.texts[language], facts)


def _words(language: str, texts: Texts, facts: Facts) -> Iterator[tuple[str, str]]:
    for name in CARD:
        if name == "steps":
            for step in facts.steps:
                words = texts.steps.get(step.key, StepText(""))
                yield f"{language}.steps.{step.key}.title", words.title
                yield f"{language}.steps.{step.key}.text", words.text
        elif name == "questions":
            for question in facts.questions:
                text = texts.questions.get(question.key, "")
                yield f"{language}.questions.{question.key}", text
        elif name in LINES:
            yield f"{language}.{name}", _joined(getattr(texts, name))
        else:
            yield f"{language}.{name}", getattr(texts, name)
    yield f"{language}.checked", texts.checked.isoformat() if texts.checked else ""


def _joined(items: tuple[str, ...]) -> str:
    return "\n".join(" ".join(item.split("\n")) for item in items)


def _range(text: str) -> Range:
    least, _dash, most = text.partition("-")
    return Range(int(least), int(most))


def _texts(
    fields: Fields, language: str, steps: tuple[str, ...], questions: tuple[str, ...]
) -> Texts | None:
    def text(path: str) -> str:
        return fields.get(f"{language}.{path}", "")

    rows = {key: StepText(text(f"steps.{key}.title"), text(f"steps.{key}.text")) for key in steps}
    words: dict[str, Any] = {name: text(name) for name in CARD if name not in (*LINES, *ROWS)}
    lists: dict[str, Any] = {name: lines_of(fields, f"{language}.{name}") for name in LINES}
    asked = {key: text(f"questions.{key}") for key in questions if text(f"questions.{key}")}
    named = {key: row for key, row in rows.items() if row.title or row.text}
    if not (any(words.values()) or any(lists.values()) or asked or named):
        return None
    checked = text("checked")
    return Texts(
        **words,
        **lists,
        steps=named,
        questions=asked,
        checked=date.fromisoformat(checked) if checked else None,
    )
