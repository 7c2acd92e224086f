"""Is every text of the program translated? ``--write`` brings the .po files up to date first.

English is in the code itself; Finnish and Swedish must have every msgid, none of them fuzzy.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "src" / "kysyva"
LANGUAGES = ("fi", "sv")
SHOWN = 20
# The header says what a program must know, and nothing that changes with the day or the person.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: kysyva\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def collect(project: Path) -> None:
    """Bring the .po files below ``project`` to what its code and templates say."""
    for language in LANGUAGES:
        (project / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-wrap"]
    command += ["--add-location=file", *(f"--locale={language}" for language in LANGUAGES)]
    command += ["--extension=html,txt,py,xml", "--ignore=static/*", "--verbosity=0"]
    subprocess.run(command, cwd=project, check=True)
    for language in LANGUAGES:
        path = project / "locale" / language / "LC_MESSAGES" / "django.po"
        _header, _blank, entries = path.read_text().partition("\n\n")
        path.write_text(HEADER.format(language=language) + "\n" + entries)


def missing(project: Path) -> dict[str, list[str]]:
    """What each language lacks."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        entries = polib.pofile(str(project / "locale" / language / "LC_MESSAGES" / "django.po"))
        found[language] = [entry.msgid for entry in entries if not entry.translated()]
    return found


def main() -> int:
    """Say what is missing; exit code 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="update src/kysyva/locale")
    if shutil.which("xgettext") is None:
        print("translations: gettext is not installed (Debian: sudo apt-get install gettext)")
        return 1
    if parser.parse_args().write:
        collect(PROJECT)
        lacking = missing(PROJECT)
    else:
        with tempfile.TemporaryDirectory(prefix="kysyva-translations-") as folder:
            copy = Path(folder) / "kysyva"
            shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns("static", "*.pyc", "*.mo"))
            collect(copy)
            lacking = missing(copy)
    for language, texts in lacking.items():
        if texts:
            print(f"{language}: {len(texts)} texts are not translated:")
            print("\n".join(f"  {text!r}" for text in texts[:SHOWN]))
    return 1 if any(lacking.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
