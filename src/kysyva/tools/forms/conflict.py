"""Two people saved the same draft: the fields that differ, and what was chosen for each."""

from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kysyva.tools.forms.editor import clean_text
from kysyva.tools.forms.labels import label_of, shown_value
from kysyva.tools.models.difference import LINE, WORD, Kind, Piece, difference, paragraphs
from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.fields import LINES, PATH, Fields, built, flattened
from kysyva.tools.models.merge import Choice, Merge
from kysyva.tools.models.rules import limits

MULTILINE = (*LINES, "prepare", "do_not_use_so", "two_minutes", "remote", "follow_up", "example")


@dataclass
class Side:
    """One field with both texts, as the page shows it."""

    choice: Choice
    label: str
    language: str
    mine: list[list[Piece]]
    theirs: list[list[Piece]]
    own: str
    can_combine: bool
    errors: list[str] = field(default_factory=list)


@dataclass
class ConflictForm:
    """What differs between ``theirs`` and the text of the slower person.

    ``automatic`` are the fields that come out of both without a choice, such as the order of rows.
    """

    theirs: ToolDocument
    choices: list[Choice]
    automatic: Fields
    own: Fields = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, merge: Merge, theirs: ToolDocument) -> Self:
        """The form before anybody chose."""
        there = flattened(theirs)
        chosen = {choice.path for choice in merge.choices}
        automatic = {
            path: merge.fields.get(path, "")
            for path in dict.fromkeys([*merge.fields, *there])
            if path not in chosen and merge.fields.get(path, "") != there.get(path, "")
        }
        return cls(theirs, list(merge.choices), automatic)

    @classmethod
    def read(cls, data: QueryDict, theirs: ToolDocument) -> Self:
        """The form as it was sent; fields that no document has are passed over."""
        there = flattened(theirs)
        sent = {name: str(data.get(name, "")).replace("\r\n", "\n") for name in data}
        form = cls(theirs, [], {})
        for name, text in sent.items():
            kind, _colon, path = name.partition(":")
            if not PATH.fullmatch(path):
                continue
            if kind == "auto":
                form.automatic[path] = text
            elif kind == "mine":
                form.own[path] = sent.get(f"own:{path}", "")
                take_mine = sent.get(f"take:{path}") != "theirs"
                collides = sent.get(f"collides:{path}") == "1"
                form.choices.append(Choice(path, text, there.get(path, ""), take_mine, collides))
        return form

    def document(self) -> ToolDocument | None:
        """The document of these choices, or None with ``errors`` by field."""
        fields = {**flattened(self.theirs), **self.automatic}
        for choice in self.choices:
            fields[choice.path] = self._chosen(choice)
        try:
            result = built(fields)
        except ValueError:
            self.errors[""] = [_("This choice could not be understood.")]
            return None
        for problem in limits(result):
            path = f"{problem.part}.{problem.field}"
            known = next(
                (one.path for one in self.choices if f"{path}.".startswith(f"{one.path}.")), ""
            )
            self.errors.setdefault(known, []).append(problem.message)
        return None if self.errors else result

    def _chosen(self, choice: Choice) -> str:
        own = clean_text(self.own.get(choice.path, choice.mine))
        if own and own != clean_text(choice.mine):
            name = choice.path.split(".")[1]
            long = name in MULTILINE or choice.path.endswith(".text")
            return own if long else " ".join(own.split("\n"))
        return choice.taken

    def sides(self) -> list[Side]:
        """Every field with both texts, those that collide first."""
        both = self._with_mine()
        ordered = sorted(self.choices, key=lambda choice: not choice.collides)
        return [self._side(choice, both) for choice in ordered]

    def _with_mine(self) -> ToolDocument:
        """A document that has the rows of both, to name them by."""
        mine = {choice.path: choice.mine for choice in self.choices}
        try:
            return built({**flattened(self.theirs), **self.automatic, **mine})
        except ValueError:
            return self.theirs

    def _side(self, choice: Choice, both: ToolDocument) -> Side:
        part = choice.path.split(".")[0]
        language = get_language() or "fi"
        theirs, mine = (
            shown_value(choice.path, text, both, language) for text in (choice.theirs, choice.mine)
        )
        pieces = difference(theirs, mine, unit=LINE if part == "facts" else WORD)
        return Side(
            choice,
            label_of(choice.path, both, self.theirs),
            "" if part == "facts" else part,
            paragraphs([piece for piece in pieces if piece.kind is not Kind.DELETED]),
            paragraphs([piece for piece in pieces if piece.kind is not Kind.INSERTED]),
            self.own.get(choice.path, choice.mine),
            part != "facts",
            self.errors.get(choice.path, []),
        )
