"""Write what the documentation has from the program: reference pages, tables of keys, outputs of commands.

make docs
"""

import sys
from pathlib import Path

from tools import commands_page, consoles, keys_table, markdown, schemas_page, tables_page

MADE = {
    "docs/keys.md": keys_table.page,
    "docs/reference/commands.md": commands_page.page,
    "docs/reference/schemas.md": schemas_page.page,
    "docs/reference/tables.md": tables_page.page,
}
"""The pages that nobody writes by hand, and what writes them."""


def main(root: Path) -> None:
    for name, page in MADE.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(), encoding="utf-8")
    readme = root / "README.md"
    readme.write_text(keys_table.readme_with(readme.read_text(encoding="utf-8")), encoding="utf-8")
    for path in markdown.pages(root):
        text = path.read_text(encoding="utf-8")
        shown = consoles.with_outputs(text)
        if shown != text:
            path.write_text(shown, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(root)}: other outputs\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
