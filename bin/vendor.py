#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]"]
# ///
"""Refresh everything in static/vendor from npm and rewrite vendor.json.

    uv run vendor.py            fetch the pinned versions again
    uv run vendor.py --check    only compare the files with vendor.json

Needs npm (for `npm pack`) and, for the font, fonttools with brotli. People who
run Kysyvä need neither: the results are committed.
"""

import argparse
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "src" / "kysyva" / "static" / "vendor"

PACKAGES = {
    "htmx.org": "4.0.1",
    "modern-normalize": "3.0.1",
    "lucide-static": "1.62.0",
    "@fontsource-variable/schibsted-grotesk": "5.3.0",
}

# Letters: Basic Latin, Latin-1 (fi, sv, en, de, fr, es ...), Š š Ž ž, Sámi
# letters, dashes, quotation marks, bullet, ellipsis, euro, arrows, minus, ≤ ≥.
FONT_UNICODES = (
    "U+0020-007E,U+00A0-00FF,U+010C,U+010D,U+0110,U+0111,U+014A,U+014B,U+0160,U+0161,"
    "U+0166,U+0167,U+017D,U+017E,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F,"
    "U+2032,U+2033,U+20AC,U+2190-2193,U+2212,U+2248,U+2264,U+2265"
)
FONT_WEIGHTS = (400, 700)

ICONS = """
archive arrow-down arrow-left arrow-right arrow-up badge-check book-open bookmark bookmark-check
calendar-days check chevron-down chevron-left chevron-right circle-alert circle-check
circle-dashed circle-help circle-x clock coffee compass copy door-open download ellipsis
external-link eye flask-conical footprints git-compare hand hand-heart handshake heart
history house info key-round languages layers leaf library lightbulb lock log-in log-out
mail map-pin maximize
message-circle message-circle-question-mark message-square-quote minus monitor moon pencil play plus
presentation printer recycle refresh-cw search send settings share-2 shield shield-alert shuffle
sliders-horizontal split sprout sticky-note sun sun-moon timer trash-2 triangle-alert undo-2
upload user user-plus users users-round wrench x
""".split()


def fetch(name: str, version: str, folder: Path) -> dict[str, bytes]:
    """One npm package as {path: content}."""
    done = subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"],
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / done.stdout.strip().splitlines()[-1]
    with tarfile.open(archive) as tar:
        return {
            member.name.split("/", 1)[1]: content.read()
            for member in tar.getmembers()
            if (content := tar.extractfile(member)) is not None
        }


def licence(files: dict[str, bytes]) -> str:
    for name in ("LICENSE", "LICENSE.md", "LICENSE.txt", "license", "license.md"):
        if name in files:
            return files[name].decode().replace("\r\n", "\n").strip()
    raise SystemExit("no licence file in the package")


def font(woff2: bytes) -> bytes:
    """Latin letters and the weights in use only."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    face = TTFont(io.BytesIO(woff2))
    face = instantiateVariableFont(face, {"wght": FONT_WEIGHTS})
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = [
        "kern",
        "liga",
        "calt",
        "ccmp",
        "locl",
        "mark",
        "mkmk",
        "tnum",
        "case",
    ]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17, 25]
    options.hinting = False
    options.desubroutinize = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(FONT_UNICODES.replace("U+", "")))
    subsetter.subset(face)
    face.flavor = "woff2"
    face["head"].modified = face["head"].created  # the same input gives the same bytes
    out = io.BytesIO()
    face.recalcTimestamp = False
    face.save(out)
    return out.getvalue()


def sprite(files: dict[str, bytes]) -> bytes:
    """The used icons as symbols; drawn with the colour of the text around them."""
    symbols = []
    for name in sorted(set(ICONS)):
        svg = files[f"icons/{name}.svg"].decode()
        found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
        assert found is not None
        inner = re.sub(r"\s+", " ", found[1]).replace(" />", "/>").replace("> <", "><").strip()
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
            f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>'
        )
    return (
        "<!-- Lucide, ISC licence, see vendor.json -->\n"
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    ).encode()


def refresh() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    entries = []

    def keep(file: str, content: bytes, package: str, spdx: str, text: str, note: str) -> None:
        (VENDOR / file).write_bytes(content)
        entries.append(
            {
                "file": file,
                "package": package,
                "version": PACKAGES[package],
                "licence": spdx,
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
                "note": note,
                "licence_text": text,
            }
        )

    with tempfile.TemporaryDirectory() as tmp:
        got = {name: fetch(name, version, Path(tmp)) for name, version in PACKAGES.items()}

    files = got["htmx.org"]
    keep(
        "htmx.min.js",
        files["dist/htmx.min.js"],
        "htmx.org",
        json.loads(files["package.json"])["license"],
        licence(files),
        "dist/htmx.min.js, unchanged",
    )
    files = got["modern-normalize"]
    keep(
        "modern-normalize.css",
        files["modern-normalize.css"],
        "modern-normalize",
        "MIT",
        licence(files),
        "unchanged; bundled into site.css by bundle.py",
    )
    files = got["lucide-static"]
    keep(
        "icons.svg",
        sprite(files),
        "lucide-static",
        "ISC",
        licence(files),
        "only the used icons, as symbols; the list is in vendor.py",
    )
    package = "@fontsource-variable/schibsted-grotesk"
    files = got[package]
    keep(
        "schibsted-grotesk.woff2",
        font(files["files/schibsted-grotesk-latin-wght-normal.woff2"]),
        package,
        "OFL-1.1",
        licence(files),
        f"weights {FONT_WEIGHTS[0]}-{FONT_WEIGHTS[1]}, Latin letters; made smaller by vendor.py",
    )

    (VENDOR / "vendor.json").write_text(
        json.dumps({"files": entries}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def check() -> int:
    wrong = 0
    for entry in json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))["files"]:
        path = VENDOR / entry["file"]
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
        same = found == entry["sha256"]
        wrong += not same
        state = "ok   " if same else "WRONG"
        print(f"{state} {entry['file']:26} {entry['version']:8} {entry['bytes']:>7} B")
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only, fetch nothing")
    if not parser.parse_args().check:
        refresh()
    sys.exit(check())
