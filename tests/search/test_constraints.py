"""What a text says in passing about time, people and place."""

import pytest

from kysyva.search.finder.constraints import Constraints, detected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("mulla on 10 min aikaa", 10),
        ("puoli tuntia huomenna", 30),
        ("vartissa pitäisi ehtiä", 15),
        ("jag har fem minuter", 5),
        ("we have an hour", 60),
        ("90 minuuttia aikaa", 90),
        ("hän on aina 10 min myöhässä", None),
        ("palaveri venyy tunnin", None),
        ("he is 5 minutes late", None),
        ("an hour ago", None),
        ("mitään ei tapahdu", None),
    ],
)
def test_minutes_are_what_one_has(text: str, minutes: int | None) -> None:
    assert detected(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("koko tiimi, 12 henkeä", 12),
        ("kahden kesken", 2),
        ("på tumanhand", 2),
        ("forty: 40 teachers", 40),
        ("2 ihmistä riitelee", None),
        ("300 hengen juhlat", None),
    ],
)
def test_people_are_those_who_take_part(text: str, people: int | None) -> None:
    assert detected(text).people == people


@pytest.mark.parametrize("text", ["teamsissa", "etänä", "på distans", "remotely", "Zoomissa"])
def test_distance_is_noticed(text: str) -> None:
    assert detected(text).remote


def test_a_forum_is_noticed() -> None:
    assert detected("kehityskeskustelut alkaa").setting == "development_discussion"
    assert detected("planeringsdag i augusti").setting == "development_day"


def test_what_is_taken_off_is_off() -> None:
    said = Constraints(10, 12, "team_meeting", remote=True)
    assert said.without(["minutes", "remote"]) == Constraints(None, 12, "team_meeting")
    assert said.without(["people", "setting"]) == Constraints(10, remote=True)
