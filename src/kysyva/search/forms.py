"""What somebody asks the finder, cleaned: it is read from a form and goes back into the form."""

from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kysyva.accounts.models import Language
from kysyva.search.analysis.words import lowered_words
from kysyva.search.finder.answering import Situation
from kysyva.search.finder.asking import FACETS, MOST
from kysyva.search.finder.constraints import Constraints
from kysyva.search.finder.reading import TEXT_MOST
from kysyva.tools.models.facets import MINUTES, Need, Phase, Setting

SHOWN, SHOWN_MOST = 3, 12
# Nobody needs more to say what is going on; what is longer is given back whole, and read so far.
KEPT_MOST = 20 * TEXT_MOST
LIMITS = ("minutes", "people", "setting", "remote")

EXAMPLES: tuple[Promise, ...] = (
    _("Nobody says anything in our meetings"),
    _("She has too much on her plate and cannot keep up"),
    _("I have to raise something awkward tomorrow"),
    _("Two people do not talk to each other"),
    _("He has lost his spark"),
    _("A new colleague starts on Monday"),
)
PEOPLE: dict[str, tuple[Promise, int]] = {
    "1": (pgettext_lazy("people", "Myself"), 1),
    "2": (pgettext_lazy("people", "Two of us"), 2),
    "3-8": (pgettext_lazy("people", "A small group, 3–8"), 5),
    "9-20": (pgettext_lazy("people", "A team, 9–20"), 12),
    "21-": (pgettext_lazy("people", "A large group, over 20"), 30),
}
CLICKED_MINUTES = tuple(str(most) for most in MINUTES if most <= 60)
PLACES = (
    Setting.ONE_ON_ONE,
    Setting.TEAM_MEETING,
    Setting.EVERYDAY,
    Setting.DEVELOPMENT_DAY,
    Setting.REMOTE,
)


class SayingForm(forms.Form):
    """An expression of the house. The marks of the shipped lists mean nothing here."""

    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    said = forms.CharField(label=_("What is said here"), max_length=80)
    meant = forms.CharField(
        label=_("What it means in common words"),
        max_length=200,
        help_text=_("For example: too much work"),
    )

    def clean_said(self) -> str:
        """Give the words alone."""
        words = " ".join(lowered_words(self.cleaned_data["said"]))
        if not words:
            raise forms.ValidationError(_("Write at least one word."))
        return words


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of asking. It lives in the form alone, so there is nothing to forget."""

    text: str = ""
    people: str = ""
    minutes: str = ""
    setting: str = ""
    dropped: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    shown: int = SHOWN
    none_fit: bool = False

    @staticmethod
    def of(data: QueryDict) -> "Asked":
        """Read a form, and take the step that was clicked. Unknown values count as not chosen."""
        asked = Asked(
            data.get("text", "")[:KEPT_MOST].strip(),
            _one_of(data.get("people", ""), PEOPLE),
            _one_of(data.get("minutes", ""), CLICKED_MINUTES),
            _one_of(data.get("setting", ""), Setting.values),
            _limits(data.getlist("dropped")),
            _answers(data.getlist("answer")),
            _number(data.get("shown", "")),
        )
        return asked.after(data.get("step", ""))

    def after(self, step: str) -> "Asked":
        """Give the state after a step; "" is a new question, "wait" the same asked by itself."""
        word, _colon, rest = step.partition(":")
        steps: dict[str, Callable[[], Asked]] = {
            "drop": lambda: replace(self, dropped=_limits([*self.dropped, rest]), shown=SHOWN),
            "answer": lambda: replace(self, answers=_answers([*self.said(), rest]), shown=SHOWN),
            "back": lambda: replace(self, answers=self.answers[:-1], shown=SHOWN),
            "more": lambda: replace(self, shown=min(SHOWN_MOST, self.shown + SHOWN)),
            "none": lambda: replace(self, none_fit=True),
            "example": lambda: replace(self._fresh(), text=_example(rest)),
        }
        return steps.get(word, self._fresh)()

    def _fresh(self) -> "Asked":
        return replace(self, dropped=(), answers=(), shown=SHOWN)

    def said(self) -> list[str]:
        """Write the answers as the form keeps them."""
        return [f"{facet}={value}" for facet, value in self.answers]

    def clicked(self) -> list[tuple[str, str]]:
        """Everything that was clicked, none of what was written."""
        chosen = [("people", self.people), ("minutes", self.minutes), ("setting", self.setting)]
        return [(facet, value) for facet, value in (*chosen, *self.answers) if value]

    def situation(self, language: str) -> Situation:
        """Give it to the finder."""
        chosen = Constraints(
            int(self.minutes) if self.minutes else None,
            PEOPLE[self.people][1] if self.people else None,
            self.setting,
        )
        return Situation(self.text, language, chosen, frozenset(self.dropped), dict(self.answers))


def label_of(facet: str, value: str) -> str:
    """Name a value of a facet for people."""
    if facet == "people":
        return str(PEOPLE[value][0])
    if facet == "minutes":
        return f"{value} min"
    names = {"settings": Setting, "setting": Setting, "needs": Need, "phases": Phase}[facet]
    return str(names(value).label)


def _limits(written: list[str]) -> tuple[str, ...]:
    return tuple(name for name in LIMITS if name in written)


def _example(number: str) -> str:
    known = number.isdecimal() and int(number) < len(EXAMPLES)
    return str(EXAMPLES[int(number)]) if known else ""


def _answers(written: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for entry in written:
        facet, _equals, value = entry.partition("=")
        if facet in FACETS and len(found) < MOST:
            found[facet] = _one_of(value, _values(facet))
    return tuple(found.items())


def _values(facet: str) -> list[str]:
    return {
        "people": list(PEOPLE),
        "minutes": ["5", "15", "30", "60"],
        "settings": Setting.values,
        "needs": Need.values,
        "phases": Phase.values,
    }[facet]


def _one_of(value: str, known: Container[str]) -> str:
    return value if value in known else ""


def _number(written: str) -> int:
    return max(SHOWN, min(SHOWN_MOST, int(written))) if written.isdecimal() else SHOWN
