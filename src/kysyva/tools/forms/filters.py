"""What the address of a list says: filters, order and page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from kysyva.accounts.models import Language
from kysyva.tools.models.catalogue import FACETS, Card, Catalogue
from kysyva.tools.models.facets import (
    MINUTES,
    PEOPLE,
    Dimension,
    Need,
    Phase,
    Setting,
    Status,
)

PAGE = 24
NAMES = {
    "setting": gettext_lazy("Setting"),
    "minutes": gettext_lazy("Minutes I have"),
    "need": gettext_lazy("Need"),
    "phase": gettext_lazy("Phase"),
    "people": pgettext_lazy("how many", "People"),
    "dimension": gettext_lazy("What I practise"),
    "status": gettext_lazy("Status"),
    "language": gettext_lazy("Language of the text"),
}
# With one choice at a time: somebody has one amount of time.
SINGLE = frozenset({"minutes"})


def choices(facet: str) -> list[tuple[str, str]]:
    """Values of a facet with their names, in the order shown."""
    lists = {
        "setting": Setting,
        "need": Need,
        "phase": Phase,
        "dimension": Dimension,
        "status": Status,
        "language": Language,
    }
    if facet in lists:
        return [(value, str(label)) for value, label in lists[facet].choices]
    if facet == "minutes":
        return [
            (
                str(most),
                ngettext("at most %(most)d min", "at most %(most)d min", most) % {"most": most},
            )
            for most in MINUTES
        ]
    names = {"1": _("alone"), "2": _("two"), "21-": _("more than 20")}
    return [(band.key, names.get(band.key, band.key.replace("-", "–"))) for band in PEOPLE]


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many tools it would leave, and the address without it."""

    value: str
    label: str
    count: int
    chosen: bool
    without: str


@dataclass(frozen=True)
class Filter:
    """One facet as a group of choices."""

    name: str
    label: str
    single: bool
    choices: list[Choice]
    open: bool


class LibraryQuery:
    """Filters and order from an address; words that mean nothing there are passed over."""

    def __init__(self, query: QueryDict, catalogue: Catalogue, audience: int) -> None:
        self.catalogue = catalogue
        self.audience = audience
        self.sort = query.get("sort", "name")
        if self.sort not in ("name", "short", "new"):
            self.sort = "name"
        self.chosen: dict[str, list[str]] = {}
        for facet in FACETS:
            if facet not in query:
                continue
            known = dict(choices(facet))
            values = [value for value in dict.fromkeys(query.getlist(facet)) if value in known]
            if values:
                self.chosen[facet] = values[-1:] if facet in SINGLE else values

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {
            facet: self.catalogue.having(facet, values) for facet, values in self.chosen.items()
        }

    def matching(self, *, but: str = "") -> int:
        """The tools that fit every chosen filter, but for the facet ``but``, as a bit set."""
        found = self.audience
        for facet, bits in self._bits.items():
            if facet != but:
                found &= bits
        return found

    @cached_property
    def count(self) -> int:
        """How many tools fit."""
        return self.matching().bit_count()

    def cards(self, language: str) -> list[int]:
        """Numbers of the fitting tools in the order asked for."""
        bits = self.matching()
        flags = bits.to_bytes((len(self.catalogue.cards) + 8) // 8, "little")
        order = self.catalogue.order(self.sort, language)
        return [number for number in order if flags[number >> 3] >> (number & 7) & 1]

    def card(self, number: int) -> Card:
        """The card of a number."""
        return self.catalogue.cards[number]

    def address(self, *, without: tuple[str, str] | None = None) -> str:
        """The query string of this view, maybe without one choice; a page number is left out."""
        pairs = [
            (facet, value)
            for facet, values in self.chosen.items()
            for value in values
            if (facet, value) != without
        ]
        if self.sort != "name":
            pairs.append(("sort", self.sort))
        return "?" + urlencode(pairs)

    def choices_made(self) -> list[Choice]:
        """What is chosen, each with the address without it."""
        return [
            self._choice(facet, value, name, self.matching(but=facet))
            for facet, values in self.chosen.items()
            for value, name in choices(facet)
            if value in values
        ]

    def nearby(self) -> list[tuple[str, int, str]]:
        """Without which one choice tools are left: its label, how many, and the address."""
        found = []
        for facet, values in self.chosen.items():
            around = self.matching(but=facet)
            for value, name in choices(facet):
                if value not in values:
                    continue
                others = [other for other in values if other != value]
                bits = around & self.catalogue.having(facet, others) if others else around
                found.append((name, bits.bit_count(), self.address(without=(facet, value))))
        return [row for row in found if row[1]]

    def _choice(self, facet: str, value: str, name: str, around: int) -> Choice:
        count = (self.catalogue.having(facet, [value]) & around).bit_count()
        without = self.address(without=(facet, value))
        return Choice(value, name, count, value in self.chosen.get(facet, []), without)

    def filters(self) -> list[Filter]:
        """Every facet with its counts; values that would leave nothing are left out."""
        shown = []
        for facet, label in NAMES.items():
            around = self.matching(but=facet)
            mine = self.chosen.get(facet, [])
            found = [self._choice(facet, value, name, around) for value, name in choices(facet)]
            found = [choice for choice in found if choice.count or choice.chosen]
            if len(found) > 1 or mine:
                unfolded = bool(mine) or facet in ("setting", "minutes")
                shown.append(Filter(facet, str(label), facet in SINGLE, found, unfolded))
        return shown
