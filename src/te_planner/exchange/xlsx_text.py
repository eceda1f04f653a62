"""A text as a cell of a workbook, exactly as it is: XlsxWriter alone would change some.

It takes a text between <r> and </r> for markup of its own, writes U+FFFE and U+FFFF, which XML has not, and
leaves the second of two overlapping `_x005F_x000D_` for a spreadsheet to undo.
"""

import re
from typing import Any

MOST = 32_767
"""UTF-16 units that a cell holds."""
ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
ODD = re.compile(f"^<r>|[\ufffe\uffff]|{ESCAPE_LIKE.pattern}")


def put_text(sheet: Any, row: int, column: int, text: str, style: Any = None) -> bool:
    """Write a text into a cell; False where it is too long for one. Nothing is computed, linked or cut."""
    told = _as_run(text) if ODD.search(text) else text
    if len(told) > MOST // 2 and len(told.encode("utf-16-le")) // 2 > MOST:
        return False  # XlsxWriter would write its beginning, and cut markup is none
    return bool(sheet.write_string(row, column, told, style) == 0)


def _as_run(text: str) -> str:
    """One run of rich text: markup that XlsxWriter leaves as it is, its underscores hidden from it."""
    told = ESCAPE_LIKE.sub("_x005F_", text)
    told = re.sub("[\ufffe\uffff]", lambda sign: f"_x{ord(sign[0]):04X}_", told)
    told = ESCAPE_LIKE.sub("&#95;", told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return f'<r><t xml:space="preserve">{told}</t></r>'
