"""Reports opened by LibreOffice and read back from the PDF that it prints: is every word there?

    make office

Not among the tests: it needs LibreOffice and poppler, which the project does not lock. The files and their
pages stay in the folder that it names, to be looked at.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]  # the tests' plans

from support.plans import SHELF, figures, made  # noqa: E402
from te_planner.exchange.report.build import build_report  # noqa: E402
from te_planner.exchange.report.file import written  # noqa: E402
from te_planner.exchange.report.model import Chart, Facts, Report, Table, shown, walk  # noqa: E402
from te_planner.exchange.safe_text import one_line  # noqa: E402

NAMES = ("harborview", "tri-rivers", "empty")
NEEDED = ("soffice", "pdftotext", "pdftoppm")
SECONDS = 300


def texts(report: Report) -> list[str]:
    """Everything that the report says."""
    found = [report.title]
    for block in [report.facts, *(block for _, each in walk(report.sections) for block in each.blocks)]:
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table):
            found += [column.title for column in table.columns] if table.rows else [table.empty]
            found += [
                shown(column.kind, value)
                for row in table.rows
                for column, value in zip(table.columns, row, strict=True)
            ]
        if isinstance(block, Facts):
            found += [text for fact in block.facts for text in (fact.label, shown(fact.kind, fact.value))]
        elif not isinstance(block, Table):
            found.append(block.text)
    return [one_line(each) for each in found]


def letters(text: str) -> list[str]:
    """Its words, whatever broke the lines: hyphens, blanks and soft signs apart."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


def printed(path: Path, folder: Path) -> str:
    """The text of the PDF that LibreOffice makes of a file, or of the PDF itself."""
    if path.suffix != ".pdf":
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = folder / path.suffix[1:]
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        path = out / f"{path.stem}.pdf"
    subprocess.run(["pdftoppm", "-r", "70", "-png", str(path), str(path.with_suffix(""))], check=True)
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def lacking(report: Report, text: str) -> list[str]:
    """The words of the report that are not in the text; a word cut over two lines counts as there."""
    joined = "".join(letters(text))
    return sorted({word for each in texts(report) for word in letters(each) if word not in joined})


def main() -> int:
    """Check every example in each format; 0 where nothing is lost."""
    os.environ.setdefault(SHELF, tempfile.mkdtemp(prefix="te-planner-plans-"))
    if absent := [each for each in NEEDED if shutil.which(each) is None]:
        print(f"{', '.join(absent)} not found. On Debian: apt-get install libreoffice-writer ", end="")
        print("libreoffice-calc poppler-utils")
        return 2
    folder, lost = Path(tempfile.mkdtemp(prefix="te-planner-office-")), 0
    for name in NAMES:
        report = build_report(figures(made(name)), command="te-planner report", made_on="2026-11-24")
        for kind in ("docx", "xlsx", "pdf"):
            path = folder / f"{name}.{kind}"
            path.write_bytes(written(report, kind).content)
            missing = lacking(report, printed(path, folder))
            lost += len(missing)
            print(f"{path.name:20} {len(texts(report))} texts, {len(missing)} words lost {missing[:8]}")
    print(f"The files and pages are in {folder}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
