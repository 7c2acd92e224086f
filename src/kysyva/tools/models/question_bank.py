"""Questions that stand alone, as a package holds them: one file with all of them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from msgspec import Struct

from kysyva.tools.models.document import LANGUAGES, Written
from kysyva.tools.models.facets import Phase, QuestionType
from kysyva.tools.models.rules import QUESTION_TEXT, Problem, is_key, not_in_list, of_text

BANK_MOST = 300


class BankQuestion(Written, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One question in up to three languages."""

    key: str
    phase: str
    type: str
    fi: str = ""
    sv: str = ""
    en: str = ""

    def _texts(self) -> dict[str, str]:
        found = {language: getattr(self, language) for language in LANGUAGES}
        return {language: text for language, text in found.items() if text}


class QuestionBank(Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, in the order of the file."""

    questions: tuple[BankQuestion, ...]


def problems(bank: QuestionBank) -> list[Problem]:
    """Everything that keeps the questions from being brought in."""
    found: list[Problem] = []
    if not 1 <= len(bank.questions) <= BANK_MOST:
        message = _("Give 1 to %(most)d questions.") % {"most": BANK_MOST}
        found.append(Problem("facts", "questions", message))
    seen: set[str] = set()
    for question in bank.questions:
        field = f"questions.{question.key[:60]}"
        if question.key in seen or not is_key(question.key):
            message = _("Each key is used once, in small letters, digits and hyphens.")
            found.append(Problem("facts", field, message))
        seen.add(question.key)
        found += _question(field, question)
    return found


def _question(field: str, question: BankQuestion) -> Iterator[Problem]:
    if question.phase not in Phase.values:
        yield Problem("facts", f"{field}.phase", not_in_list(question.phase, Phase.values))
    if question.type not in QuestionType.values:
        yield Problem("facts", f"{field}.type", not_in_list(question.type, QuestionType.values))
    if not question.languages():
        yield Problem("facts", field, _("Write it in one language at least."))
    texts = ((f"{field}.{code}", getattr(question, code), QUESTION_TEXT) for code in LANGUAGES)
    yield from of_text("facts", texts)
