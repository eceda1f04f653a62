"""`guide`: the pages of the documentation, and which of them tells more of a command."""

from te_planner.cli.call import Call
from te_planner.errors import WrongCall

COMMANDS = {
    "new": "tutorial",
    "status": "stage",
    "pick": "stage",
    "attest": "stage",
    "why": "figures",
    "check": "figures",
    "next": "next",
    "wins": "next",
    "due": "delay",
    "gaps": "coverage",
    "contributions": "coverage",
    "waypoints": "next",
    "drivers": "next",
    "obligations": "filing",
    "freeze": "filing",
    "report": "filing",
    "report template": "formats",
    "import": "import",
    "export": "formats",
    "template": "status-round",
    "questions": "workshop",
    "answer": "workshop",
    "backup": "copies",
    "backups": "copies",
    "restore": "copies",
    "repair": "copies",
    "merge": "copies",
    "add overlay": "overlays",
    "overlays": "overlays",
    "roadmap diff": "new-edition",
    "roadmap adopt": "new-edition",
    "suspects": "new-edition",
    "confirm": "new-edition",
    "doctor": "install",
    "completion": "install",
}
"""The page that tells more of a command, of those that have one."""


def more_of(words: str) -> str:
    """Where to read more of a command, in a line; empty where no page is about it."""
    return f"More: te-planner guide {COMMANDS[words]}" if words in COMMANDS else ""


def guide(call: Call) -> int:
    """List the pages, or print one of them."""
    from te_planner.exchange.guide import pages, text, title

    found = pages()
    if not call.args.page:
        size = max(map(len, found), default=0)
        for name, page in found.items():
            call.out.line(f"{name:<{size}}  {title(page)}")
        call.out.message("te-planner guide PAGE prints one.")
        return 0
    if call.args.page not in found:
        raise WrongCall(f"There is no page “{call.args.page}”.\nte-planner guide lists them.")
    call.out.document(text(found[call.args.page]))
    return 0
