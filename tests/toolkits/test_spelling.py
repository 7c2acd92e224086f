"""Every word of the starter toolkit is spelt right, or stands in the project's word list.

Voikko reads Finnish, hunspell Swedish as in Finland and British English. A new word that is right
goes to ``toolkits/words/<language>.txt``.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.conf import settings

from kysyva.search.analysis import has_finnish_dictionary
from kysyva.tools.forms.archive import FolderFiles
from kysyva.tools.forms.package import parts_of, read_part
from kysyva.tools.models import LANGUAGES

WORDS = settings.TOOLKITS_DIR / "words"
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
DICTIONARIES = {"sv": "sv_FI", "en": "en_GB"}


def words_of(language: str) -> set[str]:
    """The words of every text in a language, apostrophes straight."""
    files = FolderFiles(settings.TOOLKITS_DIR / "starter")
    found: set[str] = set()
    for part in parts_of(files):
        document = msgspec.to_builtins(read_part(files, part).document)
        for text in _texts(document, language):
            found.update(word.replace("’", "'") for word in WORD.findall(text))
    return found


def _texts(value: Any, language: str) -> Iterator[str]:
    """What stands under the language's name, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner) if key == language else _texts(inner, language)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, language)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def accepted(language: str) -> set[str]:
    lines = (WORDS / f"{language}.txt").read_text("utf-8").split()
    return {line.replace("’", "'") for line in lines}


def unknown_finnish(words: set[str]) -> set[str]:
    import libvoikko

    voikko = libvoikko.Voikko("fi")
    try:
        return {word for word in words if not voikko.spell(word)}
    finally:
        voikko.terminate()


def unknown_to_hunspell(words: set[str], dictionary: str) -> set[str]:
    done = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", dictionary],
        input="\n".join(sorted(words)),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_finnish_is_spelt_right() -> None:
    if not has_finnish_dictionary():
        pytest.skip("libvoikko1 and voikko-fi are not installed")
    assert sorted(unknown_finnish(words_of("fi")) - accepted("fi")) == []


@pytest.mark.parametrize("language", sorted(DICTIONARIES))
def test_swedish_and_english_are_spelt_right(language: str) -> None:
    if shutil.which("hunspell") is None:
        pytest.skip("hunspell is not installed")
    unknown = unknown_to_hunspell(words_of(language), DICTIONARIES[language])
    assert sorted(unknown - accepted(language)) == []


def test_a_misspelt_word_would_be_found() -> None:
    if has_finnish_dictionary():
        assert unknown_finnish({"palaute", "palavte"}) == {"palavte"}
    if shutil.which("hunspell") is not None:
        assert unknown_to_hunspell({"respons", "respåns"}, "sv_FI") == {"respåns"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_lists_are_sorted_and_in_use(language: str) -> None:
    lines = (WORDS / f"{language}.txt").read_text("utf-8").split("\n")[:-1]
    assert lines == sorted(set(lines))
    used = {word.casefold() for word in words_of(language)}
    parts = used | {part for word in used for part in re.split("['-]", word)}
    unused = [word for word in accepted(language) if word.casefold() not in parts]
    assert unused == []
