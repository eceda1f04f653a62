"""A text as a cell of a workbook, exactly as it is: XlsxWriter alone would change some.

It takes a text between <r> and </r> for markup of its own, and writes U+FFFE and U+FFFF, which XML has not.
"""

import re
from typing import Any
from xml.sax.saxutils import escape

ODD = re.compile("^<r>|[\ufffe\uffff]")
ESCAPE_LIKE = re.compile("_(x[0-9A-Fa-f]{4}_)")


def put_text(sheet: Any, row: int, column: int, text: str, style: Any = None) -> bool:
    """Write a text into a cell; False where it is too long for one. Nothing is computed, linked or cut."""
    told = _as_run(text) if ODD.search(text) else text
    return bool(sheet.write_string(row, column, told, style) == 0)


def _as_run(text: str) -> str:
    """One run of rich text: markup that XlsxWriter leaves as it is, its underscores hidden from it."""
    told = ESCAPE_LIKE.sub(r"_x005F_\1", text)
    told = re.sub("[\ufffe\uffff]", lambda sign: f"_x{ord(sign[0]):04X}_", told)
    told = ESCAPE_LIKE.sub(r"&#95;\1", escape(told))
    return f'<r><t xml:space="preserve">{told}</t></r>'
