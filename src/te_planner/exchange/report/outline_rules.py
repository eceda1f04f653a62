"""What an outline may say: a small part of Jinja2, looked through before anything of it runs.

A report's outline may come from anybody. It has no macros, no other files and no loop but over the systems,
so it can neither reach anything nor run for long.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from jinja2 import nodes

from te_planner.errors import WrongCall
from te_planner.exchange.report.outlines import Outline
from te_planner.exchange.report.parts import OF_PLAN, OF_SYSTEM

ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Call, nodes.Keyword,
    nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Concat,
)  # fmt: skip
NAMES = ("plan", "report", "systems", "section", "loop")
FILTERS = ("length", "count", "upper", "lower", "first", "last")
DEEPEST = 2
"""Loops in each other: systems by systems."""


def check(outline: Outline, tree: nodes.Template) -> None:
    """Raises WrongCall, with the line, for the first thing that an outline may not say."""
    for node, depth, names in _walk(tree, 0, frozenset(NAMES)):
        if not isinstance(node, ALLOWED):
            what = type(node).__name__.lower()
            raise wrong(outline, node.lineno, f"an outline has no {what}", HAS)
        if isinstance(node, nodes.For):
            _check_loop(outline, node, depth)
        elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in names:
            raise wrong(outline, node.lineno, f"there is no “{node.name}”", KNOWN)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            known = ", ".join(FILTERS)
            raise wrong(outline, node.lineno, f"an outline has no filter “{node.name}”", f"It has {known}.")
        elif isinstance(node, nodes.Call):
            _check_call(outline, node)


HAS = "It has {{ values }}, {% if %}, {% for system in systems %} and {{ section(…) }}."
KNOWN = "There are plan, report and systems, and section(…)."


def _walk(
    node: nodes.Node, depth: int, names: frozenset[str]
) -> Iterator[tuple[nodes.Node, int, frozenset[str]]]:
    """Every node below, with the loops around it and the names that are known there."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.For) and isinstance(child.target, nodes.Name):
            yield child, depth + 1, names
            yield from _walk(child, depth + 1, names | {child.target.name})
        else:
            yield child, depth, names
            yield from _walk(child, depth, names)


def _check_loop(outline: Outline, node: nodes.For, depth: int) -> None:
    over_systems = isinstance(node.iter, nodes.Name) and node.iter.name == "systems"
    named = isinstance(node.target, nodes.Name) and node.target.name not in NAMES
    if not over_systems or not named or node.recursive:
        told = "a loop goes over the systems and over nothing else"
        raise wrong(outline, node.lineno, told, "Write {% for system in systems %} … {% endfor %}.")
    if depth > DEEPEST:
        raise wrong(outline, node.lineno, "loops are too deep in each other", "Two are allowed.")


def _check_call(outline: Outline, node: nodes.Call) -> None:
    """`section("name")` or `section("name", system)`; its line goes with it."""
    if not isinstance(node.node, nodes.Name) or node.node.name != "section":
        raise wrong(outline, node.lineno, "only section(…) can be called", HAS)
    first = node.args[0] if node.args else None
    if not isinstance(first, nodes.Const) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        told = "section(…) takes the name of a section in quotes"
        raise wrong(outline, node.lineno, told, 'Write {{ section("gaps", system) }}.')
    name, whose = str(first.value), len(node.args) - 1
    if name not in OF_PLAN and name not in OF_SYSTEM:
        near = get_close_matches(name, [*OF_PLAN, *OF_SYSTEM], n=3, cutoff=0.4)
        remedy = f"Near: {', '.join(near)}." if near else "te-planner report template lists them."
        raise wrong(outline, node.lineno, f"there is no section “{name}”", remedy)
    if name in OF_PLAN and whose:
        told = f"section “{name}” is of the whole plan, and takes no system"
        raise wrong(outline, node.lineno, told, f'Write {{{{ section("{name}") }}}}.')
    if name in OF_SYSTEM and not (whose == 1 and isinstance(node.args[1], nodes.Name)):
        told = f"section “{name}” is of one system, which a loop names"
        remedy = f'Write {{% for system in systems %}} {{{{ section("{name}", system) }}}} {{% endfor %}}.'
        raise wrong(outline, node.lineno, told, remedy)
    node.kwargs.append(
        nodes.Keyword("line", nodes.Const(node.lineno, lineno=node.lineno), lineno=node.lineno)
    )


def wrong(outline: Outline, line: int | None, what: str, remedy: str) -> WrongCall:
    """A fault of an outline: where, what, and what to do."""
    where = f"{outline.name}, line {line}" if line else outline.name
    return WrongCall(f"{where}: {what}. {remedy}")
