"""What the finder has learnt of an organisation's tools, kept until their words change.

It is derived from the current versions and from the shipped texts, never from what anybody asked,
and can be thrown away: it is learnt again.
"""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation
from kysyva.search import finder
from kysyva.search.finder import learning
from kysyva.search.finder.corpus import Candidate
from kysyva.search.finder.seriousness import learn_seriousness
from kysyva.search.finder.table import Table
from kysyva.search.ranking.impacts import signature
from kysyva.tools.models import ToolVersion
from kysyva.tools.models.catalogue import Catalogue
from kysyva.tools.models.document import Texts

_BATCH = 100
# What was learnt of tools, and of what is serious.
Tables = tuple[Table, Table]


class LearntSeriousness(models.Model):
    """What was learnt of serious situations in one language: the same for every organisation."""

    language = models.CharField(max_length=2, unique=True)
    made_of = models.CharField(max_length=32)
    numbers = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.language}: {self.made_of}"


class Learnt(models.Model):
    """What was learnt of an organisation's tools in one language: a packed table of numbers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    made_of = models.CharField(max_length=32)
    tools = models.BinaryField()

    objects: ClassVar[models.Manager["Learnt"]] = ScopedManager(organisation="organisation")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language"], name="search_learnt_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.language}: {self.made_of}"


def learn(organisation: Organisation, catalogue: Catalogue, language: str) -> Tables:
    """Learn the tools of a catalogue in a language and keep that: some seconds of one processor.

    What is serious is learnt once for each version of the program, which takes as long again.
    """
    tools = learning.learn(candidates(catalogue), own_phrases(catalogue, language), language)
    Learnt.objects.update_or_create(
        organisation=organisation,
        language=language,
        defaults={"made_of": made_of(catalogue), "tools": tools.packed()},
    )
    return tools, _learnt_seriousness(language) or _learn_seriousness(language)


def learnt(organisation: Organisation, catalogue: Catalogue, language: str) -> Tables | None:
    """Give what was learnt; None if that is still to be done."""
    serious = _learnt_seriousness(language)
    tools = Learnt.objects.filter(
        organisation=organisation, language=language, made_of=made_of(catalogue)
    ).first()
    if serious is None or tools is None:
        return None
    return Table.unpacked(bytes(tools.tools)), serious


# By language, for all organisations: the program and its texts stay while a process runs.
_serious: dict[str, Table] = {}


def _learnt_seriousness(language: str) -> Table | None:
    if language not in _serious:
        found = LearntSeriousness.objects.filter(language=language, made_of=_shipped()).first()
        if found is None:
            return None
        _serious[language] = Table.unpacked(bytes(found.numbers))
    return _serious[language]


def _learn_seriousness(language: str) -> Table:
    learnt = learn_seriousness(language)
    made = {"made_of": _shipped(), "numbers": learnt.packed()}
    LearntSeriousness.objects.update_or_create(language=language, defaults=made)
    return learnt


def made_of(catalogue: Catalogue) -> str:
    """Name what is learnt from: another name means that there is something new to learn."""
    versions = ",".join(f"{card.id}:{card.version}" for card in catalogue.cards)
    return hashlib.sha256(f"{_shipped()} {versions}".encode()).hexdigest()[:32]


@cache
def _shipped() -> str:
    """Name what this version of the program learns from and how: its source and shipped texts."""
    made = hashlib.sha256(f"{signature()} {sys.byteorder}".encode())
    here = Path(finder.__file__).parent
    for path in sorted([*here.glob("*.py"), *here.parent.glob("*/*.txt")]):
        made.update(path.read_bytes())
    return made.hexdigest()[:32]


def candidates(catalogue: Catalogue) -> list[Candidate]:
    """Give the tools of a catalogue as the finder sees them, in its order."""
    return [
        Candidate(
            card.id,
            card.slug,
            card.summary.needs,
            card.summary.settings,
            card.summary.phases,
            (card.summary.minutes.least, card.summary.minutes.most),
            (card.summary.people.least, card.summary.people.most),
        )
        for card in catalogue.cards
    ]


def own_phrases(catalogue: Catalogue, language: str) -> Iterator[tuple[int, str]]:
    """Give what each tool says of when it is for, with the tool's number in the catalogue."""
    for start in range(0, len(catalogue.cards), _BATCH):
        cards = catalogue.cards[start : start + _BATCH]
        versions = ToolVersion.objects.in_bulk([card.version for card in cards])
        for number, card in enumerate(cards, start):
            texts = versions[card.version].document.texts.get(language)
            for text in phrases(texts) if texts else ():
                yield number, text


def phrases(texts: Texts) -> tuple[str, ...]:
    """Give what a tool says of when it is for. When *not* is left out: it names other tools."""
    return (*texts.phrases, *texts.when)
