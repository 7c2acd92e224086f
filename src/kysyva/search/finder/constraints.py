"""What a text says in passing about time, people and place: shown to the writer, and removable."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from kysyva.search.analysis.words import fold, lowered
from kysyva.search.finder.corpus import Candidate

_NUMBER = r"(?<![\d.,])(\d{1,3})"
_MINUTES = re.compile(_NUMBER + r"\s*-?(?:min\b|minuu\w+|minut\w*|mins\b)")
_HOURS = re.compile(_NUMBER + r"\s*(?:h\b|tunti\w*|timm\w+|hours?\b)")
# What follows or stands before a stretch of time that nobody has to spare.
_OTHER_TIME = re.compile(
    r"myohas|myohassa|yliaika|valein|joka \d|sen\b|forsen|for sent|late\b|every \d|over time|overrun|veny|kest|drog|took|last|\bago\b|sitten\b|sedan\b"
)
_AMOUNTS = (
    (re.compile(r"\bpuolitoista tuntia|\bpuolentoista tunnin|\boch en halv timme|\bhour and a half"), 90),
    (re.compile(r"\bpuol(?:i|en)? ?tun(?:ti|nin|tii)\w*|\bhalvtimm\w*|\ben halv timme|\bhalf an hour|\bhalf hour"), 30),
    (re.compile(r"\bvartin? (?:aika|verran|on)|\bvartissa|\bvartti aikaa|\bon vartti|\ben kvart|\bkvarten|\bquarter of an hour"), 15),
    (re.compile(r"\btunnissa|\btunti aikaa|\bon tunti\b|\btunnin verran|\ben timme\b|\ban hour\b|\bone hour\b"), 60),
    (re.compile(r"\bviiden minuutin|\bviisi minuuttia|\bviidessa minuutissa|\bfem minuter|\bfive minutes"), 5),
    (re.compile(r"\bkymmenen minuuttia|\bkymmenessa minuutissa|\btio minuter|\bten minutes"), 10),
    (re.compile(r"\bpari minuuttia|\bpari minsaa|\bett par minuter|\bcouple of min\w*|\btwo minutes"), 5),
)
_PEOPLE = re.compile(
    _NUMBER + r"\s*-?(?:henke|heng|ihmi|tyontekij|opetta|osallistuj|personer|person\b|manniskor|"
    r"medarbetare|deltagare|larare|people|staff|employees|teachers|participants|of us|colleagues)"
)
_PAIR = re.compile(
    r"kahden ?kes|kahdestaan|kahenkes|tumanhand|one to one|one-to-one|1:1|1to1|enskilt samtal"
)
_REMOTE = re.compile(
    r"\bteams\w*|\bzoom\w*|\betana\b|\betapalaver\w*|\betakoko\w*|\betayhteyd\w*|\bverkkokoko\w*|"
    r"\bpa distans|\bdistansmot\w*|\bvideomot\w*|\bremote(?:ly)?\b|\bonline\b|\bvideo call"
)
_SETTINGS = (
    ("development_day", r"kehitt\w*paiv|kehittamisilta|kehityspaiv|suunnittelu(?:ilta)?paiv|tyhy|\bveso|tyky|"
     r"utvecklingsdag|planeringsdag|fortbildningsdag|development day|planning day|away ?day"),
    ("development_discussion", r"kehityskesk|\bkehar|onnistumiskesk|tavoitekesk|utvecklingssamtal|"
     r"framgangssamtal|malsamtal|development discussion|development talk|appraisal|annual review"),
    ("team_meeting", r"tiimipalaver|viikkopalaver|tiimikokou|tyopaikkakokou|viikkokokou|teammot|veckomot|"
     r"arbetsplatsmot|team meeting|staff meeting|weekly meeting"),
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
    setting = next((name for name, words in _SETTINGS if re.search(words, plain)), "")
    return Constraints(_minutes(plain), people, setting, bool(_REMOTE.search(plain)))


def _minutes(plain: str) -> int | None:
    if _OTHER_TIME.search(plain):
        return None
    for pattern, amount in _AMOUNTS:
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
