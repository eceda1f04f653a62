"""Outlines: what somebody may write in a kind of report of their own; a plan's text stays text."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.often import tried
from support.plans import TODAY, figures, made
from support.small import Plan, cell, ready, roadmap
from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.model import Paragraph, Report, Section, walk
from te_planner.exchange.report.outlines import KINDS, LARGEST, Outline, read_kind, read_outline
from te_planner.exchange.report.write_html import write_html
from te_planner.exchange.report.write_md import write_md
from te_planner.readiness.model import Readiness

ROAD = roadmap(cell("RPE01.1"), cell("RPR01.1"), cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]))


def made_by(text: str, readiness: Readiness | None = None) -> Report:
    return build_report(
        readiness or figures(made("tri-rivers")),
        command="te-planner report --template own.j2",
        made_on=TODAY,
        outline=Outline("own", "own.j2", text),
    )


def shape(sections: tuple[Section, ...]) -> list[tuple[int, str]]:
    return [(depth, section.title) for depth, section in walk(sections)]


def test_headings_paragraphs_and_sections_stand_where_the_outline_puts_them() -> None:
    report = made_by(
        "% For {{ plan.name }}\n\n# One\n\nFirst line\nand second.\n\nAnother.\n\n## Below\n"
        '{{ section("due") }}\nAfter it.\n\n# {{ section("projects") }}\n'
    )
    assert report.title == "For Tri-Rivers Power & Light"
    assert shape(report.sections) == [
        (0, "One"),
        (1, "Below"),
        (2, "Late and coming up"),
        (0, "Projects"),
    ]
    one = report.sections[0]
    assert one.blocks == (Paragraph("First line and second."), Paragraph("Another."))
    assert one.sections[0].sections[0].blocks[-1] == Paragraph("After it.")


def test_a_loop_goes_over_the_systems() -> None:
    report = made_by(
        '{% for system in systems %}\n# {{ system.name }}\n{{ section("next", system) }}\n{% endfor %}\n'
    )
    names = [each.system.name for each in figures(made("tri-rivers")).systems.values()]
    assert [title for depth, title in shape(report.sections) if depth == 0] == names
    assert [each.system for _, each in walk(report.sections) if each.key == "next"] == names


def test_a_title_of_its_own_is_made_where_the_outline_has_none() -> None:
    assert made_by("Text.\n").title == "own.j2: Tri-Rivers Power & Light"
    assert made_by("").sections == ()


def test_what_ships_is_what_may_be_written() -> None:
    for kind in KINDS:
        assert made_by(read_kind(kind).text).sections


MARKUP = st.sampled_from(
    (
        "# heading",
        "\n# heading\n",
        "% title",
        '{{ section("due") }}',
        "{% if 1 %}",
        "\x02" + "0\x03",
        "<b>",
        "- a",
    )
)


@given(name=st.lists(st.text(max_size=8) | MARKUP, min_size=1, max_size=4).map("".join))
@tried(150)
def test_no_text_of_a_plan_becomes_a_heading_or_markup(name: str) -> None:
    readiness = ready(ROAD, Plan())
    snapshot = readiness.snapshot
    plan = snapshot.plan._replace(name=name)
    report = made_by(
        "% T {{ plan.name }}\n# A {{ plan.name }}\n{{ plan.name }}\n\nB {{ plan.name }}\n",
        readiness._replace(snapshot=snapshot._replace(plan=plan)),
    )
    assert report.title == f"T {name}"
    assert shape(report.sections) == [(0, f"A {name}")]
    assert report.sections[0].blocks == (Paragraph(name), Paragraph(f"B {name}"))
    for write in (write_md, write_html):
        assert write(report)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\n\n{{ section("gapz") }}', 3, "no section “gapz”"),
        ('{{ section("next") }}', 1, "of one system"),
        ('{{ section("due", systems) }}', 1, "takes no system"),
        ('{% for a in systems %}{{ section("next", a.name) }}{% endfor %}', 1, "of one system"),
        ('{{ section("next", plan) }}', 1, "of one system"),
        ("{{ section(plan.name) }}", 1, "in quotes"),
        ('Look: {{ section("due") }}', 1, "line of its own"),
        ("\n{{ plan.owner }}", 2, "no “owner”"),
        ("\n{{ nobody }}", 2, "no “nobody”"),
        ("{{ plan }}", 1, "no text"),
        ("{{ plan.count }}", 1, "no text"),
        ("{% for a in systems %}", 1, "Mend it"),
        ("\n{% if %}", 2, "Mend it"),
        ("{{ 'a'.join(systems) }}", 1, "only section"),
        ("{{ plan.__class__ }}", None, "Mend it"),
        ("{{ plan._replace(name='a') }}", 1, "only section"),
        ("{% include 'report.html.j2' %}", 1, "no include"),
        ("{% import 'a' as b %}", 1, "no import"),
        ("{% from 'a' import b %}", 1, "no fromimport"),
        ("{% extends 'board.j2' %}", 1, "no extends"),
        ("{% macro a() %}{{ a() }}{% endmacro %}", 1, "no macro"),
        ("{% set a = 1 %}", 1, "no assign"),
        ("{{ 9 ** 9 ** 9 }}", 1, "no pow"),
        ("{{ 'a' * 999999999 }}", 1, "no mul"),
        ("{{ '%999999999d' % 1 }}", 1, "no mod"),
        ("{{ 'a' | center(999999999) }}", 1, "no filter"),
        ("{% for a in range(9) %}{% endfor %}", 1, "over the systems"),
        ("{% for a in systems recursive %}{% endfor %}", 1, "over the systems"),
        ("{% for plan in systems %}{% endfor %}", 1, "over the systems"),
        (3 * "{% for a in systems %}" + 3 * "{% endfor %}", 1, "too deep"),
        ("{{ " + "(" * 5000 + ")" * 5000 + " }}", None, "cannot be read"),
        ("{{ " + "9" * 9000 + " }}", None, "cannot be read"),
        (60 * "{% if plan.name %}" + "a" + 60 * "{% endif %}" + "{{ 1 }}" * 20001, None, "more than 20000"),
        ("a\x02" + "0\x03", 1, "control character"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_an_outline_may_not_say_is_refused_with_its_place(
    text: str, line: int | None, said: str
) -> None:
    with pytest.raises(WrongCall) as told:
        made_by(text)
    assert said in str(told.value)
    assert str(told.value).startswith(f"own.j2, line {line}: " if line else "own.j2")


def test_a_template_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.j2"
    with pytest.raises(Unreadable, match="cannot be read"):
        read_outline(path)
    for other in (tmp_path, Path(os.devnull)):  # a pipe is told as little of a file
        with pytest.raises(Unreadable, match="no ordinary file"):
            read_outline(other)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(WrongCall, match="UTF-8"):
        read_outline(path)
    path.write_bytes(b"a" * (LARGEST + 1))
    with pytest.raises(WrongCall, match="64 KB"):
        read_outline(path)
    path.write_bytes(b"\xef\xbb\xbf# Mine\n")
    assert read_outline(path) == Outline("own", "own.j2", "# Mine\n")
