"""Procedures come first where they must, and nowhere else."""

from collections import Counter
from pathlib import Path

import pytest

from kysyva.search.finder.reading import read
from kysyva.search.finder.safety import Procedures, _signs, procedures
from kysyva.search.finder.seriousness import learn_seriousness
from kysyva.search.finder.situations import HARMLESS, PROCEDURES, serious
from kysyva.tools.models.procedure import ProcedureKind

DATA = Path(__file__).parent / "data"


def lines(name: str) -> list[str]:
    return (DATA / name).read_text("utf-8").splitlines()


def called_for(text: str, language: str) -> Procedures:
    return procedures(read(text, language), language, learn_seriousness(language))


def found(text: str, language: str) -> list[str]:
    return list(called_for(text, language).tools)


def test_every_serious_sentence_calls_for_its_procedure() -> None:
    missed = []
    for line in lines("safety-serious.txt"):
        language, kind, text = line.split(" ", 2)
        if kind not in found(text, language):
            missed.append(line)
    assert missed == []


def test_hardly_any_everyday_sentence_calls_for_one() -> None:
    everyday = lines("safety-harmless.txt")
    asked = [line for line in everyday if found(line[3:], line[:2])]
    told = [line for line in asked if called_for(line[3:], line[:2]).certain]
    assert len(told) <= len(everyday) / 50, told
    assert len(asked) <= len(everyday) / 20, asked


def test_no_harmless_saying_is_a_sign() -> None:
    for line in lines("safety-harmless.txt"):
        assert not _signs(read(line[3:], line[:2]), line[:2])[0], line


@pytest.mark.parametrize("name", ["safety-serious.txt", "safety-harmless.txt"])
def test_the_lists_speak_all_three_languages(name: str) -> None:
    assert {line[:2] for line in lines(name)} == {"fi", "sv", "en"}
    assert len(lines(name)) >= 120


def test_the_most_urgent_comes_first() -> None:
    text = "hän on humalassa ja sanoo ettei halua enää elää"
    assert found(text, "fi") == ["acute-crisis", "substance-misuse"]


def test_every_procedure_has_a_page_of_its_kind() -> None:
    assert set(PROCEDURES) == set(ProcedureKind.values)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_kind_is_taught_by_many_situations(language: str) -> None:
    counts = Counter(kind for kind, _ in serious(language))
    assert set(counts) == {*PROCEDURES, HARMLESS}
    assert min(counts.values()) >= 100


def test_a_scene_without_an_alarming_word_is_understood() -> None:
    scene = "He follows her to the bus stop every evening and she asked me to change her shift"
    assert _signs(read(scene, "en"), "en") == ({}, False)
    assert found(scene, "en")


def test_a_harmless_saying_does_not_hide_what_is_serious() -> None:
    assert found("palaveri uhkaa venyä, ja asiakas löi työntekijää", "fi") == ["threat-or-violence"]
