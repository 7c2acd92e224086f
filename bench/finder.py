"""How well the finder answers situations it was not made from, beside simpler ways to answer.

The cases are situations in people's own words with the tools a seasoned coach would name, written
by people who had not seen the finder. With ``finder-cases.json`` and ``-later`` the lexicon was
made, with ``-chosen``, ``-chosen-2`` and ``-chosen-3`` features and thresholds were chosen; nothing
was changed after looking at ``-held-out``. Those in ``-serious`` (hard), ``-serious-2`` and
``-serious-held-out`` ask whether a procedure comes first; the last was looked at by nobody, either.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from bench.search_quality import library
from bench.tables import Table

if TYPE_CHECKING:
    from kysyva.organisations.models import Organisation
    from kysyva.search.finder.corpus import Corpus

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "bench" / "data" / "finder-cases-held-out.json"
WITH_MEANING = "finder + meaning"
_SAMPLES = 1000


class Case(NamedTuple):
    """A situation, what answers it best, what would do, and whether a procedure comes first."""

    lang: str
    text: str
    expected: list[str]
    acceptable: list[str]
    safety: bool


class Outcome(NamedTuple):
    """What came for a case: tools best first, procedures, and how long it took."""

    slugs: list[str]
    procedures: list[str]
    ms: float


Engine = Callable[[Case], tuple[list[str], list[str]]]


def run(words: list[str], *, quiet: bool = False) -> list[Table]:
    """Measure; tables are printed unless ``quiet``."""
    parser = argparse.ArgumentParser(prog="./kysyva bench finder")
    parser.add_argument("--cases", type=Path, default=CASES, help="a file of cases")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    parser.add_argument("--words-only", action="store_true", help="leave the semantic extra out")
    chosen = parser.parse_args(words)
    cases = [
        Case(row["lang"], row["text"], row["expected"], row.get("acceptable", []), row["safety"])
        for row in json.loads(chosen.cases.read_text("utf-8"))
    ]
    quality = Table(
        "Finder",
        ["engine", "language", "cases", "hit@1", "hit@3", "hit@3 95 %", "recall@5", "nDCG@5"],
        note=f"cases: {chosen.cases.name}; intervals by {_SAMPLES} bootstrap samples",
    )
    safe = Table("Procedures first", ["language", "cases", "serious", "recall", "precision"])
    speed = Table("Speed, one situation", ["engine", "p50 ms", "p95 ms"])
    each = Table("Each case", ["engine", "case", "lang", "ranked", "procedures"])
    cost = Table("Reading the meaning of a corpus", ["language", "s", "s again", "MB more"])
    for name, engine in engines(cases, None if chosen.words_only else cost):
        outcomes = [asked(engine, case) for case in cases]
        add_quality(quality, name, cases, outcomes)
        times = sorted(outcome.ms for outcome in outcomes)
        speed.add(name, times[len(times) // 2], times[min(len(times) - 1, len(times) * 95 // 100)])
        if name in ("finder", WITH_MEANING):
            for number, (case, outcome) in enumerate(zip(cases, outcomes, strict=True)):
                each.add(name, number, case.lang, outcome.slugs, outcome.procedures)
            if chosen.misses:
                print_misses(name, cases, outcomes)
        if name == "finder":
            add_safety(safe, cases, outcomes)
    tables = [quality, safe, speed, *([cost] if cost.rows else [])]
    if quiet:
        return [*tables, each]
    for table in tables:
        table.show()
    return tables


def engines(cases: Sequence[Case], cost: Table | None) -> Iterator[tuple[str, Engine]]:
    """Every way to answer, with its name; the finder's parts are taken away one at a time.

    With the semantic extra where it is installed, unless ``cost`` is None.
    """
    with library([], judged_only=False) as (organisation, tools):
        from django.conf import settings

        from kysyva.search.finder import answering, embedding
        from kysyva.search.models.corpora import corpus_of

        settings.SEMANTIC = False  # what is read, and when, is decided below
        made = {language: corpus_of(organisation, language) for language in ("fi", "sv", "en")}

        def finder(case: Case) -> tuple[list[str], list[str]]:
            found = answering.answer(answering.Situation(case.text, case.lang), made[case.lang])
            return [item.tool.slug for item in found.proposals], list(found.procedures)

        finder(Case("fi", "mitä nyt", [], [], safety=False))  # reads the lexicons once
        yield "finder", finder
        yield from without(organisation, made)
        yield from simpler(cases, organisation, {tool.pk: tool.slug for tool in tools})
        if cost is not None and embedding.embedder() is not None:
            read_meaning(organisation, made, cost)
            yield WITH_MEANING, finder


def without(
    organisation: "Organisation", made: dict[str, "Corpus"]
) -> Iterator[tuple[str, Engine]]:
    """Take each thing that the finder learns from away in turn."""
    from kysyva.search.finder import answering, features, learning
    from kysyva.search.models import Learnt, learnt
    from kysyva.search.models.corpora import corpus_of, forget_corpora

    parts: dict[str, tuple[object, str, object]] = {
        "concepts": (features, "CONCEPT", 0.0),
        "pairs of words": (features, "PAIR", 0.0),
        "shipped situations": (learning, "answered_by_tools", lambda _language: iter(())),
        "small words": (features, "SMALL", 0.0),
        "pieces of words": (features, "GRAM", 0.0),
        "phrases of tools": (learnt, "own_phrases", lambda *_: iter(())),
    }
    for said, (module, name, instead) in parts.items():
        with mock.patch.object(module, name, instead):
            Learnt.objects.all().delete()
            forget_corpora()
            less = {language: corpus_of(organisation, language) for language in made}

            def finder(case: Case, less: dict[str, "Corpus"] = less) -> tuple[list[str], list[str]]:
                asked = answering.Situation(case.text, case.lang)
                found = answering.answer(asked, less[case.lang])
                return [item.tool.slug for item in found.proposals], list(found.procedures)

            yield f"finder, no {said}", finder
    Learnt.objects.all().delete()
    forget_corpora()


def simpler(
    cases: Sequence[Case], organisation: "Organisation", slugs: Mapping[int, str]
) -> Iterator[tuple[str, Engine]]:
    """Search as it is, what is named most often, and chance."""
    from kysyva.search.models import find

    def plain(case: Case) -> tuple[list[str], list[str]]:
        hits = find(case.text, organisation=organisation, language=case.lang).hits
        return [slugs[hit.tool_id] for hit in hits], []

    yield "plain search", plain
    popular = [slug for slug, _ in Counter(s for c in cases for s in c.expected).most_common()]
    yield "most popular", lambda _: (popular, [])
    dice, order = random.Random(7), sorted(slugs.values())
    yield "random", lambda _: (dice.sample(order, len(order)), [])


def read_meaning(organisation: "Organisation", made: Mapping[str, "Corpus"], cost: Table) -> None:
    """Read what the corpora mean, once anew and once from what was kept."""
    from kysyva.search.models.corpora import add_meaning
    from kysyva.tools.models.catalogue import catalogue_of

    for language, corpus in made.items():
        before, times = resident(), []
        for _ in range(2):
            started = time.perf_counter()
            add_meaning(corpus, catalogue_of(organisation))
            times.append(time.perf_counter() - started)
        cost.add(language, *times, resident() - before)


def resident() -> float:
    """Give the memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def asked(engine: Engine, case: Case) -> Outcome:
    """Ask once."""
    started = time.perf_counter()
    slugs, procedures = engine(case)
    return Outcome(slugs, procedures, 1000 * (time.perf_counter() - started))


