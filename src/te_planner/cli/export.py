"""`export`: the whole plan as YAML, for people to read and for `new --from` to read again."""

from pathlib import Path

from te_planner.cli.call import Call
from te_planner.errors import Unreadable, WrongCall

SUFFIXES = (".yaml", ".yml")
FILE = "plan.yaml"


def export(call: Call) -> int:
    """Write it; never over a file that is there without --force, and never over another kind of file."""
    from te_planner.exchange.planfile.export import plan_yaml
    from te_planner.exchange.report.file import write_whole

    target = _target(call.args.target)
    if target.exists() and not call.args.force:
        raise WrongCall(f"{target} is there already. Name another file, or write over it with --force.")
    with call.open() as plan:
        text = plan_yaml(plan.snapshot(), call.roadmap.label)
    try:
        target.parent.mkdir(exist_ok=True)
        write_whole(target, text.encode())
    except OSError as error:
        raise Unreadable(
            f"{target} cannot be written: {error.strerror}.\nName a file in a folder of yours."
        ) from error
    call.out.line(f"Wrote {target}")
    return 0


def _target(asked: str) -> Path:
    """A YAML file as named; plan.yaml in what is a folder, or named like one."""
    path = Path(asked)
    if path.suffix.lower() in SUFFIXES and not path.is_dir():
        return path
    if path.is_file() or (path.suffix and not path.is_dir()):
        raise WrongCall(f"{path} is no YAML file. Name one that ends in .yaml, or a folder.")
    return path / FILE
