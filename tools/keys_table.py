"""The tables of keys, from the list that makes the bindings: docs/keys.md, and the short one in README."""

from te_planner.tui.keys import ALL, FIGURES, GROUPS, KEYS, SCREENS, Key

BEGIN, END = "<!-- keys: made by `make docs` -->", "<!-- end of keys -->"
MOST = len(FIGURES) - 1
"""Of the screens with figures, so many make a key one for the short table."""


def page() -> str:
    """All keys, by screen: those that work everywhere first."""
    parts = [
        "# Keys",
        "",
        "Made by `make docs` from the list that makes the bindings. `?` shows a screen's own.",
        "",
    ]
    everywhere = [each for each in KEYS if each.screens == ALL]
    parts += ["## Everywhere", "", *table(everywhere), ""]
    for screen in ALL:
        own = [each for each in KEYS if screen in each.screens and each.screens != ALL]
        if own:
            parts += [f"## {screen.capitalize()}", "", *table(own), ""]
    return "\n".join(parts)


def short() -> str:
    """The keys that one needs first."""
    first = [
        each
        for each in KEYS
        if each.rank and len(set(each.screens) & set(FIGURES)) >= MOST and each not in SCREENS
    ]
    return "\n".join([BEGIN, *table(first), END])


def table(keys: list[Key]) -> list[str]:
    """Group by group, as help lists them."""
    ordered = sorted(keys, key=lambda each: GROUPS.index(each.group))
    return ["| key | does |", "| --- | --- |", *(f"| {_shown(each)} | {each.text} |" for each in ordered)]


def _shown(key: Key) -> str:
    return " ".join(f"`{each}`" for each in key.shown.split())


def readme_with(readme: str) -> str:
    """The README with the short table in its place. Raises ValueError where it has no place for it."""
    head, rest = readme.split(BEGIN)
    _, tail = rest.split(END)
    return head + short() + tail
