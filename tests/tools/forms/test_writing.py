"""What is written is read back to the letter, and reads well."""

import string
from datetime import date

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kysyva.tools.forms.archive import text_of
from kysyva.tools.forms.package import Part, read_part
from kysyva.tools.forms.writing import (
    file_of_questions,
    files_of_procedure,
    files_of_recipe,
    files_of_tool,
    zip_of,
)
from kysyva.tools.models import LANGUAGES, Kind
from kysyva.tools.models.characters import FORBIDDEN
from kysyva.tools.models.document import (
    Facts,
    QuestionFacts,
    Range,
    Step,
    StepText,
    Texts,
    ToolDocument,
)
from kysyva.tools.models.facets import Dimension, Need, Phase, QuestionType, Setting, Status
from kysyva.tools.models.procedure import ProcedureDocument, ProcedureTexts
from kysyva.tools.models.question_bank import BankQuestion, QuestionBank
from kysyva.tools.models.recipe import (
    RecipeDocument,
    RecipeFacts,
    RecipeItem,
    RecipeItemText,
    RecipeTexts,
)
from kysyva.tools.models.rules import LIST_LIMITS, TEXT_LIMITS
from tests import make

NASTY = (
    *("no", "yes", "on", "null", "~", "true", "False", "1e3", "007", "-1", "0x1F", "2026-11-23"),
    *("---", "...", "--- x", "- item", "? x", ": x", "a: b", "a:", "a :b", "a #b", "#b", "#"),
    *("&a", "*a", "!!x", "%x", "@x", "`x`", "|", ">", ">-", "{a: b}", "[a, b]", "a, b", "]"),
    *("'", "''", '"', '""', "it's", 'say "x"', "\\", "\\n", "a\\", "”Ääni”", "“x”", "…"),
    *(" a", "a ", " ", "  ", "a  b", "\ta", "a\t", "a\tb", "\n", "a\n", "\na", "a\n\nb", "a \nb"),
    *("a\r\nb", "a\rb", "\r", "a\n  b\n c", "  a\nb", "a\n---\nb", "---\na: b\n---\n", "<b>x</b>"),
    *(
        "👩‍👩‍👧",
        "😀",
        "עברית",
        "العربية: x",
        "a\u200fb",
        "\u200e",
        "\ufeffa",
        "a\u200bb",
        "\xa0a\xa0",
    ),
    *("a\u2028b", "a\u2029b", "a\u3000b", "\u2028", "é", "e\u0301", "=1+1", "+1", "@SUM(A1)"),
    *("word " * 60, "Lause. " * 30, "x" * 220, "a: " * 40, "Kysy: ”Mitä?” Odota. " * 10),
)
CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda c: not FORBIDDEN.search(c))
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("".join),
    st.text(CHARACTERS, max_size=40),
    st.text(string.printable.replace("\x0b", "").replace("\x0c", ""), max_size=40),
)
KEYS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def text(most: int) -> st.SearchStrategy[str]:
    return WORDS.map(lambda words: words[:most])


def needed(most: int) -> st.SearchStrategy[str]:
    return text(most - 1).map(lambda words: words if words.strip() else "x" + words)


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=4).map(tuple)


def spans(most: int) -> st.SearchStrategy[Range]:
    return st.tuples(st.integers(1, most), st.integers(1, most)).map(
        lambda pair: Range(min(pair), max(pair))
    )


@st.composite
def documents(draw: st.DrawFn) -> ToolDocument:
    steps = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    questions = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    facts = Facts(
        settings=draw(some(Setting.values).filter(bool)),
        needs=draw(some(Need.values)),
        phases=draw(some(Phase.values)),
        dimensions=draw(some(Dimension.values)),
        minutes=draw(spans(480)),
        people=draw(spans(500)),
        steps=tuple(Step(key, draw(st.integers(0, 480))) for key in steps),
        questions=tuple(
            QuestionFacts(
                key,
                draw(st.sampled_from(Phase.values)),
                draw(st.sampled_from(QuestionType.values)),
            )
            for key in questions
        ),
        licence_class="credit",
        prepare_minutes=draw(st.integers(0, 600)),
        related=tuple(draw(st.lists(KEYS, max_size=3))),
        licence=draw(needed(60)),
    )
    languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True))
    return ToolDocument(facts, {code: draw(texts(steps, questions)) for code in languages})


@st.composite
def texts(draw: st.DrawFn, steps: list[str], questions: list[str]) -> Texts:
    words = {name: draw(text(most)) for name, most in TEXT_LIMITS.items()}
    for name in ("name", "purpose", "do_not_use_so", "origin"):
        words[name] = draw(needed(TEXT_LIMITS[name]))
    lists = {
        name: tuple(draw(st.lists(text(most), max_size=3)))
        for name, (_lines, most) in LIST_LIMITS.items()
    }
    return Texts(
        **words,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
        steps={key: StepText(draw(needed(80)), draw(text(700))) for key in steps},
        questions={key: draw(needed(160)) for key in questions},
        checked=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    )


