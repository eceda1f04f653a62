"""An outline made into a report's sections.

The outline is a Jinja2 template of plain text, run in a sandbox. Each value of the plan goes in as an opaque
token, and is put in its place after the text was taken apart: no text of a plan can become a heading.
"""

import re
import traceback
from collections.abc import Iterator
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from te_planner.exchange.marks import day_text, stage_text
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Block, Paragraph, Section
from te_planner.exchange.report.outline_rules import check, wrong
from te_planner.exchange.report.outlines import Outline
from te_planner.exchange.report.parts import part

LONGEST = 2**20
"""Characters that an outline may come to, its values not counted."""
MOST = 20_000
"""Values and sections that it may put in."""

TOKEN = re.compile("\x02(\\d+)\x03")
HEADING = re.compile(r"(#{1,4}) +(.*)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NO_TEXT = "a value is no text"
FAULTS = (TemplateError, RecursionError, SyntaxError, ValueError, OverflowError)


class PlanWords(NamedTuple):
    """What an outline can say of the plan."""

    name: str
    stakeholder: str
    note: str
    currency: str


class ReportWords(NamedTuple):
    """What an outline can say of the report; `public` for {% if %}."""

    as_of: str
    made_on: str
    roadmap: str
    rules: str
    public: bool


class SystemWords(NamedTuple):
    """What an outline can say of a system: its name, region and stages."""

    name: str
    region: str
    note: str
    observed_stage: str
    enabler_stage: str
    id: str


class Placed(NamedTuple):
    """A section that stands in the outline's text. Nothing else can be made of it."""

    section: Section | None
    line: int


def outlined(outline: Outline, material: Material) -> tuple[str, tuple[Section, ...]]:
    """The title (empty where the outline has none) and the sections. Raises WrongCall."""
    tokens: list[str | Placed] = []
    text = _run(outline, material, tokens)
    return _Reader(outline, tokens).read(text)


def _run(outline: Outline, material: Material, tokens: list[str | Placed]) -> str:
    if found := CONTROL.search(outline.text):
        line = outline.text.count("\n", 0, found.start()) + 1
        raise wrong(
            outline, line, "a control character stands there", "Take it out: an outline is plain text."
        )

    def finalize(value: Any) -> str:
        if isinstance(value, Undefined):
            str(value)  # raises, and says what there is not
        if len(tokens) >= MOST:
            raise wrong(outline, None, f"it puts in more than {MOST} values", "Shorten it.")
        if not isinstance(value, str | int | float | Placed):
            raise ValueError(NO_TEXT)  # told with its line
        tokens.append(value if isinstance(value, Placed) else str(value))
        return f"\x02{len(tokens) - 1}\x03"

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=finalize, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    try:
        tree = environment.parse(outline.text, outline.name, outline.name)
        check(outline, tree)
        template = environment.from_string(tree)
        return "".join(_bounded(outline, template.generate(_words(outline, material))))
    except TemplateSyntaxError as error:
        raise wrong(outline, error.lineno, _said(error), "Mend it there.") from error
    except FAULTS as error:
        raise wrong(outline, _line_of(error), _said(error), "Mend it there.") from error


def _said(error: Exception) -> str:
    """A fault on one line."""
    if isinstance(error, UndefinedError):
        found = re.search(r"has no attribute '(\w+)'", str(error))
        return f"there is no “{found[1]}”" if found else "a value is not there"
    if isinstance(error, TemplateError):
        return " ".join(str(error.message or "").split()).rstrip(".") or "it cannot be read"
    return NO_TEXT if str(error) == NO_TEXT else "it cannot be read: too deep, or a number too large"


def _line_of(error: BaseException) -> int | None:
    """The template's line at which it ended, as the engine rewrites it into the traceback."""
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals
    ]
    return lines[-1] if lines else None


def _bounded(outline: Outline, parts: Iterator[str]) -> Iterator[str]:
    size = 0
    for each in parts:
        size += len(each)
        if size > LONGEST:
            raise wrong(outline, None, f"it comes to more than {LONGEST} characters", "Shorten it.")
        yield each


