"""`roadmap schema`: the JSON Schemas of the YAML files, so that an editor completes and checks them."""

from pathlib import Path

from te_planner.cli.call import Call, unknown
from te_planner.errors import WrongCall
from te_planner.exchange.report.file import write_file
from te_planner.exchange.yaml_schemas import schema_names, schema_text

LINE = "# yaml-language-server: $schema="


def schema(call: Call) -> int:
    """One schema, to a file or to standard output; without a name, a list of them and how to use one."""
    name, output = call.args.name, call.args.output
    if name is None:
        if output:
            raise WrongCall("Which schema? te-planner roadmap schema lists them.")
        call.out.table(("Name", "For"), list(schema_names().items()))
        call.out.line(
            "te-planner roadmap schema overlay -o overlay.schema.json writes one. An editor that knows"
        )
        call.out.line("the YAML language server then completes and checks a file that begins with the line")
        call.out.line(f"  {LINE}overlay.schema.json")
        return 0
    text = schema_text(name)
    if text is None:
        raise WrongCall(unknown("schema", name, list(schema_names())))
    if output in (None, "-"):
        call.out.document(text)
        return 0
    target = Path(output)
    write_file(target, text.encode())
    call.out.line(f"Wrote {target}. Begin a YAML file beside it with: {LINE}{target.name}")
    return 0
