"""Typed text is data: what a terminal, a page or a file would take for a command is made visible."""

import re
from typing import Any

CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
BEYOND_JSON = r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]"
"""Compiled when a text has one: few do, and it takes as long as to start `re`."""


def one_line(text: str) -> str:
    """The text on one line: line breaks and tabs become spaces, other control characters a visible sign."""
    if text.isprintable():  # nearly all are, and a screen asks for thousands
        return text
    return re.sub(CONTROLS, "\N{REPLACEMENT CHARACTER}", " ".join(re.split(r"[\n\r\t]+", text)))


def json_text(data: Any, *, ascii_only: bool = False) -> str:
    """JSON with a line end; the control characters that JSON itself lets through are escaped."""
    import json

    text = json.dumps(data, ensure_ascii=ascii_only, indent=2)
    return re.sub(BEYOND_JSON, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
