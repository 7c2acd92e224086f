"""What a procedure page must fulfil; docs/toolkit-format.md states the limits too."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kysyva.tools.models.procedure import ProcedureDocument, ProcedureTexts
from kysyva.tools.models.rules import Problem, of_text, too_many

TEXT_LIMITS = {"name": 90, "summary": 400, "afterwards": 600, "law": 400}
LIST_LIMITS = dict.fromkeys(("signs", "do_now", "do_not", "contacts"), (12, 300))
REQUIRED = ("name", "summary", "do_now")


def problems(document: ProcedureDocument) -> list[Problem]:
    """Everything that keeps a procedure from being brought in."""
    found: list[Problem] = []
    for language, texts in document.texts.items():
        found += of_text(language, words(texts))
        for field in REQUIRED:
            if not "".join(getattr(texts, field)).strip():
                found.append(Problem(language, field, _("This is needed before publishing.")))
        for field, (lines, _most) in LIST_LIMITS.items():
            if len(getattr(texts, field)) > lines:
                found.append(Problem(language, field, too_many(lines)))
    if not document.texts:
        found.append(Problem("fi", "name", _("Write it in one language at least.")))
    return found


def words(texts: ProcedureTexts) -> Iterator[tuple[str, str, int]]:
    """Every text with the path of its field and the most characters it may have."""
    for field, most in TEXT_LIMITS.items():
        yield field, getattr(texts, field), most
    for field, (_lines, most) in LIST_LIMITS.items():
        for number, line in enumerate(getattr(texts, field)):
            yield f"{field}.{number}", line, most
