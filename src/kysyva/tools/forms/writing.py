"""Toolkit packages written: the same files that :mod:`kysyva.tools.forms.package` reads.

Written for people who read, mail and compare them: one sentence a line, short lists on one line,
quotes only where they are needed. Equal content gives equal bytes.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from kysyva.tools.forms.package import MANIFEST, QUESTIONS, Manifest
from kysyva.tools.models.document import Texts, ToolDocument
from kysyva.tools.models.procedure import ProcedureDocument
from kysyva.tools.models.question_bank import QuestionBank
from kysyva.tools.models.recipe import RecipeDocument

WRAP = 96
# Words that some readers of YAML take for something else than text.
RESERVED = frozenset({"", "~", "y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# Line breaks to YAML, or unseen: these are written as escapes.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
SENTENCE_END = re.compile(r"[.!?…][”’»\"')]*$")
# Fields in the order in which people read them.
TOOL = (
    "settings needs phases dimensions minutes people prepare_minutes licence_class licence related "
    "steps questions"
).split()
TOOL_TEXTS = Texts.__struct_fields__
RECIPE = "kind people needs items".split()
RECIPE_TEXTS = "name purpose when before items after remote advice".split()
PROCEDURE_TEXTS = "name summary signs do_now do_not contacts afterwards law".split()


def files_of_tool(slug: str, document: ToolDocument, status: str) -> dict[str, str]:
    """A tool's folder: reading it gives an equal document."""
    facts = {"status": status, **_in_order(document.facts, TOOL)}
    files = {f"tools/{slug}/tool.yaml": _yaml(facts)}
    rows = {"steps": document.facts.steps, "questions": document.facts.questions}
    for language in document.languages():
        texts = _in_order(document.texts[language], TOOL_TEXTS, rows)
        files[f"tools/{slug}/{language}.md"] = _markdown(texts, "example")
    return files


def files_of_recipe(slug: str, document: RecipeDocument) -> dict[str, str]:
    """A recipe's folder: reading it gives an equal document."""
    facts = _in_order(document.facts, RECIPE)
    # What a part does not have is left out: ``{key: break, minutes: 10, pause: true}``.
    facts["items"] = [
        {name: value for name, value in item.items() if value or name == "minutes"}
        for item in facts["items"]
    ]
    files = {f"recipes/{slug}/recipe.yaml": _yaml(facts)}
    for language in document.languages():
        texts = _in_order(document.texts[language], RECIPE_TEXTS, {"items": document.facts.items})
        files[f"recipes/{slug}/{language}.md"] = _markdown(texts, "advice")
    return files


def files_of_procedure(kind: str, document: ProcedureDocument) -> dict[str, str]:
    """A procedure's folder: reading it gives an equal document."""
    return {
        f"procedures/{kind}/{language}.md": _markdown(
            _in_order(document.texts[language], PROCEDURE_TEXTS), ""
        )
        for language in document.languages()
    }


def file_of_questions(bank: QuestionBank) -> dict[str, str]:
    """``questions.yaml``."""
    return {QUESTIONS: _yaml(msgspec.to_builtins(bank))}


def file_of_manifest(manifest: Manifest) -> dict[str, str]:
    """``toolkit.yaml``."""
    data = msgspec.to_builtins(manifest)
    return {MANIFEST: _yaml({key: value for key, value in data.items() if value})}


def zip_of(files: Iterable[tuple[str, str]]) -> bytes:
    """The files as a zip; equal files in equal order give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return buffer.getvalue()


def _in_order(
    data: msgspec.Struct, order: Iterable[str], rows: Mapping[str, Iterable[Any]] | None = None
) -> dict[str, Any]:
    """The fields that say something; ``rows`` are the facts in whose order words come."""
    plain = msgspec.to_builtins(data)
    for field, facts in (rows or {}).items():
        plain[field] = {row.key: plain[field][row.key] for row in facts if row.key in plain[field]}
    required = {field.name for field in msgspec.structs.fields(data) if field.required}
    kept = required | {name for name, value in plain.items() if value not in ("", (), {}, None)}
    return {name: plain[name] for name in order if name in kept}


def _markdown(texts: dict[str, Any], field: str) -> str:
    body = texts.pop(field, "")
    if body != body.strip() or "\r" in body:
        # The body of a file has no white space around it; keep such a text word for word.
        texts[field], body = body, ""
    return f"---\n{_yaml(texts)}---\n" + (f"\n{body}\n" if body else "")


# --- YAML ---------------------------------------------------------------------------------------


def _yaml(data: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{indent}{_word(key)}:", value, indent + "  ")


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    """A value after ``head``, which is a field's name or a list's hyphen."""
    short = _on_one_line(value)
    if short is not None and len(head) + 1 + len(short) <= WRAP:
        yield f"{head} {short}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, str):
        yield from _text(head, value, indent)
    else:
        yield head
        for item in value:
            yield from _entry(f"{indent}-", item, indent + "  ")


def _on_one_line(value: Any) -> str | None:
    """A value that is best read on its field's own line, or None."""
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, str):
        return None if "\n" in value and _is_literal(value) else _word(value)
    items = value.values() if isinstance(value, Mapping) else value
    if not all(isinstance(item, int) or _is_id(item) for item in items):
        return None
    if isinstance(value, Mapping):
        pairs = (
            f"{key}: {_number(item) if isinstance(item, int) else item}"
            for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    return f"[{', '.join(value)}]"


def _number(value: int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_id(value: object) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"[a-z][a-z0-9_-]*", value) is not None
        and value not in RESERVED
    )


def _word(text: str) -> str:
    """Plain where every reader of YAML gives the same text back, otherwise in double quotes."""
    plain = (
        text[:1].isalpha()
        and text.casefold() not in RESERVED
        and text == text.strip()
        and not re.search(r"[\n\r\t]|: | #|:$", text)
        and not UNSEEN.search(text)
    )
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    """A text too long for its line: folded, or as it stands if it has line breaks of its own."""
    if _is_folded(text):
        yield f"{head} >-"
        for line in _lines(text):
            yield indent + line
    elif _is_literal(text):
        yield f"{head} |-"
        for line in text.split("\n"):
            yield indent + line if line else ""
    else:
        yield f"{head} {_quoted(text)}"


def _is_folded(text: str) -> bool:
    """Does YAML's folded style give this text back to the letter?"""
    return all(text.split(" ")) and not re.search(r"[\n\r\t]", text) and not UNSEEN.search(text)


def _is_literal(text: str) -> bool:
    """Does YAML's literal style give this text back to the letter?"""
    return not UNSEEN.search(text) and not re.search(r"[\r\t]|[ ]\n", text) and text == text.strip()


def _lines(text: str) -> Iterator[str]:
    """One sentence a line, long ones broken between words."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WRAP:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
        if SENTENCE_END.search(word):
            yield line
            line = ""
    if line:
        yield line