def figures(case: Case, outcome: Outcome) -> tuple[float, float, float, float]:
    """Compute hit@1, hit@3, recall@5 and nDCG@5 of one case."""
    ranked, expected = outcome.slugs[:5], set(case.expected)
    gains = [2 if s in expected else 1 if s in case.acceptable else 0 for s in ranked]
    ideal = sorted([2] * len(expected) + [1] * len(case.acceptable), reverse=True)[:5]
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(ideal))
    got = sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
    return (
        float(bool(ranked) and ranked[0] in expected),
        float(bool(expected & set(ranked[:3]))),
        len(expected & set(ranked)) / min(5, len(expected)) if expected else 0.0,
        got / best if best else 0.0,
    )


def add_quality(
    table: Table, name: str, cases: Sequence[Case], outcomes: Sequence[Outcome]
) -> None:
    """Rows for each language and for all."""
    pairs = zip(cases, outcomes, strict=True)
    rows = [(case.lang, figures(case, out)) for case, out in pairs if case.expected]
    if not rows:
        return
    for language in [*dict.fromkeys(spoken for spoken, _ in rows), "all"]:
        of = [found for spoken, found in rows if language in (spoken, "all")]
        means = [sum(found[n] for found in of) / len(of) for n in range(4)]
        hits = [found[1] for found in of]
        table.add(name, language, len(of), means[0], means[1], interval(hits), *means[2:])


def interval(values: Sequence[float]) -> str:
    """Give the 95 % interval of a mean by bootstrap."""
    dice = random.Random(7)
    means = sorted(sum(dice.choices(values, k=len(values))) / len(values) for _ in range(_SAMPLES))
    return f"{means[_SAMPLES // 40]:.2f}–{means[-_SAMPLES // 40]:.2f}"


def add_safety(table: Table, cases: Sequence[Case], outcomes: Sequence[Outcome]) -> None:
    """Say of the serious cases how many got a procedure, and of those that did how many are."""
    pairs = list(zip(cases, outcomes, strict=True))
    for language in [*dict.fromkeys(case.lang for case in cases), "all"]:
        of = [(c.safety, bool(o.procedures)) for c, o in pairs if language in (c.lang, "all")]
        both, serious = sum(s and f for s, f in of), sum(s for s, _ in of)
        found = sum(f for _, f in of)
        recall, precision = both / serious if serious else 1.0, both / found if found else 1.0
        table.add(language, len(of), serious, recall, precision)


def print_misses(name: str, cases: Sequence[Case], outcomes: Sequence[Outcome]) -> None:
    """Say what was wanted and did not come among the first three."""
    print(f"\n{name}:")
    for case, outcome in zip(cases, outcomes, strict=True):
        if not set(case.expected) & set(outcome.slugs[:3]):
            print(f"{case.lang} {case.text}: {case.expected[:3]} missing in {outcome.slugs[:3]}")
        if case.safety != bool(outcome.procedures):
            print(f"{case.lang} {case.text}: procedures {outcome.procedures}")
