"""The commands about copies of a plan: backups, bringing one back, repairing, two copies that went apart."""

from te_planner.cli.commands import DOCUMENT, FORMAT, PLAN, Command, arg, whole

WHO = arg("--who", metavar="NAME", help="who does it (else your account's name)")

COPIES = (
    Command(
        "backup",
        "files",
        "a verified copy of the plan; one a day is made by itself",
        "copies:backup",
        (
            arg("target", nargs="?", metavar="FILE", help="the copy (else in your folder of backups)"),
            PLAN,
            DOCUMENT,
        ),
    ),
    Command("backups", "files", "the plan's backups, the latest first", "copies:backups", (PLAN, FORMAT)),
    Command(
        "restore",
        "files",
        "bring a backup back; what was there is kept beside it",
        "copies:restore",
        (
            arg("backup", metavar="BACKUP", help="its file, or its name as backups lists it"),
            arg("target", nargs="?", metavar="PLAN", help="the file to bring it back to (else the plan)"),
            PLAN,
            arg("--yes", action="store_true", help="also where entries of the plan are lost by it"),
            DOCUMENT,
        ),
    ),
    Command(
        "repair",
        "files",
        "a new plan of what can be read of a damaged one, which is not touched",
        "repair:repair",
        (
            arg("damaged", metavar="DAMAGED", help="the damaged plan"),
            arg("-o", "--output", required=True, metavar="NEW", help="the new plan's file"),
            WHO,
            DOCUMENT,
        ),
    ),
    Command(
        "merge",
        "files",
        "what another copy of the plan has and this one has not (without --apply: a dry run)",
        "merge:merge",
        (
            arg("other", metavar="OTHER", help="the other copy, such as a synced folder's conflicting one"),
            PLAN,
            arg("--apply", action="store_true", help="take it over"),
            arg(
                "--entry",
                dest="entries",
                type=whole,
                metavar="N",
                action="append",
                help="only this entry of the other copy (repeatable)",
            ),
            arg("--theirs", action="store_true", help="where both changed a row, take theirs"),
            WHO,
            FORMAT,
        ),
    ),
)
