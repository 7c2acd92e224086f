"""The editor's form for the words of a tool in one language, with steps and questions as rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from msgspec.structs import replace

from kysyva.tools.forms.editor import (
    LinesField,
    PartForm,
    WordsField,
    clean_text,
    number_field,
)
from kysyva.tools.forms.labels import LABELS, hint_of
from kysyva.tools.models import rows as row_acts
from kysyva.tools.models.document import QuestionFacts, Step, StepText, Texts, ToolDocument
from kysyva.tools.models.facets import Phase, QuestionType
from kysyva.tools.models.fields import CARD, LINES, ROWS, flattened
from kysyva.tools.models.rows import Rows
from kysyva.tools.models.rules import REQUIRED, Problem, is_key

# More than are allowed can be typed and told about; a flood cannot.
ROWS_MOST = 60
# How many lines a text area shows at first; those without are on one line.
HEIGHT = {
    "purpose": 2,
    "when": 4,
    "when_not": 3,
    "prepare": 3,
    "do_not_use_so": 4,
    "two_minutes": 3,
    "remote": 3,
    "follow_up": 3,
    "sign_of_success": 2,
    "example": 8,
    "phrases": 10,
    "origin": 3,
}
SECTIONS = (
    ("card", gettext_lazy("The card"), ("name", "purpose", "when", "when_not")),
    ("preparing", gettext_lazy("Before"), ("prepare", "materials")),
    ("steps", gettext_lazy("Steps"), ()),
    ("questions", gettext_lazy("Questions"), ()),
    ("care", gettext_lazy("With care"), ("do_not_use_so", "two_minutes", "remote")),
    ("after", pgettext_lazy("tool", "After"), ("follow_up", "sign_of_success", "example")),
    ("finding", gettext_lazy("Finding it, and where it comes from"), ("phrases", "origin")),
)

FieldPair = tuple[BoundField, str]


@dataclass(frozen=True)
class Row:
    """One step or question on the page."""

    key: str
    number: int
    name: str
    fields: list[FieldPair]
    up: str
    down: str
    remove: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Section:
    """A part of the page with its heading: fields, or rows."""

    id: str
    title: Any
    fields: list[FieldPair]
    rows: list[Row]


class TextsForm(PartForm):
    """A tool's words in one language. Order, minutes, phase and type count in every language."""

    def __init__(
        self,
        document: ToolDocument,
        language: str,
        data: QueryDict | None = None,
        *,
        beside: str = "",
    ) -> None:
        """``beside`` is the language whose words are shown beside the fields."""
        super().__init__(document, data)
        self.part = language
        self.keys: dict[Rows, list[str]] = {
            "steps": self._keys("steps", data),
            "questions": self._keys("questions", data),
        }
        values = flattened(document)
        self.beside = beside
        self.beside_words = values if beside else {}
        self._add_words()
        for key in self.keys["steps"]:
            self._add_step(key)
        for key in self.keys["questions"]:
            self._add_question(key)
        for name in self.fields:
            facts = name.endswith((".minutes", ".phase", ".type"))
            self.initial[name] = values.get(f"{'facts' if facts else language}.{name}", "")
            if not facts:
                self.fields[name].widget.attrs["lang"] = language

    def _keys(self, rows: Rows, data: QueryDict | None) -> list[str]:
        if data is None:
            return row_acts.keys(self.source, rows)
        sent = dict.fromkeys(data.getlist(rows))
        return [key for key in sent if is_key(key)][:ROWS_MOST]

    def _add_words(self) -> None:
        for name in CARD:
            if name not in ROWS:
                kind = LinesField if name in LINES else WordsField
                self.fields[name] = kind(
                    rows=HEIGHT.get(name, 0),
                    required=name in REQUIRED,
                    label=LABELS[name],
                    help_text=hint_of(name),
                )

    def _add_step(self, key: str) -> None:
        name = f"steps.{key}"
        self.fields[f"{name}.title"] = WordsField(label=_("Title"), required=True)
        self.fields[f"{name}.minutes"] = number_field(_("Minutes"))
        self.fields[f"{name}.text"] = WordsField(rows=3, label=_("What happens"))

    def _add_question(self, key: str) -> None:
        name = f"questions.{key}"
        self.fields[name] = WordsField(label=_("Question"), required=True)
        self.fields[f"{name}.phase"] = forms.ChoiceField(label=_("Phase"), choices=Phase.choices)
        self.fields[f"{name}.type"] = forms.ChoiceField(
            label=_("Type"), choices=QuestionType.choices
        )

    def sections(self) -> Iterator[Section]:
        """The page, part by part."""
        for name, title, fields in SECTIONS:
            rows = list(self._rows(name)) if row_acts.is_rows(name) else []
            yield Section(name, title, self._pairs(fields), rows)

    def _rows(self, rows: Rows) -> Iterator[Row]:
        keys = self.keys[rows]
        for number, key in enumerate(keys, start=1):
            name = f"{rows}.{key}"
            title = _row_name(rows, number)
            if rows == "steps":
                fields = (f"{name}.title", f"{name}.minutes", f"{name}.text")
            else:
                fields = (name, f"{name}.phase", f"{name}.type")
            yield Row(
                key=key,
                number=number,
                name=title,
                fields=self._pairs(fields),
                up=f"up:{rows}:{key}",
                down=f"down:{rows}:{key}",
                remove=f"remove:{rows}:{key}",
                is_first=number == 1,
                is_last=number == len(keys),
            )

    def _pairs(self, names: tuple[str, ...]) -> list[FieldPair]:
        return [(self[name], self.beside_words.get(f"{self.beside}.{name}", "")) for name in names]

    def name_of(self, field: str) -> str:
        """Fields of a row are called by it."""
        rows, _dot, rest = field.partition(".")
        label = super().name_of(field)
        if not row_acts.is_rows(rows):
            return label
        number = self.keys[rows].index(rest.split(".")[0]) + 1
        name = _row_name(rows, number)
        return name if field == f"questions.{rest}" and "." not in rest else f"{name}, {label}"

    def has(self, problem: Problem) -> bool:
        """Steps and questions stand here, with their words."""
        if problem.part == "facts":
            return problem.field.startswith(ROWS)
        return super().has(problem)

    def field_of(self, problem: Problem) -> str:
        """Facts of a row have a field of their own beside its words."""
        if problem.part == "facts" and problem.field.startswith(tuple(f"{row}." for row in ROWS)):
            return problem.field + (".minutes" if problem.field.startswith("steps") else ".phase")
        return super().field_of(problem)

    def build(self) -> ToolDocument:
        """The document with these words; a text that changed is no longer marked as checked."""
        typed = self.cleaned_data
        document = self.source
        for rows, keys in self.keys.items():
            for key in set(row_acts.keys(document, rows)) - set(keys):
                document = row_acts.removed(document, rows, key)
        steps = tuple(Step(key, typed[f"steps.{key}.minutes"]) for key in self.keys["steps"])
        questions = tuple(
            QuestionFacts(key, typed[f"questions.{key}.phase"], typed[f"questions.{key}.type"])
            for key in self.keys["questions"]
        )
        before = self.source.texts.get(self.part)
        words = self._words()
        texts = {code: text for code, text in document.texts.items() if code != self.part}
        if before and replace(words, checked=before.checked) == _cleaned(before):
            words = before
        if words != Texts(""):
            texts[self.part] = words
        return ToolDocument(replace(document.facts, steps=steps, questions=questions), texts)

    def _words(self) -> Texts:
        typed = self.cleaned_data
        titled = {
            key: StepText(typed[f"steps.{key}.title"], typed[f"steps.{key}.text"])
            for key in self.keys["steps"]
        }
        return Texts(
            **{name: typed[name] for name in CARD if name not in ROWS},
            steps={key: text for key, text in titled.items() if text != StepText("")},
            questions={
                key: typed[f"questions.{key}"]
                for key in self.keys["questions"]
                if typed[f"questions.{key}"]
            },
        )


def _row_name(rows: Rows, number: int) -> str:
    if rows == "steps":
        return _("Step %(number)d") % {"number": number}
    return _("Question %(number)d") % {"number": number}


def _cleaned(texts: Texts) -> Texts:
    """As the form would give it back: white space around an imported text is no change."""
    data = {name: getattr(texts, name) for name in CARD if name not in ROWS}
    return replace(
        texts,
        **{name: clean_text(text) for name, text in data.items() if name not in LINES},
        **{name: tuple(map(clean_text, data[name])) for name in LINES},
        steps={
            key: StepText(clean_text(step.title), clean_text(step.text))
            for key, step in texts.steps.items()
        },
        questions={key: clean_text(text) for key, text in texts.questions.items()},
    )
