"""Statements, measures and readings of a file against those of the plan."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from te_planner.exchange.imports.model import Asked, Kind, Place
from te_planner.exchange.imports.names import Names, Refused, same_name, unclear
from te_planner.exchange.imports.preview import Call, Item, Values, changed_or_same, given
from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Statement

Owner = tuple[str, str, str]
"""`measure` or `driver`, its name as the edits find it, and its system's."""

MEASURED = ("unit", "better", "baseline", "baseline_day", "target", "target_day", "note")


class Said:
    """A statement is somebody's dated word: one that differs from all that the plan has is a new one."""

    def __init__(self, names: Names) -> None:
        self.names = names
        snapshot = names.snapshot
        self.statements: dict[tuple[str, str], list[Statement]] = {}
        for each in snapshot.statements:
            place = each.system_id or each.region_id or ""  # one made in error is not said once more
            self.statements.setdefault((each.cell, place), []).append(each)
        self.answers: dict[tuple[str, str], list[tuple[Place, str, bool]]] = {}
        """What the file says of each cell in each place: where, which answer, and whether it has a day."""
        self.evidence: dict[str, set[tuple[str, str]]] = {}
        for proof in snapshot.evidence:
            if proof.statement_id:
                self.evidence.setdefault(proof.statement_id, set()).add((proof.title, proof.place))
        self.measures = {
            (each.benefit, same_name(each.name), each.system_id): each for each in snapshot.measures
        }
        self.owners: dict[tuple[str, str, str], set[str]] = {}
        for measure in snapshot.measures:
            self._owner(measure.benefit, measure.name, measure.system_id)
        self.drivers = {(same_name(each.name), each.system_id): each for each in snapshot.drivers}
        self.values = {
            (each.measure_id or each.driver_id, each.day): each.value for each in snapshot.readings
        }

    def _owner(self, benefit: str, name: str, system_id: str) -> None:
        self.owners.setdefault(("", same_name(name), system_id), set()).add(benefit)

    def statement(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        cell = names.cell(values.get("cell"), "ERB", "a cell that somebody can attest or observe")
        if cell.lane == "E" and cell.nature == "baseline":
            raise Refused(
                f"{cell.ref} describes how things are today: nobody answers for it. Remove the row."
            )
        edit = "attest" if cell.lane == "E" and cell.nature == "action" else "observe"
        kind: Kind = "attestation" if edit == "attest" else "observation"
        region = self._region(values.get("region"))
        place = region or names.system(values.get("system"))
        made = given(
            values,
            "answer",
            "effective",
            "stated",
            "made_by",
            "approved_by",
            "extent",
            "review",
            "note",
            "evidence",
        )
        made["answer"] = made.get("answer", "in place")
        for name, said in (("effective", "effective day"), ("stated", "statement day")):
            names.past(values.get(name), said, name)
        what = f"{cell.ref} in {place.name}: {made['answer']}"
        self._refuse_two_answers(asked, what, (cell.ref, place.id), made)
        key = (cell.ref, place.id, tuple(sorted((name, str(value)) for name, value in made.items())))
        known = self.statements.get((cell.ref, place.id), [])
        if key in names.seen or self._said_before(made, known):
            return Item("same", kind, asked.place, what)
        names.seen[key] = asked
        if "effective" in made and "stated" not in made:
            made["stated"] = made["effective"]
        made |= {"cell": cell.ref, ("region" if region else "system"): place.name}
        return Item("new", kind, asked.place, what, ((edit, made),), values, {}, asked.columns)

    def _region(self, name: str | None) -> Any:
        if not name:
            return None
        regions = self.names.snapshot.regions
        found = next((each for each in regions if same_name(each.name) == same_name(name)), None)
        if found is None:
            known = ", ".join(each.name for each in regions) or "none"
            raise Refused(
                f"There is no region “{name}”. The plan has: {known}. Write one of them, or add it: "
                "te-planner add region.",
                value="region",
            )
        return found

    def _refuse_two_answers(self, asked: Asked, what: str, about: tuple[str, str], made: Values) -> None:
        """Of two answers one holds now: without their days nobody knows which."""
        answer, dated = made["answer"], "effective" in made
        others = self.answers.setdefault(about, [])
        for place, said, has_day in others:
            if said != answer and not (dated and has_day):
                raise Refused(
                    f"{what}, but {place} says “{said}”, and one has no day. Write since when each holds.",
                    value="effective",
                )
        others.append((asked.place, answer, dated))

    def _said_before(self, made: Values, known: list[Statement]) -> bool:
        """Whether the plan has all that the file says of it. Without a day, what holds now is meant."""
        if "effective" not in made:
            known = list(takewhile(lambda each: each.answer == made["answer"], reversed(known)))
        return any(self._same(made, each) for each in known)

    def _same(self, made: Values, row: Statement) -> bool:
        extent = (
            f"{row.extent_done}/{row.extent_total} {row.extent_unit}".strip() if row.extent_total else None
        )
        has = {
            "answer": row.answer, "effective": row.effective_day, "stated": row.statement_day,
            "made_by": row.made_by, "approved_by": row.approved_by, "review": row.review_day,
            "note": row.note, "extent": extent,
        }  # fmt: skip
        proofs = {(each.title, each.place) for each in made.get("evidence", ())}
        return proofs <= self.evidence.get(row.id, set()) and all(
            has[name] == value for name, value in made.items() if name != "evidence"
        )

    def measure(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        benefit = names.cell(
            values.get("benefit"), "B", "a benefit cell, which is what a measure shows", "benefit"
        )
        place = names.system(values.get("system"))
        name = values.get("name")
        if not name:
            raise unclear("The measure has no name. Write one.", "name")
        key = (benefit.ref, same_name(name), place.id)
        what = f"{benefit.ref} {name} in {place.name}"
        first = names.seen.setdefault(("measure", key), asked)
        if first is not asked and first.values != asked.values:
            raise Refused(f"{what} stands twice, and {first.place} says otherwise. Keep one of them.")
        for day, of in (("baseline_day", "baseline"), ("target_day", "target")):
            if values.get(day) and values.get(of) is None and key not in self.measures:
                raise unclear(f"The {of} has a day but no value. Write its value too.", day)
        if values.get("baseline_day"):
            names.past(values["baseline_day"], "baseline day", "baseline_day")
        row = self.measures.get(key)
        if row is None or first is not asked:
            return (
                self._new_measure(asked, key, what)
                if first is asked
                else Item("same", "measure", asked.place, what)
            )
        was = {
            each: getattr(row, each)
            for each in ("unit", "better", "baseline", "baseline_day", "target", "target_day", "note")
        }
        now = {
            each: values[each] for each in was if values.get(each) is not None and values[each] != was[each]
        }
        edits: list[Call] = []
        if now:
            edits.append(
                ("change_measure", {"measure": f"{row.benefit}/{row.name}", "system": place.name, **now})
            )
        return changed_or_same(asked, what, now, was, edits)

    def _new_measure(self, asked: Asked, key: tuple[str, str, str], what: str) -> Item:
        values = asked.values
        candidates = {same_name(each.name) for each in self.names.roadmap.measures(key[0])}
        if not values.get("better") and key[1] not in candidates:
            raise unclear("Is it better when it goes up or down? Write it in a column “better”.", "better")
        made = {"benefit": key[0], "system": self.names.system(values.get("system")).name}
        made |= given(
            values, "name", "unit", "better", "baseline", "baseline_day", "target", "target_day", "note"
        )
        self._owner(key[0], values["name"], key[2])
        return Item("new", "measure", asked.place, what, (("add_measure", made),), values, {}, asked.columns)

    def reading(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        value = values.get("value")
        if value is None:
            raise unclear("The reading has no value. Write one.", "value")
        day = names.past(values.get("day"), "day of the reading", "day")
        place = names.system(values.get("system"))
        if values.get("driver"):
            driver = self.drivers.get((same_name(values["driver"]), place.id))
            if driver is None:
                there = [each.name for each in names.snapshot.drivers if each.system_id == place.id]
                raise Refused(
                    f"There is no driver “{values['driver']}” in {place.name}. It has: "
                    f"{', '.join(there[:6]) or 'none'}. Write one of them, or add it: te-planner add driver.",
                    value="driver",
                )
            own: Values = {"driver": driver.name}
            row_id: str | None = driver.id
        else:
            own, row_id = self._measure_of(values, place.id)
        what = f"{next(iter(own.values()))} in {place.name} on {spelled(day)}"
        which = tuple((kind, same_name(name)) for kind, name in own.items())
        first = names.seen.setdefault(("reading", which, place.id, day), asked)
        if first is not asked:
            if first.values.get("value") != value:
                raise Refused(f"{what} stands twice, and {first.place} says otherwise. Keep one of them.")
            return Item("same", "reading", asked.place, what)
        old = self.values.get((row_id, day))
        made = {**own, "system": place.name, "day": day, "value": value, **given(values, "note")}
        edits: list[Call] = [("record_reading", made)] if old != value else []
        if old is None:
            return Item("new", "reading", asked.place, what, tuple(edits), values, {}, asked.columns)
        return changed_or_same(asked, what, {"value": value}, {"value": old}, edits)

    def _measure_of(self, values: Mapping[str, Any], system_id: str) -> tuple[Values, str | None]:
        """As BENEFIT/name: the benefit stands before it, in a column of its own, or is the only one."""
        said = values.get("measure") or ""
        benefit, slash, name = said.partition("/")
        if not slash or benefit.strip().upper() not in self.names.roadmap.cells:
            benefit, name = values.get("benefit") or "", said
        known = self.owners.get(("", same_name(name), system_id), set())
        fits = [each for each in known if not benefit or each == benefit.strip().upper()]
        if len(fits) != 1:
            many = f"There are {len(fits)} measures" if fits else "There is no measure"
            how = "Write it as BENEFIT/NAME." if fits else "Import the measures too."
            raise Refused(f"{many} “{said}” there. {how}", value="measure")
        row = self.measures.get((fits[0], same_name(name), system_id))
        return {"measure": f"{fits[0]}/{row.name if row else name}"}, row.id if row else None
