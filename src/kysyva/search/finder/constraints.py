"""What a text says in passing about time, people and place: shown to the writer, and removable."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from kysyva.search.analysis.words import fold, lowered
from kysyva.search.finder.corpus import Candidate

_NUMBER = r"(?<![\d.,])(\d{1,3})"
_MINUTES = re.compile(_NUMBER + r"\s*-?(?:min\b|minuu\w+|minut\w*|mins\b)")
_HOURS = re.compile(_NUMBER + r"\s*(?:h\b|tunti\w*|timm\w+|hours?\b)")


def _any(words: str) -> re.Pattern[str]:
    """Compile a list of expressions, one a line."""
    return re.compile("|".join(line.strip() for line in words.strip().splitlines()))


# With these words a stretch of time is not what one has to spare.
_OTHER_TIME = _any(
    r"""
    myohas|yliaika|valein|joka \d|venyy|venynyt|kesta|sitten\b
    \bsen\b|forsen|for sent|drog|sedan\b
    late\b|every \d|over time|overrun|took|last|\bago\b
    """
)
_AMOUNTS = (
    (90, _any(r"\bpuolitoista tuntia|\bpuolentoista tunnin|\boch en halv timme|\bhour and a half")),
    (
        30,
        _any(r"\bpuol(?:i|en)? ?tun(?:ti|nin|tii)\w*|\b(?:en )?halv ?timm\w*|\bhalf (?:an )?hour"),
    ),
    (
        15,
        _any(r"\bvarti?n? (?:aika|verran)|\bvartissa|\bon vartti|\ben kvart|\bquarter of an hour"),
    ),
    (
        60,
        _any(
            r"""
            \btunnissa|\btunti aikaa|\bon tunti\b|\btunnin verran
            \ben timme\b
            \b(?:an|one) hour\b
            """
        ),
    ),
    (10, _any(r"\bkymmenen minuuttia|\bkymmenessa minuutissa|\btio minuter|\bten minutes")),
    (
        5,
        _any(
            r"""
            \bviiden minuutin|\bviisi minuuttia|\bviidessa minuutissa|\bpari min(?:uuttia|saa)
            \bfem minuter|\bett par minuter
            \bfive minutes|\btwo minutes|\bcouple of min\w*
            """
        ),
    ),
)
_PEOPLE = _any(
    _NUMBER
    + r"""\s*-?(?:henke|heng|ihmi|tyontekij|opetta|osallistuj
    personer|person\b|manniskor|medarbetare|deltagare|larare
    people|staff|employees|teachers|participants|of us|colleagues)
    """
)
_PAIR = _any(
    r"""
    kahden ?kes|kahdestaan|kahenkes
    tumanhand|enskilt samtal
    one to one|one-to-one|1:1|1to1
    """
)
_REMOTE = _any(
    r"""
    \bteams\w*|\bzoom\w*
    \betana\b|\betapalaver\w*|\betakoko\w*|\betayhteyd\w*|\bverkkokoko\w*
    \bpa distans|\bdistansmot\w*|\bvideomot\w*
    \bremote(?:ly)?\b|\bonline\b|\bvideo call
    """
)
_SETTINGS = (
    (
        "development_day",
        _any(
            r"""
            kehitt\w*paiv|kehittamisilta|kehityspaiv|suunnittelu(?:ilta)?paiv|tyhy|\bveso|tyky
            utvecklingsdag|planeringsdag|fortbildningsdag
            development day|planning day|away ?day
            """
        ),
    ),
    (
        "development_discussion",
        _any(
            r"""
            kehityskesk|\bkehar|onnistumiskesk|tavoitekesk
            utvecklingssamtal|framgangssamtal|malsamtal
            development discussion|development talk|appraisal|annual review
            """
        ),
    ),
    (
        "team_meeting",
        _any(
            r"""
            tiimipalaver|viikkopalaver|tiimikokou|tyopaikkakokou|viikkokokou
            teammot|veckomot|arbetsplatsmot
            team meeting|staff meeting|weekly meeting
            """
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What must hold. ``minutes`` is how long there is, ``people`` how many take part."""

    minutes: int | None = None
    people: int | None = None
    setting: str = ""
    remote: bool = False

    def without(self, names: Collection[str]) -> "Constraints":
        """Give them with some taken off."""
        kept = self
        for name in names:
            if name == "minutes":
                kept = replace(kept, minutes=None)
            elif name == "people":
                kept = replace(kept, people=None)
            elif name == "setting":
                kept = replace(kept, setting="")
            elif name == "remote":
                kept = replace(kept, remote=False)
        return kept

    def admits(self, tool: Candidate) -> bool:
        """Can the tool be used so? A setting and a distance only make some tools fit better."""
        in_time = self.minutes is None or tool.minutes[0] <= self.minutes
        fits = self.people is None or tool.people[0] <= self.people <= tool.people[1]
        return in_time and fits

    def favour(self, tool: Candidate) -> float:
        """By what to multiply the tool's score."""
        factor = 1.0
        if self.setting and self.setting in tool.settings:
            factor *= 1.15
        if self.remote and "remote" in tool.settings:
            factor *= 1.15
        return factor


def detected(text: str) -> Constraints:
    """Read them from a text in any of the languages."""
    plain = fold(lowered(text))
    people = _people(plain)
    setting = next((name for name, words in _SETTINGS if words.search(plain)), "")
    return Constraints(_minutes(plain), people, setting, bool(_REMOTE.search(plain)))


def _minutes(plain: str) -> int | None:
    if _OTHER_TIME.search(plain):
        return None
    for amount, pattern in _AMOUNTS:
        if pattern.search(plain):
            return amount
    if match := _MINUTES.search(plain):
        return int(match[1]) or None
    if match := _HOURS.search(plain):
        return int(match[1]) * 60 or None
    return None


def _people(plain: str) -> int | None:
    if match := _PEOPLE.search(plain):
        number = int(match[1])
        # A smaller number often speaks of those concerned, a larger one of guests.
        return number if 5 <= number <= 80 else None
    return 2 if _PAIR.search(plain) else None
