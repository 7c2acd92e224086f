"""Procedures come first where they must, and nowhere else."""

from pathlib import Path

import pytest

from kysyva.search.finder.reading import read
from kysyva.search.finder.safety import PROCEDURES, procedures
from kysyva.tools.models.procedure import ProcedureKind

DATA = Path(__file__).parent / "data"


def lines(name: str) -> list[str]:
    return (DATA / name).read_text("utf-8").splitlines()


def found(text: str, language: str) -> list[str]:
    return list(procedures(read(text, language), language))


def test_every_serious_sentence_calls_for_its_procedure() -> None:
    missed = []
    for line in lines("safety-serious.txt"):
        language, kind, text = line.split(" ", 2)
        if kind not in found(text, language):
            missed.append(line)
    assert missed == []


def test_no_everyday_sentence_calls_for_one() -> None:
    false = [line for line in lines("safety-harmless.txt") if found(line[3:], line[:2])]
    assert false == []


@pytest.mark.parametrize("name", ["safety-serious.txt", "safety-harmless.txt"])
def test_the_lists_speak_all_three_languages(name: str) -> None:
    assert {line[:2] for line in lines(name)} == {"fi", "sv", "en"}
    assert len(lines(name)) >= 120


def test_the_most_urgent_comes_first() -> None:
    text = "hän on humalassa ja sanoo ettei halua enää elää"
    assert found(text, "fi") == ["acute-crisis", "substance-misuse"]


def test_every_procedure_has_a_page_of_its_kind() -> None:
    assert set(PROCEDURES) == set(ProcedureKind.values)


def test_a_harmless_saying_does_not_hide_what_is_serious() -> None:
    assert found("palaveri uhkaa venyä, ja asiakas löi työntekijää", "fi") == ["threat-or-violence"]
