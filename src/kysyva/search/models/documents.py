"""A tool as search sees it."""

from collections.abc import Iterator

from kysyva.search.ranking.impacts import SearchDocument
from kysyva.tools.models import Tool
from kysyva.tools.models.document import Texts


def documents_of(tool: Tool) -> Iterator[SearchDocument]:
    """Give the current version of a tool as one document a language; none if it has no version.

    When *not* to use a tool is left out: it names what other tools are for.
    """
    if tool.current is not None:
        for language, texts in tool.current.document.texts.items():
            yield SearchDocument(tool.pk, language, _fields(texts))


def _fields(texts: Texts) -> dict[str, tuple[str, ...]]:
    return {
        "name": (texts.name,),
        "purpose": (texts.purpose,),
        "phrases": texts.phrases,
        "when": texts.when,
        "questions": tuple(texts.questions.values()),
        "steps": tuple(f"{step.title} {step.text}" for step in texts.steps.values()),
        "text": (
            texts.prepare,
            texts.materials,
            texts.do_not_use_so,
            texts.follow_up,
            texts.sign_of_success,
            texts.remote,
            texts.two_minutes,
            texts.example,
            texts.origin,
        ),
    }
