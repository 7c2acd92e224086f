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
from kysyva.tools.models.document import LANGUAGES, Facts, Texts
from kysyva.tools.models.facets import LicenceClass, Phase, QuestionType, Status
from kysyva.tools.models.rules import (
    CLOSED_LISTS,
    KEY,
    KEY_MOST,
    LICENCE_MOST,
    LIST_LIMITS,
    MINUTES_MOST,
    PEOPLE_MOST,
    PREPARE_MOST,
    QUESTION_TEXT,
    QUESTIONS,
    RELATED_MOST,
    REQUIRED,
    STEP_TEXT,
    STEP_TITLE,
    STEPS,
    TEXT_LIMITS,
)

Schema = dict[str, Any]
KEYS = {"pattern": f"^{KEY.pattern}$", "maxLength": KEY_MOST}

# What each field means, for people who write the files; shown by editors that know the schema.
MEANING = {
    "toolkit": {
        "format": "The version of this format.",
        "id": "A short name of the package, the same from version to version.",
        "version": "Which edition this is, such as 2026.11.",
        "names": "What the package is called, by language.",
        "licence": "The licence of the texts, as an SPDX name.",
        "descriptions": "What it holds and for whom, by language.",
        "credit": "Whom to thank.",
    },
    "tool": {
        "status": "Where the tool is in its life.",
        "settings": "The forums or moments in which it is used; the first is shown on the card.",
        "needs": "The human needs that it serves.",
        "phases": "The phases of the conversation; the first gives the card its colour.",
        "dimensions": "The dimensions of coaching leadership that the supervisor practises.",
        "minutes": "How long it takes, from least to most.",
        "people": "For how many people, the supervisor among them, from least to most.",
        "prepare_minutes": "Minutes of preparation, 0 for none.",
        "licence_class": "How free the idea behind the tool is.",
        "licence": "The licence of this tool's texts.",
        "related": "Folder names of tools that go well with this.",
        "steps": "The steps in their order; their words are in each language's file.",
        "questions": "The questions in their order; their words are in each language's file.",
    },
    "front-matter": {
        "name": "What people look for: a question or a plain word rather than a method.",
        "purpose": "One sentence: what it does, and for whom.",
        "when": "Concrete moments when it fits.",
        "when_not": "When to choose something else.",
        "prepare": "What to think of, agree or find out before.",
        "materials": "What is needed, if anything.",
        "steps": "Title and text of each step, by its key in tool.yaml.",
        "questions": "Each question as it is said aloud, by its key in tool.yaml.",
        "do_not_use_so": "How the tool does harm when it is misused.",
        "follow_up": "What to do after, and when to come back to it.",
        "sign_of_success": "What one would notice if it worked.",
        "remote": "How to do it by video or phone.",
        "two_minutes": "The version for somebody who is already at the door.",
        "origin": "Where the idea comes from, and whom to credit.",
        "phrases": "Do you recognise this? What supervisors say before they know any tool.",
        "example": "How it went once, in Markdown. Usually written below the front matter instead.",
        "checked": "The day on which a reader last found this language right.",
    },
}
TITLES = {
    "toolkit": "toolkit.yaml: what a package is",
    "tool": "tool.yaml: what is true of a tool in every language",
    "front-matter": "The front matter of fi.md, sv.md and en.md: a tool's words in one language",
}


def schemas() -> dict[str, Schema]:
    """File name → schema."""
    built = {"toolkit": _toolkit(), "tool": _tool(), "front-matter": _front_matter()}
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
    schema["properties"] = {"status": _enum(Status.values), **fields}
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
    return schema


def _front_matter() -> Schema:
    schema = _of(Texts)
    fields = schema["properties"]
    for name, most in TEXT_LIMITS.items():
        fields[name]["maxLength"] = most
    for name, (lines, most) in LIST_LIMITS.items():
        fields[name] |= {"maxItems": lines, "items": {"type": "string", "maxLength": most}}
    for name in REQUIRED:
        fields[name]["minLength"] = 1
    fields["steps"] |= {"propertyNames": KEYS, "maxProperties": STEPS}
    step = fields["steps"]["additionalProperties"]["properties"]
    step["title"] |= {"minLength": 1, "maxLength": STEP_TITLE}
    step["text"]["maxLength"] = STEP_TEXT
    fields["questions"] |= {
        "propertyNames": KEYS,
        "maxProperties": QUESTIONS,
        "additionalProperties": {"type": "string", "minLength": 1, "maxLength": QUESTION_TEXT},
    }
    schema["required"] = [*REQUIRED, "steps", "questions"]
    return schema


def _of(kind: Any) -> Schema:
    """The schema of a type as it is, without limits."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    if origin is UnionType:
        return _of(arguments[0])
    if kind in (str, int):
        return {"type": {str: "string", int: "integer"}[kind]}
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
