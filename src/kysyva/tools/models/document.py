"""A tool as a document: all that is in its card, in every language.

The same typed document is what a package's files hold, what the editor changes, what a version
keeps and what two versions are compared by. It knows no database.
"""

import hashlib
from collections.abc import Collection
from datetime import date
from typing import Any, Self

import msgspec
from msgspec import Struct, field

LANGUAGES = ("fi", "sv", "en")


class Range(Struct, frozen=True, forbid_unknown_fields=True):
    """From ``least`` to ``most``, both included."""

    least: int
    most: int


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """A step's place in the tool; its words are in each language's texts under the same key."""

    key: str
    minutes: int


class QuestionFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """A question's place in the tool; its words are in each language's texts under the same key."""

    key: str
    phase: str
    type: str


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """What is true in every language."""

    settings: tuple[str, ...]
    needs: tuple[str, ...]
    phases: tuple[str, ...]
    dimensions: tuple[str, ...]
    minutes: Range
    people: Range
    steps: tuple[Step, ...]
    questions: tuple[QuestionFacts, ...]
    licence_class: str
    prepare_minutes: int = 0
    related: tuple[str, ...] = ()
    licence: str = "CC-BY-4.0"


class StepText(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a step."""

    title: str
    text: str = ""


class Texts(Struct, frozen=True, forbid_unknown_fields=True):
    """A tool's words in one language. ``checked`` is when a reader last found them right."""

    name: str
    purpose: str = ""
    when: tuple[str, ...] = ()
    when_not: tuple[str, ...] = ()
    prepare: str = ""
    materials: str = ""
    steps: dict[str, StepText] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    do_not_use_so: str = ""
    follow_up: str = ""
    sign_of_success: str = ""
    remote: str = ""
    two_minutes: str = ""
    origin: str = ""
    phrases: tuple[str, ...] = ()
    example: str = ""
    checked: date | None = None


class Written(Struct, frozen=True):
    """A document in one language or more: its subclasses have ``texts`` by language."""

    def _texts(self) -> dict[str, Any]:
        found: dict[str, Any] = self.texts  # type: ignore[attr-defined]
        return found

    def languages(self) -> list[str]:
        """The languages it is written in, in the product's order."""
        return [language for language in LANGUAGES if language in self._texts()]

    def in_languages(self, languages: Collection[str]) -> Self:
        """The same document with the texts of these languages alone."""
        kept = {code: texts for code, texts in self._texts().items() if code in languages}
        return msgspec.structs.replace(self, texts=kept)

    def language_for(self, wanted: str, first: str = "fi") -> str:
        """The language to show to somebody who wants ``wanted``: that one, or the best there is."""
        for language in (wanted, first, *LANGUAGES):
            if language in self._texts():
                return language
        raise ValueError("A document has a text in one language at least.")

    def encoded(self) -> bytes:
        """Canonical JSON: equal documents give equal bytes."""
        return msgspec.json.encode(self, order="deterministic")

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal digits."""
        return hashlib.sha256(self.encoded()).hexdigest()


class ToolDocument(Written, frozen=True, forbid_unknown_fields=True):
    """A whole tool: its facts, and its texts by language (``fi``, ``sv``, ``en``)."""

    facts: Facts
    texts: dict[str, Texts]

    def text(self, wanted: str, first: str = "fi") -> Texts:
        """The words to show to somebody who wants ``wanted``."""
        return self.texts[self.language_for(wanted, first)]

    @staticmethod
    def decoded(data: bytes | str) -> "ToolDocument":
        """The document that :meth:`encoded` gave; raises ``msgspec.ValidationError``."""
        return msgspec.json.decode(data, type=ToolDocument)


class Summary(Struct, frozen=True):
    """What lists need of a tool: small, so that ten thousand are read at once."""

    settings: tuple[str, ...]
    needs: tuple[str, ...]
    phases: tuple[str, ...]
    dimensions: tuple[str, ...]
    minutes: Range
    people: Range
    names: dict[str, str]
    purposes: dict[str, str]

    @staticmethod
    def of(document: ToolDocument) -> "Summary":
        """The summary of a document."""
        facts = document.facts
        return Summary(
            settings=facts.settings,
            needs=facts.needs,
            phases=facts.phases,
            dimensions=facts.dimensions,
            minutes=facts.minutes,
            people=facts.people,
            names={language: texts.name for language, texts in document.texts.items()},
            purposes={language: texts.purpose for language, texts in document.texts.items()},
        )

    def encoded(self) -> bytes:
        """As JSON."""
        return msgspec.json.encode(self)


summary_decoder = msgspec.json.Decoder(Summary)
