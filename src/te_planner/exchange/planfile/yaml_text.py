"""Data as YAML that a person can read and our strict reader takes: block style, UTF-8, nothing ambiguous."""

import re
from typing import Any

import yaml

ODD = re.compile(r"[\x7f-\xa0\u2028\u2029\ufeff]")
"""What an editor would take for a line end, or not show at all: written as an escape."""

WIDTH = 110


class PlainDay(str):
    """A day, written as 2026-11-24; a text that looks like one is quoted."""

    __slots__ = ()


class Amount(str):
    """Money, written as 1250000 or 1250000.50."""

    __slots__ = ()


class _Writer(yaml.SafeDumper):
    """Safe, with lists set in below their key. Texts that read as something else are quoted by PyYAML."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = '"' if ODD.search(text) else "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


def _day(writer: _Writer, day: PlainDay) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:timestamp", str(day))


def _amount(writer: _Writer, amount: Amount) -> yaml.ScalarNode:
    kind = "float" if "." in amount else "int"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", str(amount))


_Writer.add_representer(str, _text)
_Writer.add_representer(PlainDay, _day)
_Writer.add_representer(Amount, _amount)


def yaml_text(data: dict[str, Any]) -> str:
    """The mapping, its keys in their order."""
    text: str = yaml.dump(data, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text
