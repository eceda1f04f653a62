"""What is in a bundle, as CycloneDX (JSON) for programs and as a table for people."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, uuid5

from packaging.utils import canonicalize_name

from tools.wheels import sha256

LICENCE = "License :: "


class Part(NamedTuple):
    """A package with its wheels, by file name and SHA-256. `spdx`: the licence is an SPDX expression."""

    name: str
    version: str
    licence: str
    spdx: bool
    wheels: Mapping[str, str]
    asks_for: tuple[str, ...] = ()


def part(wheels: Sequence[Path], asks_for: Sequence[str] = ()) -> Part:
    """What the wheels of one package say of it."""
    told = _metadata(wheels[0])
    licence, spdx = _licence(told)
    hashes = {path.name: sha256(path) for path in sorted(wheels)}
    name = canonicalize_name(str(told["Name"]))
    return Part(name, str(told["Version"]), licence, spdx, hashes, tuple(asks_for))


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as content:
        name = next(each for each in content.namelist() if each.endswith(".dist-info/METADATA"))
        return Parser().parsestr(content.read(name).decode("utf-8"), headersonly=True)


def _licence(told: Message) -> tuple[str, bool]:
    """The licence, and whether it is an SPDX expression: older packages have a few words, or a whole text."""
    if told["License-Expression"]:
        return str(told["License-Expression"]), True
    kinds = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith(LICENCE)
    ]
    said = str(told["License"] or "").strip()
    if said and "\n" not in said:
        return said, False
    return ", ".join(kinds) or "not stated", False


def cyclonedx(parts: Sequence[Part], program: str) -> str:
    """The list as CycloneDX 1.6. Without a time: the same bundle has the same list."""
    ours, rest = _split(parts, program)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_OID, json.dumps(parts))}",
        "version": 1,
        "metadata": {"component": _component(ours, "application")},
        "components": [_component(each, "library") for each in rest],
        "dependencies": [
            {"ref": _ref(each), "dependsOn": [_ref(other) for other in parts if other.name in each.asks_for]}
            for each in parts
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _split(parts: Sequence[Part], program: str) -> tuple[Part, list[Part]]:
    return next(each for each in parts if each.name == program), [e for e in parts if e.name != program]


def _ref(each: Part) -> str:
    return f"pkg:pypi/{each.name}@{each.version}"


def _component(each: Part, kind: str) -> dict[str, Any]:
    licence = {"expression": each.licence} if each.spdx else {"license": {"name": each.licence}}
    return {
        "type": kind,
        "bom-ref": _ref(each),
        "name": each.name,
        "version": each.version,
        "licenses": [licence],
        "purl": _ref(each),
        "components": [
            {"type": "file", "name": f"wheels/{name}", "hashes": [{"alg": "SHA-256", "content": digest}]}
            for name, digest in each.wheels.items()
        ],
    }


def table(parts: Sequence[Part], title: str) -> str:
    """The list as Markdown: name, version, licence, and the wheels with their hashes."""
    lines = [f"# {title}", "", "| package | version | licence |", "| --- | --- | --- |"]
    lines += [f"| {each.name} | {each.version} | {each.licence.replace('|', '/')} |" for each in parts]
    lines += ["", "Each wheel with its SHA-256:", ""]
    lines += [f"    {digest}  {name}" for each in parts for name, digest in each.wheels.items()]
    return "\n".join(lines) + "\n"
