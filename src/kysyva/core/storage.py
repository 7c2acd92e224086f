"""Static files: one stylesheet made of its parts, hashed and compressed once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"
REPEAT = "/* @repeat dark auto */"


def bundle() -> str:
    """The text of ``css/site.css``: the layers of the cascade in their order, and print."""
    root = Path(settings.PROJECT) / "static"
    css = root / "css"
    layers = {
        "reset": [root / "vendor" / "modern-normalize.css"],
        "tokens": [css / "tokens.css"],
        "base": [css / "base.css"],
        "layout": [css / "layout.css"],
        "components": sorted((css / "components").glob("*.css")),
    }
    texts = {
        name: "\n".join(path.read_text("utf-8") for path in paths) for name, paths in layers.items()
    }
    texts["tokens"] = _dark_repeated(texts["tokens"])
    parts = [f"@layer {','.join(texts)};"]
    parts += [f"@layer {name}{{{_small(text)}}}" for name, text in texts.items()]
    return "\n".join([*parts, _small((css / "print.css").read_text("utf-8"))])


def _dark_repeated(tokens: str) -> str:
    """The dark theme is written once and serves ``data-theme=auto`` too."""
    block = re.search(r"\[data-theme=dark\] \{(.*?)\n\}", tokens, re.DOTALL)
    assert block is not None
    auto = f"@media (prefers-color-scheme: dark) {{ [data-theme=auto] {{{block[1]}\n}} }}"
    return tokens.replace(REPEAT, auto)


def _small(css: str) -> str:
    """Without comments and idle space. Enough for our own CSS, not a general minifier."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r":\s+(?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}").strip()


class BundledStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Whitenoise's storage, with ``css/site.css`` written before files are hashed.

    Pages then wait for one stylesheet, while each component keeps a file of its own
    (docs/adr/0006).
    """

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Write the bundle, then go on as Whitenoise does."""
        self.delete(STYLESHEET)
        self._save(STYLESHEET, ContentFile(bundle().encode()))
        parts = [name for name in paths if name.startswith("css/")]
        for name in parts:
            del paths[name]
        paths[STYLESHEET] = (self, STYLESHEET)
        yield from super().post_process(paths, **options)
