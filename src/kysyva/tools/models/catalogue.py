"""The catalogue: every listed tool of an organisation, ready to be filtered and counted.

Facets are kept as bit sets (a whole number whose bit *n* is tool *n*), so a filter with its counts
costs microseconds at ten tools and at ten thousand, and no query. It is built once for each content
revision and process; a revision is one row, read with the organisation.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from kysyva.organisations.models import Organisation
from kysyva.tools.models.document import LANGUAGES, Summary, summary_decoder
from kysyva.tools.models.facets import MINUTES, PEOPLE, Status
from kysyva.tools.models.tool import FOR_MEMBERS, PUBLISHED, Tool

KEPT = 8
IDS_KEPT = 8
FACETS = ("setting", "need", "phase", "dimension", "minutes", "people", "status", "language")


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What a list shows of a tool. Two cards of one version and status are the same card."""

    id: int
    slug: str
    status: str
    version: int
    summary: Summary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Card) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[int, int, str]:
        return (self.id, self.version, self.status)

    def language_for(self, wanted: str) -> str:
        """The language in which this card can be shown to somebody who wants ``wanted``."""
        names = self.summary.names
        return next(language for language in (wanted, *LANGUAGES) if language in names)


class Catalogue:
    """The tools of one organisation at one content revision."""

    def __init__(self, cards: list[Card]) -> None:
        self.cards = cards
        self.number = {card.id: number for number, card in enumerate(cards)}
        self.by_slug = {card.slug: card for card in cards}
        self.bits: dict[tuple[str, str], int] = {}
        for number, card in enumerate(cards):
            for key in _keys(card):
                self.bits[key] = self.bits.get(key, 0) | 1 << number
        self.everything = (1 << len(cards)) - 1
        self._orders: dict[tuple[str, str], list[int]] = {}
        self._ids: dict[int, frozenset[int]] = {}

    def audience(self, *, member: bool, editor: bool) -> int:
        """The tools that somebody may see, as a bit set."""
        if editor:
            return self.everything
        seen = FOR_MEMBERS if member else PUBLISHED
        return self._any(("status", status) for status in seen)

    def having(self, facet: str, values: Iterable[str]) -> int:
        """The tools with at least one of ``values`` in ``facet``, as a bit set."""
        return self._any((facet, value) for value in values)

    def _any(self, keys: Iterable[tuple[str, str]]) -> int:
        return reduce(or_, (self.bits.get(key, 0) for key in keys), 0)

    def of(self, ids: Iterable[int]) -> int:
        """The tools of these ids, as a bit set; unknown ids are left out."""
        return reduce(or_, (1 << self.number[id] for id in ids if id in self.number), 0)

    def ids(self, bits: int) -> frozenset[int]:
        """Give the ids of the tools in a bit set; the last few sets are kept."""
        if bits not in self._ids:
            if len(self._ids) > IDS_KEPT:
                self._ids.clear()
            self._ids[bits] = frozenset(
                card.id for number, card in enumerate(self.cards) if bits >> number & 1
            )
        return self._ids[bits]

    def order(self, by: str, language: str) -> list[int]:
        """Numbers of all cards, sorted ``name``, ``short`` (least minutes) or ``new`` first."""
        key = (by, language)
        if key not in self._orders:
            self._orders[key] = sorted(
                range(len(self.cards)), key=lambda number: self._sort_key(number, by, language)
            )
        return self._orders[key]

    def _sort_key(self, number: int, by: str, language: str) -> tuple[int, int, str]:
        card = self.cards[number]
        name = sortable(card.summary.names[card.language_for(language)])
        if by == "short":
            return (card.summary.minutes.least, card.summary.minutes.most, name)
        if by == "new":
            return (-card.version, 0, name)
        return (0, 0, name)


SORTED_AS = str.maketrans("åäöü", "{|}y")


def sortable(text: str) -> str:
    """A key that sorts as Finnish and Swedish do: å ä ö come last, capitals do not count."""
    return text.casefold().translate(SORTED_AS)


def _keys(card: Card) -> list[tuple[str, str]]:
    summary = card.summary
    keys = [("status", card.status)]
    keys += [("setting", value) for value in summary.settings]
    keys += [("need", value) for value in summary.needs]
    keys += [("phase", value) for value in summary.phases]
    keys += [("dimension", value) for value in summary.dimensions]
    keys += [("language", value) for value in summary.names]
    # "I have ten minutes" finds what can be done in ten: the least time counts.
    keys += [("minutes", str(most)) for most in MINUTES if summary.minutes.least <= most]
    keys += [
        ("people", band.key)
        for band in PEOPLE
        if summary.people.most >= band.least
        and (band.most is None or summary.people.least <= band.most)
    ]
    return keys


_lock = threading.Lock()
_kept: "OrderedDict[int, tuple[int, Catalogue]]" = OrderedDict()


def catalogue_of(organisation: Organisation) -> Catalogue:
    """The catalogue at the revision that ``organisation`` carries; one query when it is new."""
    kept = _kept.get(organisation.pk)
    if kept and kept[0] == organisation.content_revision:
        return kept[1]
    with _lock:
        kept = _kept.get(organisation.pk)
        if kept and kept[0] == organisation.content_revision:
            return kept[1]
        catalogue = Catalogue(_read(organisation))
        _kept[organisation.pk] = (organisation.content_revision, catalogue)
        _kept.move_to_end(organisation.pk)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return catalogue


def forget_catalogues() -> None:
    """Drop what is kept: for tests, whose organisations share ids and revisions."""
    _kept.clear()


def _read(organisation: Organisation) -> list[Card]:
    rows = (
        Tool.objects.filter(organisation=organisation, current__isnull=False)
        .exclude(status=Status.IDEA)
        .values_list("id", "slug", "status", "current_id", "current__summary")
        .order_by("id")
    )
    return [
        Card(id, slug, status, version or 0, summary_decoder.decode(bytes(summary)))
        for id, slug, status, version, summary in rows
    ]
