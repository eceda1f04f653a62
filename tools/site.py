"""Make the documentation a small site: plain pages, no scripts, light and dark, good to print.

make site
"""

import shutil
import sys
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import relpath

from tools import markdown

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · te-planner</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<header><a href="{home}">te-planner</a> · <a href="{docs}">documentation</a></header>
{contents}<main>
{body}</main>
<footer>{before}{after}</footer>
</body>
</html>
"""
STYLE = """:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
header, footer { border-bottom: 1px solid var(--line); padding: .3rem 0; }
footer { border: 0; border-top: 1px solid var(--line); }
footer { display: flex; justify-content: space-between; gap: 1rem; }
nav { font-size: .9rem; border-bottom: 1px solid var(--line); }
nav ul { columns: 16rem; list-style: none; padding: 0; margin: .5rem 0; }
h1, h2, h3 { line-height: 1.25; margin-top: 1.6em; }
h1 { margin-top: 1rem; }
pre { background: var(--soft); border: 1px solid var(--line); padding: .6rem; }
pre { overflow-x: auto; font-size: .82rem; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
img { max-width: 100%; }
@media print {
  header, footer, nav { display: none; }
  body { max-width: none; font-size: 10pt; }
  pre { white-space: pre-wrap; }
}
"""
INDEX = "docs/README.md"
MOST_CONTENTS = 40
"""Headings: a page with more has its contents by first headings alone."""


def place(page: str) -> str:
    """Where a page of the repository lies in the site: a README is its folder's index."""
    path = PurePosixPath(page)
    name = "index.html" if path.name == "README.md" else f"{path.stem}.html"
    return str(path.with_name(name))


def order(root: Path, names: list[str]) -> list[str]:
    """The pages as the index names them, then the rest."""
    index = markdown.tokens((root / INDEX).read_text(encoding="utf-8"))
    named = [_resolved(INDEX, markdown.target(each)) for each in markdown.links(index)]
    return [each for each in dict.fromkeys([INDEX, *named, *names]) if each in names]


def make(root: Path, site: Path) -> None:
    """Write the site's pages, their pictures and the style sheet."""
    names = [path.relative_to(root).as_posix() for path in markdown.pages(root)]
    ordered = order(root, names)
    for number, name in enumerate(ordered):
        before = ordered[number - 1] if number else ""
        after = ordered[number + 1] if number + 1 < len(ordered) else ""
        path = site / place(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(root, name, names, before, after), encoding="utf-8")
    for picture in (root / "docs" / "screens").glob("*.svg"):
        target = site / picture.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)
    (site / "style.css").write_text(STYLE, encoding="utf-8")


def _page(root: Path, name: str, names: list[str], before: str, after: str) -> str:
    found = markdown.tokens((root / name).read_text(encoding="utf-8"))
    for link in markdown.links(found):
        goes_to, _, anchor = markdown.target(link).partition("#")
        if link.type == "link_open" and _resolved(name, goes_to) in names:
            link.attrSet(
                "href", _from(name, place(_resolved(name, goes_to))) + (f"#{anchor}" if anchor else "")
            )
    return PAGE.format(
        title=escape(_title(root, name)),
        style=_from(name, "style.css"),
        home=_from(name, "index.html"),
        docs=_from(name, place(INDEX)),
        contents=_contents(markdown.headings(found)),
        body=markdown.html(found),
        before=_step(root, name, before, "← {}"),
        after=_step(root, name, after, "{} →"),
    )


def _contents(found: list[markdown.Heading]) -> str:
    deep = 3 if len(found) <= MOST_CONTENTS else 2
    listed = [each for each in found if 1 < each.level <= deep]
    if len(listed) < 2:
        return ""
    lines = "\n".join(f'<li><a href="#{each.anchor}">{escape(each.text)}</a></li>' for each in listed)
    return f"<nav><ul>\n{lines}\n</ul></nav>\n"


def _step(root: Path, name: str, other: str, words: str) -> str:
    if not other:
        return "<span></span>"
    return f'<a href="{_from(name, place(other))}">{escape(words.format(_title(root, other)))}</a>'


def _title(root: Path, name: str) -> str:
    text = (root / name).read_text(encoding="utf-8")
    return next((line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")), name)


def _resolved(page: str, link: str) -> str:
    """What a relative link of a page names, from the root; nothing for one that leads elsewhere."""
    if "://" in link or not link:
        return ""
    return relpath(str(PurePosixPath(page).parent / link.partition("#")[0]), ".")


def _from(page: str, goes_to: str) -> str:
    return relpath(goes_to, str(PurePosixPath(place(page)).parent))


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