def through_bytes(files: dict[str, str]) -> dict[str, str]:
    """As they are when they have been a zip."""
    return {name: text_of(words.encode()) for name, words in files.items()}


@settings(max_examples=40, deadline=None)
@given(documents(), st.sampled_from(Status.values))
def test_any_tool_comes_back_to_the_letter(document: ToolDocument, status: str) -> None:
    files = files_of_tool("any-tool", document, status)
    found = read_part(through_bytes(files), Part(Kind.TOOL, "any-tool"))
    assert found.problems == []
    assert found.document == document
    assert found.document.digest() == document.digest()
    assert found.status == status
    assert files_of_tool("any-tool", ToolDocument.decoded(document.encoded()), status) == files


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_recipe_comes_back_to_the_letter(data: st.DataObject) -> None:
    keys = data.draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    items = tuple(
        RecipeItem(
            key,
            data.draw(st.integers(0, 480)),
            tool=data.draw(st.just("") | KEYS),
            pause=data.draw(st.booleans()),
            day=data.draw(st.integers(0, 366)),
        )
        for key in keys
    )
    words = {key: RecipeItemText(data.draw(needed(80)), data.draw(text(600))) for key in keys}
    document = RecipeDocument(
        RecipeFacts("path", data.draw(spans(500)), items, data.draw(some(Need.values))),
        {
            "sv": RecipeTexts(
                name=data.draw(needed(80)),
                purpose=data.draw(needed(220)),
                items=words,
                when=tuple(data.draw(st.lists(text(200), max_size=2))),
                before=data.draw(text(600)),
                advice=data.draw(text(1500)),
            )
        },
    )
    files = files_of_recipe("any-recipe", document)
    found = read_part(through_bytes(files), Part(Kind.RECIPE, "any-recipe"))
    assert (found.problems, found.document) == ([], document)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_procedure_comes_back_to_the_letter(data: st.DataObject) -> None:
    lines = st.lists(text(300), max_size=3).map(tuple)
    document = ProcedureDocument(
        {
            "fi": ProcedureTexts(
                name=data.draw(needed(90)),
                summary=data.draw(needed(400)),
                do_now=(data.draw(needed(300)), *data.draw(lines)),
                contacts=data.draw(lines),
                law=data.draw(text(400)),
            )
        }
    )
    files = files_of_procedure("harassment", document)
    found = read_part(through_bytes(files), Part(Kind.PROCEDURE, "harassment"))
    assert (found.problems, found.document) == ([], document)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_question_bank_comes_back_to_the_letter(data: st.DataObject) -> None:
    keys = data.draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    bank = QuestionBank(
        tuple(
            BankQuestion(key, "goal", "action", fi=data.draw(needed(160)), en=data.draw(text(160)))
            for key in keys
        )
    )
    found = read_part(through_bytes(file_of_questions(bank)), Part(Kind.QUESTIONS, "questions"))
    assert (found.problems, found.document) == ([], bank)


def test_a_tool_is_written_as_a_person_would() -> None:
    document = make.make_document(
        languages=["fi"], texts={"prepare": "Varaa rauhallinen paikka. " * 4 + "Kysy: ”Sopiiko?”"}
    )
    files = files_of_tool("open-questions", document, "in_use")
    assert files["tools/open-questions/tool.yaml"].splitlines()[:7] == [
        "status: in_use",
        "settings: [one_on_one]",
        "needs: [competence]",
        "phases: [goal, reality]",
        "dimensions: [listening]",
        "minutes: {least: 15, most: 30}",
        "people: {least: 2, most: 2}",
    ]
    words = files["tools/open-questions/fi.md"]
    assert "prepare: >-\n  Varaa rauhallinen paikka.\n  Varaa rauhallinen paikka.\n" in words
    assert "  Kysy: ”Sopiiko?”\n" in words
    assert "steps:\n  open:\n    title: Avaa\n" in words
    assert words.endswith("\n---\n\nEsihenkilö kysyi ja **odotti**.\n")
    assert "materials" not in words


def test_one_changed_sentence_is_one_changed_line() -> None:
    def lines(middle: str) -> set[str]:
        words = f"Ensin kysytään ja kuunnellaan pitkään. {middle} Lopuksi sovitaan, mitä tehdään."
        document = make.make_document(languages=["fi"], texts={"follow_up": words * 2})
        return set(files_of_tool("a", document, "in_use")["tools/a/fi.md"].splitlines())

    assert lines("Sitten mietitään yhdessä.") - lines("Sitten mietitään yksin ja yhdessä.") == {
        "  Sitten mietitään yhdessä."
    }


def test_no_line_is_long_when_it_can_be_broken() -> None:
    document = make.make_document(texts={"prepare": "sana " * 99 + "loppu"})
    for words in files_of_tool("a", document, "in_use").values():
        assert max(map(len, words.splitlines())) <= 100


def test_equal_files_give_equal_zips() -> None:
    files = files_of_tool("a", make.make_document(), "in_use")
    again = files_of_tool("a", msgspec.structs.replace(make.make_document()), "in_use")
    assert zip_of(files.items()) == zip_of(again.items())
