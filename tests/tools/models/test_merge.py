"""Two people's texts together: nothing is lost, and only what both changed is asked."""

from hypothesis import given
from hypothesis import strategies as st

from kysyva.tools.models.fields import Fields, flattened
from kysyva.tools.models.merge import merged
from kysyva.tools.models.rows import added, moved, removed
from tests import make

BASE_DOCUMENT = make.make_document(languages=("fi", "sv"))
BASE = flattened(BASE_DOCUMENT)
TEXTS = ("fi.name", "fi.purpose", "fi.origin", "sv.purpose", "facts.minutes", "facts.settings")
values = st.dictionaries(st.sampled_from(TEXTS), st.sampled_from(["1-2", "3-4", "5-6"]))


def order(fields: Fields, rows: str = "steps") -> list[str]:
    return fields[f"facts.{rows}"].split("\n")


@given(values)
def test_what_one_changed_is_taken_as_it_is(change: Fields) -> None:
    changed = {**BASE, **change}
    assert merged(BASE, changed, BASE).fields == changed
    assert merged(BASE, BASE, changed).fields == changed
    assert merged(BASE, changed, changed).choices == ()


@given(values, values)
def test_every_changed_text_is_in_the_result_or_in_a_choice(mine: Fields, theirs: Fields) -> None:
    my_fields, their_fields = {**BASE, **mine}, {**BASE, **theirs}
    result = merged(BASE, my_fields, their_fields)
    offered = {choice.path: {choice.mine, choice.theirs} for choice in result.choices}
    for path, text in [*mine.items(), *theirs.items()]:
        assert result.fields[path] == text or text in offered[path]


@given(values, values)
def test_only_what_both_changed_collides(mine: Fields, theirs: Fields) -> None:
    result = merged(BASE, {**BASE, **mine}, {**BASE, **theirs})
    both = {
        path for path in set(mine) & set(theirs) if len({BASE[path], mine[path], theirs[path]}) == 3
    }
    assert {choice.path for choice in result.collisions} == both


def test_mine_stands_where_both_changed_and_theirs_where_they_alone_did() -> None:
    mine = {**BASE, "fi.name": "Minun", "fi.purpose": "Minun"}
    theirs = {**BASE, "fi.name": "Heidän", "fi.origin": "Heidän"}
    result = merged(BASE, mine, theirs)
    taken = {choice.path: choice.taken for choice in result.choices}
    assert taken == {"fi.name": "Minun", "fi.purpose": "Minun", "fi.origin": "Heidän"}
    assert [choice.path for choice in result.collisions] == ["fi.name"]


def test_without_a_base_every_difference_collides() -> None:
    mine, theirs = {**BASE, "fi.name": "Minun"}, {**BASE, "fi.origin": "Heidän"}
    result = merged(None, mine, theirs)
    assert {choice.path for choice in result.collisions} == {"fi.name", "fi.origin"}


def test_rows_that_both_added_are_all_kept() -> None:
    mine, my_key = added(BASE_DOCUMENT, "steps", seed="mine")
    theirs, their_key = added(BASE_DOCUMENT, "steps", seed="theirs")
    result = merged(BASE, flattened(mine), flattened(theirs))
    assert set(order(result.fields)) == {"open", "listen", my_key, their_key}
    assert f"facts.steps.{my_key}.minutes" in result.fields
    assert f"facts.steps.{their_key}.minutes" in result.fields
    assert result.choices == ()


def test_a_row_that_one_took_away_and_nobody_changed_is_gone_in_every_language() -> None:
    mine = flattened(removed(BASE_DOCUMENT, "questions", "goal"))
    for one, other in ((mine, BASE), (BASE, mine)):
        result = merged(BASE, one, other)
        assert order(result.fields, "questions") == ["reality", "will"]
        assert [path for path in result.fields if ".questions.goal" in path] == []


def test_a_row_that_one_took_away_and_the_other_wrote_on_is_kept() -> None:
    mine = flattened(removed(BASE_DOCUMENT, "questions", "goal"))
    theirs = {**BASE, "sv.questions.goal": "Vad önskar du egentligen?"}
    for one, other in ((mine, theirs), (theirs, mine)):
        result = merged(BASE, one, other)
        assert set(order(result.fields, "questions")) == {"goal", "reality", "will"}
        assert result.fields["sv.questions.goal"] == "Vad önskar du egentligen?"
        assert result.fields["fi.questions.goal"] == BASE["fi.questions.goal"]


def test_an_order_that_one_changed_is_taken() -> None:
    other_way = flattened(moved(BASE_DOCUMENT, "steps", "open", 1))
    assert order(merged(BASE, other_way, BASE).fields) == ["listen", "open"]
    assert order(merged(BASE, BASE, other_way).fields) == ["listen", "open"]
    assert merged(BASE, BASE, other_way).choices == ()


def test_an_order_that_both_changed_is_a_choice() -> None:
    mine = flattened(moved(BASE_DOCUMENT, "questions", "goal", 1))
    theirs = flattened(moved(BASE_DOCUMENT, "questions", "goal", 2))
    result = merged(BASE, mine, theirs)
    assert [choice.path for choice in result.collisions] == ["facts.questions"]
    assert order(result.fields, "questions") == ["reality", "goal", "will"]


def test_a_new_row_keeps_its_place_in_an_order_that_the_other_changed() -> None:
    mine, key = added(BASE_DOCUMENT, "steps", seed="mine")
    mine = moved(mine, "steps", key, -1)
    theirs = moved(BASE_DOCUMENT, "steps", "open", 1)
    result = merged(BASE, flattened(mine), flattened(theirs))
    assert order(result.fields) == ["listen", "open", key]


def test_a_mark_of_a_reader_falls_when_both_wrote_in_that_language() -> None:
    theirs = {**BASE, "fi.checked": "2026-11-23"}
    assert merged(BASE, {**BASE, "fi.name": "Uusi"}, theirs).fields.get("fi.checked") is None
    assert merged(BASE, {**BASE, "sv.name": "Ny"}, theirs).fields["fi.checked"] == "2026-11-23"
