"""What a recipe must fulfil, with the words to say so. Limits are in docs/toolkit-format.md too."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kysyva.tools.models.facets import Need
from kysyva.tools.models.recipe import RecipeDocument, RecipeFacts, RecipeKind, RecipeTexts
from kysyva.tools.models.rules import (
    MINUTES_MOST,
    PEOPLE_MOST,
    Problem,
    is_key,
    not_in_list,
    of_text,
    range_problem,
    too_many,
)

TEXT_LIMITS = {
    "name": 80,
    "purpose": 220,
    "before": 600,
    "after": 500,
    "remote": 500,
    "advice": 1500,
}
LIST_LIMITS = {"when": (6, 200)}
REQUIRED = ("name", "purpose")
ITEMS, ITEM_TITLE, ITEM_TEXT, DAYS_MOST = 40, 80, 600, 366


def problems(document: RecipeDocument) -> list[Problem]:
    """Everything that keeps a recipe from being brought in."""
    found = list(_facts(document.facts))
    for language, texts in document.texts.items():
        found += of_text(language, words(texts))
        found += _texts(language, texts, document.facts)
    if not document.texts:
        found.append(Problem("fi", "name", _("Write it in one language at least.")))
    return found


def words(texts: RecipeTexts) -> Iterator[tuple[str, str, int]]:
    """Every text with the path of its field and the most characters it may have."""
    for field, most in TEXT_LIMITS.items():
        yield field, getattr(texts, field), most
    for number, line in enumerate(texts.when):
        yield f"when.{number}", line, LIST_LIMITS["when"][1]
    for key, item in texts.items.items():
        yield f"items.{key}.title", item.title, ITEM_TITLE
        yield f"items.{key}.text", item.text, ITEM_TEXT


def _facts(facts: RecipeFacts) -> Iterator[Problem]:
    if facts.kind not in RecipeKind.values:
        yield Problem("facts", "kind", not_in_list(facts.kind, RecipeKind.values))
    for need in facts.needs:
        if need not in Need.values:
            yield Problem("facts", "needs", not_in_list(need, Need.values))
    yield from range_problem("people", facts.people, PEOPLE_MOST)
    if not 1 <= len(facts.items) <= ITEMS:
        yield Problem("facts", "items", too_many(ITEMS))
    seen: set[str] = set()
    for item in facts.items:
        field = f"items.{item.key[:60]}"
        if item.key in seen or not is_key(item.key):
            message = _("Each key is used once, in small letters, digits and hyphens.")
            yield Problem("facts", field, message)
        seen.add(item.key)
        if not 0 <= item.minutes <= MINUTES_MOST:
            message = _("Give minutes from 0 to %(most)d.") % {"most": MINUTES_MOST}
            yield Problem("facts", field, message)
        if item.tool and not is_key(item.tool):
            message = _("Give the folder names of other tools, such as “scaling”.")
            yield Problem("facts", field, message)
        if not 0 <= item.day <= DAYS_MOST:
            message = _("Give a day from 0 to %(most)d.") % {"most": DAYS_MOST}
            yield Problem("facts", field, message)


def _texts(language: str, texts: RecipeTexts, facts: RecipeFacts) -> Iterator[Problem]:
    for field in REQUIRED:
        if not getattr(texts, field).strip():
            yield Problem(language, field, _("This is needed before publishing."))
    lines, _most = LIST_LIMITS["when"]
    if len(texts.when) > lines:
        yield Problem(language, "when", too_many(lines))
    listed = {item.key for item in facts.items}
    for key in texts.items:
        if key not in listed:
            message = _("“%(key)s” is not among the keys of recipe.yaml.") % {"key": key[:60]}
            yield Problem(language, f"items.{key[:60]}", message)
    for key in listed:
        if key not in texts.items or not texts.items[key].title.strip():
            yield Problem(language, f"items.{key}.title", _("Name this part."))
