"""Every key, once: bindings, footer, help and palette are made from this list."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding

ALL = (
    "overview",
    "roadmap",
    "projects",
    "benefits",
    "timeline",
    "coverage",
    "assess",
    "history",
    "report",
    "reader",
    "editions",
)
FIGURES = ALL[:7]
ELSEWHERE = tuple(each for each in FIGURES if each != "coverage")
ASKED = (*FIGURES, "editions")
SEARCHED = tuple(each for each in ALL if each != "report")
GROUPS = ("Screens", "Look", "Change the plan", "Move")


class Key(NamedTuple):
    """A key and what it does.

    `keys`: as Textual names them, the first one shown. `action`: of the screen or (with `app.`) of the app.
    `label`: a word or two for the footer; `text`: a sentence for help. `screens`: where it works.
    `rank`: its place in the footer, from the left; 0 keeps it out.
    """

    keys: tuple[str, ...]
    action: str
    label: str
    text: str
    group: str
    screens: tuple[str, ...] = ALL
    rank: int = 0

    @property
    def shown(self) -> str:
        return " ".join(SHOWN.get(key, key) for key in self.keys[:2])


SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "full_stop": ".",
    "comma": ",",
    "escape": "esc",
    "colon": ":",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}

SCREENS = (
    Key(("1",), "app.show('overview')", "Overview", "where we stand, what comes next", "Screens"),
    Key(("2",), "app.show('roadmap')", "Roadmap", "the whole matrix, with a card for each cell", "Screens"),
    Key(("3",), "app.show('projects')", "Projects", "the projects, and what each one opens", "Screens"),
    Key(("4",), "app.show('benefits')", "Benefits", "what is reached, next, and locked", "Screens"),
    Key(("5",), "app.show('timeline')", "Timeline", "projects and milestones over time", "Screens"),
    Key(("6",), "app.show('coverage')", "Coverage", "who delivers what, the path, what pushes", "Screens"),
    Key(("7",), "app.show('assess')", "Assess", "a guided run through the enablers of a stage", "Screens"),
    Key(("8",), "app.show('history')", "History", "what was done, when and by whom", "Screens"),
    Key(("9",), "app.show('report')", "Report", "what can be handed to a board or a commission", "Screens"),
    Key(("r",), "app.show('reader')", "Reader", "stages, tracks, concepts, questions, words", "Screens"),
)
LOOK = (
    Key(("enter",), "open", "open", "open what the cursor is on", "Look", rank=1),
    Key(("w",), "why", "why", "why the figure under the cursor is what it is", "Look", ASKED, rank=2),
    Key(
        ("full_stop",),
        "deeds",
        "more",
        "all that can be done with what the cursor is on",
        "Look",
        tuple(each for each in FIGURES if each != "timeline"),
        7,
    ),
    Key(
        ("comma",),
        "deeds",
        "more",
        "all that can be done with what the cursor is on",
        "Look",
        ("timeline",),
        7,
    ),
    Key(
        ("p",), "projects_of", "its projects", "to the projects of a cell or benefit", "Look", FIGURES, rank=9
    ),
    Key(("escape", "backspace"), "back", "back", "back to where you came from", "Look", rank=11),
    Key(("slash",), "find", "find", "find: the list narrows while you type", "Look", SEARCHED, rank=5),
    Key(
        ("k", "K"),
        "turn('track', 1)",
        "track",
        "the next track (K: the one before)",
        "Look",
        ("roadmap", "assess"),
        3,
    ),
    Key(
        ("l", "L"),
        "turn('lane', 1)",
        "lane",
        "the next swim lane (L: the one before)",
        "Look",
        ("roadmap",),
        3,
    ),
    Key(("g",), "turn('state', 1)", "state", "show one state only, then the next", "Look", ("roadmap",), 10),
    Key(
        ("i", "I"),
        "turn('concept', 1)",
        "concept",
        "one core concept only, then the next (I: back)",
        "Look",
        ("roadmap",),
    ),
    Key(
        ("b", "B"),
        "turn('actor', 1)",
        "actor",
        "what one actor can move, then the next (B: back)",
        "Look",
        ("roadmap",),
    ),
    Key(
        ("j", "J"),
        "turn('nature', 1)",
        "nature",
        "actions, conditions or baselines only (J: back)",
        "Look",
        ("roadmap",),
    ),
    Key(
        ("h", "H"),
        "turn('stage', 1)",
        "stage",
        "one stage's column only, then the next (H: back)",
        "Look",
        ("roadmap",),
    ),
    Key(("0",), "clear", "all", "clear the filters beside track and lane", "Look", ("roadmap",)),
    Key(
        ("g", "G"),
        "turn('status', 1)",
        "status",
        "benefits of one status only, then the next (G: back)",
        "Look",
        ("benefits",),
        3,
    ),
    Key(
        ("l",),
        "turn('graph', 1)",
        "graph",
        "a graph of what leads to the benefit, or its card",
        "Look",
        ("benefits",),
        2,
    ),
    Key(
        ("b",),
        "undo_to",
        "undo to here",
        "take back all that was done after the entry",
        "Look",
        ("history",),
        3,
    ),
    Key(("c",), "chart", "chart", "readiness over time, track by track", "Look", ("history",), 2),
    Key(("f",), "since", "since", "what moved since (from) a day that you choose", "Look", ("history",), 3),
    Key(("w",), "why", "why", "why the figure under the card's cursor is what it is", "Look", ("history",)),
    Key(("plus", "minus"), "zoom(-1)", "zoom", "nearer (-: farther)", "Look", ("timeline",), 3),
    Key(
        ("less_than_sign", "greater_than_sign"),
        "pan(-1)",
        "earlier, later",
        "earlier (>: later) in time",
        "Look",
        ("timeline",),
        3,
    ),
    Key(("full_stop",), "pan(0)", "today", "back to today", "Look", ("timeline",), 4),
    Key(
        ("b",),
        "turn('baseline', 1)",
        "baseline",
        "show where milestones were first planned, or not",
        "Look",
        ("timeline",),
        5,
    ),
    Key(
        ("g", "G"),
        "turn('section', 1)",
        "section",
        "the next section (G: the one before)",
        "Look",
        ("coverage",),
        2,
    ),
    Key(
        ("k", "K"),
        "turn('track', 1)",
        "track",
        "of the matrix and gaps: the next track (K: before)",
        "Look",
        ("coverage",),
        9,
    ),
    Key(
        ("l",),
        "turn('stage', 1)",
        "stage",
        "of the matrix and gaps: the next stage",
        "Look",
        ("coverage",),
        9,
    ),
    Key(("b",), "turn('by', 1)", "by", "of the matrix: by systems, or by projects", "Look", ("coverage",), 9),
    Key(
        ("less_than_sign", "greater_than_sign"),
        "pan(-1)",
        "columns",
        "of the matrix: columns to the left (>: right)",
        "Look",
        ("coverage",),
    ),
    Key(("g",), "turn('stage', 1)", "stage", "the next stage", "Look", ("assess",), 3),
    Key(
        ("h",),
        "turn('chain', 1)",
        "chain",
        "draw heavy what fixes the date of the next stage, or not",
        "Look",
        ("timeline",),
        5,
    ),
    Key(("g",), "turn('order', 1)", "order", "order by key, start or finish", "Look", ("timeline",), 5),
    Key(("e",), "save", "save", "save the report to a file", "Look", ("report",), 1),
    Key(("l",), "read", "read", "into the report, and back to the choices", "Look", ("report",), 1),
    Key(("k", "K"), "turn('kind', 1)", "kind", "the next kind (K: the one before)", "Look", ("report",), 2),
    Key(
        ("g", "G"), "turn('form', 1)", "format", "the next format (G: the one before)", "Look", ("report",), 3
    ),
    Key(
        ("p",),
        "turn('public', 1)",
        "public",
        "without what is internal, or all of it",
        "Look",
        ("report",),
        5,
    ),
    Key(("f",), "since", "since", "changes since a day, or a freeze", "Look", ("report",), 6),
    Key(("E",), "app.show('editions')", "new edition", "another edition, and what to look at again", "Look"),
    Key(("g",), "turn('part', 1)", "part", "all, or one part of it, then the next", "Look", ("editions",), 5),
    Key(
        ("space",),
        "mark",
        "mark",
        "mark what the cursor is on: an edit is then of all that is marked",
        "Look",
        ("roadmap", "projects"),
        10,
    ),
    Key(("ctrl+a",), "mark_all", "mark all", "mark all that the list shows", "Look", ("roadmap", "projects")),
    Key(("y",), "copy", "copy", "copy the list for a spreadsheet", "Look", ("roadmap", "projects")),
    Key(("s",), "app.systems", "system", "choose the distribution system", "Look", rank=12),
    Key(
        ("ctrl+p",),
        "app.palette",
        "go to",
        "go to any cell, project or command by name",
        "Look",
        rank=8,
    ),
    Key(("question_mark",), "app.help", "help", "all keys, and the legend of marks", "Look", rank=13),
    Key(("T",), "app.tour", "tour", "two minutes round the screens; it changes nothing", "Look"),
    Key(
        ("D",),
        "app.next_theme",
        "theme",
        "the next theme: dark, light, high contrast, colour-blind safe",
        "Look",
    ),
    Key(("q",), "app.quit", "quit", "leave; all that was done is saved", "Look", rank=14),
)
CHANGE = (
    Key(("y",), "answer('in place')", "yes", "it is in place: on which evidence?", "Change the plan",
        ("assess",), 1),
    Key(("h",), "answer('partly')", "partly", "it is partly (half) in place", "Change the plan",
        ("assess",), 1),
    Key(("j",), "answer('not in place')", "no", "it is not in place", "Change the plan", ("assess",), 1),
    Key(("y",), "holds", "holds", "the suspect statement still holds", "Change the plan", ("editions",), 1),
    Key(("A",), "adopt", "adopt", "adopt the program's edition; you are asked first", "Change the plan",
        ("editions",), 4),
    Key(("n",), "form('project')", "new project", "a new project", "Change the plan",
        tuple(each for each in ALL if each != "coverage"), 6),
    Key(("n",), "new", "new", "a new waypoint, driver, obligation or estimate", "Change the plan",
        ("coverage",), 2),
    Key(("e",), "change", "edit", "change what the cursor is on; on a cell, its estimate", "Change the plan",
        ("coverage",), 4),
    Key(("t",), "form('reading')", "reading", "what a driver or measure was on a day", "Change the plan",
        ("coverage",), 5),
    Key(("h",), "form('trigger')", "trigger", "a driver's level at which something is called for",
        "Change the plan", ("coverage",), 6),
    Key(("y",), "form('tie')", "tie", "an obligation waits for a project, milestone or cell",
        "Change the plan", ("coverage",), 6),
    Key(("d",), "form('meet')", "met", "a filing met the obligation; a milestone is reached",
        "Change the plan", ("coverage",), 6),
    Key(("colon",), "app.capture", "in a line", "a new project in one line", "Change the plan"),
    Key(("F",), "app.import_file", "import", "a file of somebody else's: first what it would change",
        "Change the plan"),
    Key(("X",), "app.export_plan", "export", "the whole plan as YAML, JSON or a workbook", "Change the plan"),
    Key(("S",), "app.status_round", "status round", "a workbook that asks an owner what is open",
        "Change the plan"),
    Key(("P",), "paste", "paste", "projects from a spreadsheet", "Change the plan", ("projects",)),
    Key(("i",), "form('owner')", "owner", "a project's owner", "Change the plan",
        tuple(each for each in FIGURES if each != "roadmap")),
    Key(("m",), "form('map')", "map", "say which enabler a project delivers", "Change the plan", FIGURES, 4),
    Key(("t",), "form('milestone')", "milestone", "a milestone, with its day", "Change the plan",
        ELSEWHERE, 7),
    Key(("d",), "form('done')", "done", "a milestone is reached", "Change the plan", ELSEWHERE, 4),
    Key(("f",), "form('forecast')", "forecast", "a new forecast for a milestone", "Change the plan", FIGURES),
    Key(("c",), "form('status')", "status", "a project's status", "Change the plan", FIGURES),
    Key(("a",), "form('attest')", "attest", "attest an enabler, on evidence", "Change the plan", ASKED, 3),
    Key(("a",), "form('answer')", "answer", "in the reader: answer a question (4.6.2)",
        "Change the plan", ("reader",), 3),
    Key(("o",), "form('observe')", "observe", "a condition, result or benefit is seen",
        "Change the plan", FIGURES),
    Key(("O",), "form('pick')", "pick stage", "pick the observed stage (4.2)", "Change the plan",
        (*FIGURES, "reader")),
    Key(("x",), "form('aside')", "not applicable", "set a cell aside, with a reason; or take it up again",
        "Change the plan", FIGURES),
    Key(("v",), "form('waive')", "waive", "waive a requirement of a benefit", "Change the plan", FIGURES),
    Key(("z",), "form('freeze')", "freeze", "keep all figures as approved: nothing changes a freeze",
        "Change the plan", ("report",), 4),
    Key(("N",), "form('system')", "new system", "a new distribution system", "Change the plan"),
    Key(("u",), "app.undo", "undo", "take back the last edit", "Change the plan"),
    Key(("U",), "app.redo", "redo", "do again what was taken back", "Change the plan"),
)  # fmt: skip
MOVE = (
    Key(("up", "down"), "", "", "to the line above, below", "Move"),
    Key(("left", "right"), "", "", "to the mark or figure beside", "Move"),
    Key(("pageup", "pagedown"), "", "", "a page up, down; Home and End: first and last", "Move"),
    Key(("tab",), "", "", "between list and card", "Move"),
)
KEYS = (*SCREENS, *LOOK, *CHANGE, *MOVE)
START = (
    Key(("enter",), "open", "open", "open the plan, or begin what the cursor is on", "Start", rank=1),
    Key(("n",), "new", "new plan", "a new plan: four questions", "Start", rank=2),
    Key(("1 to 9",), "", "", "one of the plans opened last, by its number", "Start"),
    Key(("D",), "app.next_theme", "theme", "the next theme: dark, light, high contrast, colour-blind safe",
        "Start", rank=3),
    Key(("question_mark",), "app.help", "help", "these keys, and the legend of marks", "Start", rank=4),
    Key(("q",), "app.quit", "quit", "leave", "Start", rank=5),
)  # fmt: skip
"""The keys of the start screen, where no plan is open yet."""


def bindings(screen: str) -> list[Binding]:
    """The bindings of one screen. Enter and the arrows are the sheet's own."""
    return [
        Binding(key, _action(each, place), each.label, show=False)
        for each in KEYS
        if screen in each.screens and each.action and each.action != "open"
        for place, key in enumerate(each.keys)
    ]


def _action(key: Key, place: int) -> str:
    """Of two keys for a step, the second goes the other way."""
    if place and key.action.endswith("-1)"):
        return f"{key.action.removesuffix('-1)')}1)"
    if place and key.action.endswith("1)"):
        return f"{key.action.removesuffix('1)')}-1)"
    return key.action


def footer(screen: str, idle: frozenset[str] = frozenset()) -> Iterable[Key]:
    """The keys for the bottom line, most useful first; `idle`: actions that can do nothing now."""
    found = (each for each in KEYS if each.rank and screen in each.screens and each.action not in idle)
    return sorted(found, key=lambda each: each.rank)
