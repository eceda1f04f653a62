"""What a text must be to be stored: any character that a screen and a file can carry, and not too long."""

import unicodedata

from te_planner.errors import WrongCall

SHORT = 400
LONG = 4000


def clean(text: str, field: str, *, required: bool = False, limit: int = SHORT) -> str:
    """The text, trimmed. Raises WrongCall where it is empty but required, too long, or not storable.

    Refused are control characters (line breaks in long texts apart), lone surrogates and what XML cannot
    hold (Word and Excel files are XML): no file or terminal can show them, and an escape sequence begins
    with one.
    """
    text = text.strip()
    # what is printable has none of them, and is told at once
    for place, sign in enumerate("" if text.isprintable() else text, 1):
        refused = unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff"
        if refused and not (sign == "\n" and limit == LONG):
            raise WrongCall(
                f"{field}: character {place} (U+{ord(sign):04X}) cannot be stored. Remove it and try again."
            )
    if required and not text:
        raise WrongCall(f"{field} is empty. Write at least a word.")
    if len(text) > limit:
        raise WrongCall(f"{field} has {len(text)} characters; {limit} is the limit. Shorten it.")
    return text


def printable(text: str) -> str:
    """A file's name as a text of ours can hold it: what cannot be shown becomes a visible sign."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def sha256(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal, under which long texts are kept."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
