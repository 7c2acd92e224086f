"""The JSON Schema of a package's files, made from the types, closed lists and limits themselves.

Written to ``docs/toolkit-format/`` by ``./kysyva manage toolkit_schema``. The schema says what one
file can say of itself; that keys match between files is only seen when a package is read.
"""

from collections.abc import Iterable
from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from kysyva.tools.forms.package import FORMAT, MANIFEST_LIMITS, Manifest
from kysyva.tools.forms.schema_words import MEANING, TITLES
from kysyva.tools.models import procedure_rules, recipe_rules, rules
from kysyva.tools.models.document import LANGUAGES, Facts, Texts
from kysyva.tools.models.facets import LicenceClass, Need, Phase, QuestionType, Status
from kysyva.tools.models.procedure import ProcedureTexts
from kysyva.tools.models.question_bank import BANK_MOST, QuestionBank
from kysyva.tools.models.recipe import RecipeFacts, RecipeKind, RecipeTexts
from kysyva.tools.models.rules import (
    CLOSED_LISTS,
    KEY,
    KEY_MOST,
    LICENCE_MOST,
    MINUTES_MOST,
    PEOPLE_MOST,
    PREPARE_MOST,
    QUESTION_TEXT,
    QUESTIONS,
    RELATED_MOST,
    STEP_TEXT,
    STEP_TITLE,
    STEPS,
)

Schema = dict[str, Any]
SIMPLE = {str: "string", int: "integer", bool: "boolean"}
KEYS = {"pattern": f"^{KEY.pattern}$", "maxLength": KEY_MOST}


def schemas() -> dict[str, Schema]:
    """File name → schema."""
    built = {
        "toolkit": _toolkit(),
        "tool": _tool(),
        "tool-front-matter": _front_matter(),
        "recipe": _recipe(),
        "recipe-front-matter": _recipe_front_matter(),
        "procedure-front-matter": _procedure_front_matter(),
        "questions": _questions(),
    }
    for name, schema in built.items():
        for field, meaning in MEANING[name].items():
            schema["properties"][field] = {"description": meaning, **schema["properties"][field]}
    return {
        f"{name}.schema.json": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:kysyva:toolkit-format:{FORMAT}:{name}",
            "title": TITLES[name],
            **schema,
        }
        for name, schema in built.items()
    }


