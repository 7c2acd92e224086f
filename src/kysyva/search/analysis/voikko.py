"""Finnish morphology by libvoikko, where the operating system has it."""

import re
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

_ELEMENT = re.compile(r"\+([^+()]*)(?:\(([^()]*)\))?")
SHORTEST_PART = 3
_NAMES = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
# A handle of libvoikko must never be used by two threads: each thread opens its own.
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: the noun as it reads (keskustelu), and its root (keskustella)."""

    noun: str
    root: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its base form and the parts it is made of."""

    base: str
    parts: tuple[Part, ...]
    kind: str = ""

    @property
    def is_verb(self) -> bool:
        """Is it a form of a verb?"""
        return self.kind == "teonsana"

    @property
    def is_name(self) -> bool:
        """Is it the name of a person or a place?"""
        return self.kind in _NAMES


@cache
def version() -> str:
    """Say which library and dictionary answer, or give "" where there are none.

    Asked once a process: installing Voikko takes effect at the next start.
    """
    try:
        handle = _handle()
    except Exception:  # noqa: BLE001 - no library, no dictionary: each raises its own kind
        return ""
    dictionaries = sorted(
        f"{d.language}/{d.variant}/{d.description}" for d in type(handle).listDicts()
    )
    return f"{type(handle).getVersion()} {' '.join(dictionaries)}"


def readings(word: str) -> tuple[Reading, ...]:
    """Give the likely readings of a lowered Finnish word, none if the dictionary does not know it.

    Of several readings those with the fewest parts are kept (*palaveri*, not *pala + veri*), and
    names of people and places only where nothing else fits.
    """
    found = [
        Reading(
            analysis["BASEFORM"].lower(),
            _parts(analysis.get("WORDBASES", "").lower()),
            analysis.get("CLASS", ""),
        )
        for analysis in _handle().analyze(word)
    ]
    likely = [reading for reading in found if not reading.is_name] or found
    fewest = min((len(reading.parts) for reading in likely), default=0)
    return tuple(dict.fromkeys(reading for reading in likely if len(reading.parts) == fewest))


def _handle() -> Any:
    if not hasattr(_local, "handle"):
        from libvoikko import Voikko  # noqa: PLC0415 - importing it needs the library

        _local.handle = Voikko("fi")
    return _local.handle


def _parts(wordbases: str) -> tuple[Part, ...]:
    """Read libvoikko's WORDBASES, for instance ``+kehit(kehittää)+ys(+ys)+pohja(pohja)``."""
    parts: list[Part] = []
    for surface, base in _elements(wordbases):
        joint = not base and len(surface) < SHORTEST_PART
        if parts and (
            joint or base.startswith("+")
        ):  # an ending that makes a noun of what stands before it
            parts[-1] = Part(parts[-1].noun + surface, parts[-1].root)
        elif base:
            parts.append(Part(surface, base))
        elif not joint:  # a prefix such as täsmä-, etä-
            parts.append(Part(surface, surface))
    return tuple(parts)


def _elements(wordbases: str) -> list[tuple[str, str]]:
    # "(+ys)" would end an element at its plus sign: hide it while the string is cut.
    hidden = wordbases.replace("(+", "(\0").replace("=", "")
    return [(m[1], m[2].replace("\0", "+") if m[2] else "") for m in _ELEMENT.finditer(hidden)]
