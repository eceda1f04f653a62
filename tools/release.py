"""`make release`: check what can be checked, make what is handed out, and say what is left to a person."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.wheels import PLATFORMS, sha256

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
PYTHON = sys.executable
FRESH = ("docs", "README.md")
"""What `make docs` writes; after it nothing of it may differ from what is committed."""
LEFT = """Left to a person:
  - .ci/run on Windows, macOS and Linux; `make test-long`, `make faults` and `make office` once
  - `make bench` on a quiet machine, beside docs/benchmarks.md; `make audit`, with a network
  - `make screenshot`, and a look at each picture
  - install each bundle on its own kind of machine, with the network off: `te-planner demo`, a report
  - read CHANGELOG.md as a planner would, and set the version's day in it
  - tag the commit, and hand out what is in dist/ with its SHA256SUMS
"""


def main() -> None:
    faults = [fault for check in CHECKS for fault in _told(check)]
    if faults:
        sys.exit(f"\nNot yet a release: {len(faults)} to mend. Nothing was made.")
    _make()
    print(f"\nMade, in {DIST}:")
    print(_sums())
    print(LEFT)


def _told(check: Callable[[], Iterator[str]]) -> list[str]:
    print(f"{(check.__doc__ or '').strip()} … ", end="", flush=True)
    faults = list(check())
    print("no" if faults else "yes")
    for each in faults:
        print(f"    {each}")
    return faults


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def clean_tree() -> Iterator[str]:
    """All is committed"""
    for line in _run("git", "status", "--porcelain").stdout.splitlines():
        yield f"not committed: {line}"


def version_is_told() -> Iterator[str]:
    """CHANGELOG.md tells of this version, with its day"""
    version = _version()
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(.+?)\](?: - (\S+))?", text, re.MULTILINE)
    if newest is None or newest[1] != version:
        yield f"the newest entry of CHANGELOG.md is not {version}, the version in pyproject.toml"
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", newest[2] or ""):
        yield f"the entry of {version} has no day: {newest[0]}"
    if _run("git", "tag", "--list", f"v{version}").stdout.strip():
        yield f"there is a tag v{version} already: raise the version"


def docs_are_fresh() -> Iterator[str]:
    """What is made for the docs is as committed"""
    made = _run("make", "docs")
    if made.returncode:
        yield f"make docs failed: {made.stderr.strip().splitlines()[-1:]}"
    for line in _run("git", "status", "--porcelain", "--", *FRESH).stdout.splitlines():
        yield f"make docs changed {line[3:]}: commit it"


def holds() -> Iterator[str]:
    """Tests, style, types, contracts and data hold (.ci/run)"""
    done = _run("bash", ".ci/run")
    if done.returncode:
        yield from (done.stdout + done.stderr).strip().splitlines()[-15:]


CHECKS = (clean_tree, version_is_told, docs_are_fresh, holds)


def _version() -> str:
    import tomllib

    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return found


def _make() -> None:
    """Wheel and source archive, then a bundle for each platform around that very wheel."""
    for old in DIST.glob("*"):
        old.unlink()
    _or_stop(PYTHON, "-m", "build", "--no-isolation")
    wheel = str(next(DIST.glob("*.whl")))
    for platform in PLATFORMS:
        _or_stop(PYTHON, "-m", "tools.bundle", platform, "--wheel", wheel)


def _or_stop(*command: str) -> None:
    done = _run(*command)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed.\n{done.stderr}")


def _sums() -> str:
    """Written beside what it is about, and told."""
    text = "".join(f"{sha256(path)}  {path.name}\n" for path in sorted(DIST.iterdir()))
    (DIST / "SHA256SUMS").write_text(text, encoding="utf-8")
    return text


if __name__ == "__main__":
    main()
