"""Toolkit packages written: the same files that :mod:`kysyva.tools.forms.package` reads."""

import io
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import FoldedScalarString

from kysyva.tools.forms.archive import Files
from kysyva.tools.models.document import Texts, ToolDocument

WRAP = 100


def files_of_tool(slug: str, document: ToolDocument, status: str) -> Files:
    """A tool's folder: reading it gives an equal document."""
    facts = {"status": status, **msgspec.to_builtins(document.facts)}
    files = {f"tools/{slug}/tool.yaml": _yaml(facts)}
    for language, texts in document.texts.items():
        files[f"tools/{slug}/{language}.md"] = _markdown(texts)
    return files


def manifest_text(
    *, id: str, version: str, names: dict[str, str], licence: str, descriptions: dict[str, str]
) -> str:
    """``toolkit.yaml``."""
    return _yaml(
        {
            "format": 1,
            "id": id,
            "version": version,
            "names": names,
            "descriptions": descriptions,
            "licence": licence,
        }
    )


def _markdown(texts: Texts) -> str:
    data = msgspec.to_builtins(texts)
    example = data.pop("example")
    if data["checked"] is None:
        del data["checked"]
    if example != example.strip():
        # The body of a file has no white space around it; keep such a text word for word.
        data["example"], example = example, ""
    return f"---\n{_yaml(data)}---\n\n{example}\n"


def _yaml(data: dict[str, Any]) -> str:
    writer = YAML(pure=True)
    writer.default_flow_style = False
    writer.width = WRAP
    writer.allow_unicode = True
    writer.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    writer.dump({key: _readable(value) for key, value in data.items()}, buffer)
    return buffer.getvalue()


def _readable(value: Any) -> Any:
    """Long texts folded over lines, so that people can read and compare them."""
    if isinstance(value, dict):
        return {key: _readable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(item) for item in value]
    if isinstance(value, str) and len(value) > WRAP - 20 and _folds(value):
        return FoldedScalarString(value)
    return value


def _folds(text: str) -> bool:
    """Does YAML's folded style give this text back to the letter?"""
    return text == " ".join(text.split())