def _words(outline: Outline, material: Material) -> dict[str, Any]:
    """All that an outline can name."""
    readiness, plan = material.readiness, material.readiness.snapshot.plan
    regions = {each.id: each.name for each in readiness.snapshot.regions}
    systems = {
        each.system.id: SystemWords(
            each.system.name,
            regions.get(each.system.region_id, ""),
            each.system.note,
            stage_text(each.observed.stage),
            stage_text(each.stage, each.strict_stage),
            each.system.id,
        )
        for each in material.systems
    }
    made: dict[tuple[str, str], Section | None] = {}

    def section(name: str, system: SystemWords | None = None, *, line: int = 0) -> Placed:
        if system is not None and not isinstance(system, SystemWords):
            raise wrong(outline, line, f"section “{name}” is of one system", "Name what the loop gives.")
        key = (name, system.id if system else "")
        if key not in made:
            made[key] = part(material, name, readiness.systems[system.id] if system else None)
        return Placed(made[key], line)

    return {
        "plan": PlanWords(plan.name, plan.stakeholder, plan.note, plan.currency),
        "report": ReportWords(
            day_text(readiness.as_of),
            day_text(material.made_on),
            readiness.roadmap.label,
            readiness.rules,
            material.public,
        ),
        "systems": tuple(systems.values()),
        "section": section,
    }


class _Node:
    """A section while it is put together."""

    def __init__(self, level: int, section: Section) -> None:
        self.level, self.section = level, section
        self.blocks: list[Block] = list(section.blocks)
        self.below: list[_Node] = []

    def done(self) -> Section:
        below = (*self.section.sections, *(each.done() for each in self.below))
        return self.section._replace(blocks=tuple(self.blocks), sections=below)


class _Reader:
    """Takes the outline's text apart, line by line: a title, headings, sections, paragraphs."""

    def __init__(self, outline: Outline, tokens: list[str | Placed]) -> None:
        self.outline, self.tokens = outline, tokens
        self.title, self.heading, self.count = "", 0, 0
        self.top = _Node(0, Section("top", "", ()))
        self.open = [self.top]

    def read(self, text: str) -> tuple[str, tuple[Section, ...]]:
        paragraph: list[str] = []
        for line in [*map(str.strip, text.splitlines()), ""]:
            ends = not line or line.startswith("% ") or HEADING.match(line) or self._placed(line)
            if not ends:
                paragraph.append(line)
                continue
            if paragraph:
                self._paragraph(self._told(" ".join(paragraph)))
                paragraph = []
            if line:
                self._line(line)
        return self.title, tuple(each.done() for each in self.top.below)

    def _line(self, line: str) -> None:
        heading = HEADING.match(line)
        if line.startswith("% "):
            self.title = self._told(line[2:].strip())
            return
        level = len(heading[1]) if heading else self.heading + 1
        text = heading[2].strip() if heading else line
        if heading:
            self.heading = level
        if placed := self._placed(text):
            if placed.section:
                self._open(level, placed.section)
            return
        self.count += 1
        self._open(level, Section(f"part_{self.count}", self._told(text), ()))

    def _open(self, level: int, section: Section) -> None:
        while self.open[-1].level >= level:
            self.open.pop()
        node = _Node(level, section)
        self.open[-1].below.append(node)
        self.open.append(node)

    def _paragraph(self, text: str) -> None:
        if self.open[-1] is self.top:
            self._open(1, Section("introduction", "Introduction", ()))
        self.open[-1].blocks.append(Paragraph(text))

    def _placed(self, line: str) -> Placed | None:
        """The section that is all of a line."""
        found = TOKEN.fullmatch(line)
        value = self.tokens[int(found[1])] if found else None
        return value if isinstance(value, Placed) else None

    def _told(self, text: str) -> str:
        """A line's text with the plan's words in place of the tokens."""

        def word(found: re.Match[str]) -> str:
            value = self.tokens[int(found[1])]
            if isinstance(value, Placed):
                told = "a section stands within other text"
                raise wrong(self.outline, value.line, told, "Give it a line of its own.")
            return value

        return TOKEN.sub(word, text)
