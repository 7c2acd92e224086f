"""How far each language is written."""

from datetime import date

from msgspec.structs import replace

from kysyva.tools.models.progress import State, progress
from tests import make


def test_a_language_that_nobody_began_is_missing() -> None:
    assert progress(make.make_document(languages=("fi",)), "sv").state is State.MISSING


def test_a_finished_language_is_complete_until_a_reader_checks_it() -> None:
    assert progress(make.make_document(), "sv").state is State.COMPLETE
    checked = make.make_document(texts={"checked": date(2026, 11, 23)})
    assert progress(checked, "sv").state is State.CHECKED


def test_what_must_be_written_is_counted() -> None:
    found = progress(
        make.make_document(languages=("fi",), texts={"origin": "", "purpose": ""}), "fi"
    )
    assert (found.state, found.left) == (State.UNFINISHED, 2)


def test_what_another_language_has_is_counted() -> None:
    document = make.make_document(languages=("fi", "sv"))
    swedish = replace(document.texts["sv"], remote="", phrases=(), checked=None)
    finnish = replace(document.texts["fi"], remote="Puhelimessa.", checked=date(2026, 11, 23))
    found = progress(replace(document, texts={"fi": finnish, "sv": swedish}), "sv")
    assert (found.state, found.left) == (State.UNFINISHED, 2)
