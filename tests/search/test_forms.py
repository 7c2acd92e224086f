"""The state of asking, read from its form."""

from django.http import QueryDict

from kysyva.search.forms import EXAMPLES, SHOWN, Asked, label_of


def asked(**fields: str | list[str]) -> Asked:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Asked.of(data)


def test_a_new_question_forgets_what_was_said_about_the_one_before() -> None:
    found = asked(text=" hei ", answer=["people=2"], dropped=["minutes"], shown="6", step="new")
    assert found == Asked("hei")


def test_answers_are_added_and_walked_back() -> None:
    one = asked(text="hei", answer=["people=2"], step="answer:minutes=15")
    assert one.answers == (("people", "2"), ("minutes", "15"))
    assert one.after("back").answers == (("people", "2"),)
    assert one.after("answer:needs=").answers[-1] == ("needs", "")


def test_no_more_than_three_answers() -> None:
    said = ["people=2", "minutes=15", "needs=", "phases=goal"]
    assert len(asked(text="hei", answer=said, step="more").answers) == 3


def test_what_is_unknown_counts_as_not_chosen() -> None:
    found = asked(text="hei", people="99", minutes="abc", setting="moon", dropped=["x"], shown="-9")
    assert found == Asked("hei")
    assert asked(text="hei", answer=["secret=1"], step="more").answers == ()
    assert asked(step="example:99").text == ""


def test_an_example_is_a_question() -> None:
    assert asked(text="", step="example:0").text == str(EXAMPLES[0])


def test_more_is_shown_up_to_a_limit() -> None:
    found = asked(text="hei", step="more")
    assert found.shown == 2 * SHOWN
    for _ in range(9):
        found = found.after("more")
    assert found.shown == 12


def test_what_was_clicked_holds_nothing_that_was_written() -> None:
    found = asked(text="salaisuus", minutes="10", answer=["needs=safety", "people="], step="none")
    assert found.clicked() == [("minutes", "10"), ("needs", "safety")]


def test_every_value_has_a_name() -> None:
    for facet, value in [("people", "21-"), ("minutes", "5"), ("needs", "safety")]:
        assert label_of(facet, value)
