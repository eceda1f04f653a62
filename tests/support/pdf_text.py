"""What a PDF of ours says and does, read from its bytes: no library for that is among what is locked."""

import re
import zlib

OBJECT = re.compile(rb"\n(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAGE = re.compile(rb"/Type/Page\b.*?/Resources (\d+) 0 R.*?/Contents (\d+) 0 R")
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
SHOWN = re.compile(
    rb"/ActualText\(([ -~]*?)\)>>BDC.*?EMC"  # a glyph that stands for several characters tells which
    rb"|/(f\d+) [\d.]+ Tf|\[((?:\((?:\\.|[^\\)])*\)|[^\]()])*)\] ?TJ",
    re.DOTALL,
)
STRING = re.compile(rb"\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]+)>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
DOES = re.compile(rb"/(?:JavaScript|JS|Launch|URI|EmbeddedFile|SubmitForm|OpenAction|AA)\b")


def pdf_does(content: bytes) -> set[bytes]:
    """What of a PDF is more than pages to read: scripts, calls, addresses, files."""
    return set(DOES.findall(b"".join(STREAM.sub(b"", body) for body in _objects(content).values())))


def pdf_text(content: bytes) -> str:
    """The characters that are shown, in the order in which they are drawn."""
    objects = _objects(content)
    found: list[str] = []
    for resources, page in PAGE.findall(content):
        fonts = {name: _signs(objects, number) for name, number in FONT.findall(objects[resources])}
        signs: dict[bytes, str] = {}
        for told, font, shown in SHOWN.findall(_stream(objects[page])):
            found.append(told.decode())
            signs = fonts[font] if font else signs
            drawn = b"".join(
                bytes.fromhex(coded.decode()) if coded else ESCAPE.sub(_escaped, plain)
                for plain, coded in STRING.findall(shown)
            )
            found += [signs.get(drawn[at : at + 2], "") for at in range(0, len(drawn), 2)]
    return "".join(found)


def _objects(content: bytes) -> dict[bytes, bytes]:
    return dict(OBJECT.findall(content))


def _stream(body: bytes) -> bytes:
    (found,) = STREAM.findall(body)
    return zlib.decompress(found) if b"/FlateDecode" in body[: body.index(b"stream")] else bytes(found)


def _signs(objects: dict[bytes, bytes], font: bytes) -> dict[bytes, str]:
    """Glyph -> what it stands for."""
    (number,) = TO_UNICODE.findall(objects[font])
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be")
        for glyph, sign in MAPPED.findall(_stream(objects[number]))
    }


def _escaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if len(sign) == 3 else NAMED.get(sign, sign)
