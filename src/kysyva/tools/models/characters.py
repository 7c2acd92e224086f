"""Characters that no text of a tool may have: invisible, and good for nothing but deceiving."""

import re

# Control characters but for tab and line breaks; surrogates; those that turn the direction of text.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str, most: int = 120) -> str:
    """Words from a stranger (a file's name), safe in a message: on one line, nothing hidden."""
    return " ".join(FORBIDDEN.sub("·", text).split())[:most]
