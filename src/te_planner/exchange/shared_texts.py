"""A workbook opened so that every text is as Excel means it: openpyxl alone loses each “x005F_” of a text."""

import io
import re
from typing import IO, Any

ESCAPED = re.compile("_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
"""How a workbook writes what XML cannot hold, and the underscore before what looks like it. Half a surrogate
pair is no character, and stays as it is written."""


def opened(content: bytes) -> Any:
    """The workbook, streamed, its formulas as their values. Raises what openpyxl does where it is damaged."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    class Reader(ExcelReader):
        def read_strings(self) -> None:
            part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # openpyxl's
            if part is not None:
                with self.archive.open(part.PartName[1:]) as source:
                    self.shared_strings = shared_texts(source)

    reader = Reader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def shared_texts(source: IO[bytes]) -> list[str]:
    """The texts of a workbook: runs joined, phonetic signs left out, escapes undone."""
    from defusedxml.ElementTree import iterparse

    texts, run = [], list[str]()
    phonetic = 0
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if tag == "rPh":
            phonetic += 1 if event == "start" else -1
        elif event == "end" and tag == "t" and not phonetic:
            run.append(element.text or "")
        elif event == "end" and tag == "si":
            texts.append(unescaped("".join(run)))
            run.clear()
            element.clear()
    return texts


def unescaped(text: str) -> str:
    """The text that an escape stands for."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