def encoded(schema: Schema) -> str:
    """The text of a schema's file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _toolkit() -> Schema:
    schema = _of(Manifest)
    fields = schema["properties"]
    fields["format"] = {"const": FORMAT}
    fields["id"] |= {"pattern": KEYS["pattern"]}
    fields["version"] |= {"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$"}
    for name, most in MANIFEST_LIMITS.items():
        if fields[name]["type"] == "object":
            fields[name] |= {
                "propertyNames": {"enum": list(LANGUAGES)},
                "additionalProperties": {"type": "string", "maxLength": most},
            }
        else:
            fields[name]["maxLength"] = most
    fields["names"]["minProperties"] = 1
    return schema


def _tool() -> Schema:
    schema = _of(Facts)
    fields = schema["properties"]
    for name, closed in CLOSED_LISTS.items():
        fields[name] |= {"items": _enum(closed.values), "uniqueItems": True}
    fields["settings"]["minItems"] = 1
    for name, most in (("minutes", MINUTES_MOST), ("people", PEOPLE_MOST)):
        for end in ("least", "most"):
            fields[name]["properties"][end] |= {"minimum": 1, "maximum": most}
    fields["prepare_minutes"] |= {"minimum": 0, "maximum": PREPARE_MOST}
    fields["licence_class"] = _enum(LicenceClass.values)
    fields["licence"] |= {"minLength": 1, "maxLength": LICENCE_MOST}
    fields["related"] |= {"items": {"type": "string", **KEYS}, "maxItems": RELATED_MOST}
    for name, most in (("steps", STEPS), ("questions", QUESTIONS)):
        fields[name] |= {"minItems": 1, "maxItems": most}
        fields[name]["items"]["properties"]["key"] |= KEYS
    fields["steps"]["items"]["properties"]["minutes"] |= {"minimum": 0, "maximum": MINUTES_MOST}
    question = fields["questions"]["items"]["properties"]
    question["phase"], question["type"] = _enum(Phase.values), _enum(QuestionType.values)
    schema["properties"] = {"status": _enum(Status.values), **fields}
    return schema


def _front_matter() -> Schema:
    schema = _written(Texts, rules)
    fields = schema["properties"]
    _keyed(fields["steps"], STEPS, title=STEP_TITLE, text=STEP_TEXT)
    fields["questions"] |= {
        "propertyNames": KEYS,
        "maxProperties": QUESTIONS,
        "additionalProperties": {"type": "string", "minLength": 1, "maxLength": QUESTION_TEXT},
    }
    schema["required"] = [*rules.REQUIRED, "steps", "questions"]
    return schema


def _recipe() -> Schema:
    schema = _of(RecipeFacts)
    fields = schema["properties"]
    fields["kind"] = _enum(RecipeKind.values)
    fields["needs"] |= {"items": _enum(Need.values)}
    for end in ("least", "most"):
        fields["people"]["properties"][end] |= {"minimum": 1, "maximum": PEOPLE_MOST}
    fields["items"] |= {"minItems": 1, "maxItems": recipe_rules.ITEMS}
    item = fields["items"]["items"]["properties"]
    item["key"] |= KEYS
    item["tool"] |= KEYS
    item["minutes"] |= {"minimum": 0, "maximum": MINUTES_MOST}
    item["day"] |= {"minimum": 0, "maximum": recipe_rules.DAYS_MOST}
    return schema


def _recipe_front_matter() -> Schema:
    schema = _written(RecipeTexts, recipe_rules)
    items = schema["properties"]["items"]
    title, text = recipe_rules.ITEM_TITLE, recipe_rules.ITEM_TEXT
    _keyed(items, recipe_rules.ITEMS, title=title, text=text)
    schema["required"] = [*recipe_rules.REQUIRED, "items"]
    return schema


def _procedure_front_matter() -> Schema:
    schema = _written(ProcedureTexts, procedure_rules)
    schema["properties"]["do_now"]["minItems"] = 1
    del schema["properties"]["do_now"]["minLength"]
    return schema


def _questions() -> Schema:
    schema = _of(QuestionBank)
    field = schema["properties"]["questions"]
    field |= {"minItems": 1, "maxItems": BANK_MOST}
    question = field["items"]["properties"]
    question["key"] |= KEYS
    question["phase"], question["type"] = _enum(Phase.values), _enum(QuestionType.values)
    for language in LANGUAGES:
        question[language]["maxLength"] = QUESTION_TEXT
    field["items"]["anyOf"] = [{"required": [language]} for language in LANGUAGES]
    return schema


def _written(kind: Any, limits: Any) -> Schema:
    """Words in one language, with the limits that their rules state."""
    schema = _of(kind)
    fields = schema["properties"]
    for name, most in limits.TEXT_LIMITS.items():
        fields[name]["maxLength"] = most
    for name, (lines, most) in limits.LIST_LIMITS.items():
        fields[name] |= {"maxItems": lines, "items": {"type": "string", "maxLength": most}}
    for name in limits.REQUIRED:
        fields[name]["minLength"] = 1
    schema["required"] = list(limits.REQUIRED)
    return schema


def _keyed(field: Schema, most: int, *, title: int, text: int) -> None:
    """Title and text of each part of something, by its key."""
    field |= {"propertyNames": KEYS, "maxProperties": most}
    words = field["additionalProperties"]["properties"]
    words["title"] |= {"minLength": 1, "maxLength": title}
    words["text"]["maxLength"] = text


def _of(kind: Any) -> Schema:
    """The schema of a type as it is, without limits."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    if origin is UnionType:
        return _of(arguments[0])
    if kind in SIMPLE:
        return {"type": SIMPLE[kind]}
    if kind is date:
        return {"type": "string", "format": "date"}
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "properties": {
            field.name: _of(hints[field.name]) for field in msgspec.structs.fields(kind)
        },
        "required": [field.name for field in msgspec.structs.fields(kind) if field.required],
        "additionalProperties": False,
    }


def _enum(values: Iterable[str]) -> Schema:
    return {"enum": list(values)}
