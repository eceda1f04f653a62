"""Cells of a terminal, as a person sees them."""

from typing import Any

from pyte.screens import Char


def seen(cell: Char) -> Any:
    """All of a cell, but of a blank only what a person sees of it."""
    marked = cell.reverse or cell.underscore or cell.strikethrough
    return cell if cell.data.strip() or marked else cell.bg
