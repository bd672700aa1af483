"""Makes the records of how people join of a territory's file, and finds what does not agree among them.

It does not say how a value is read (`reading`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.joining import CrewPlan, Criterion, Door, DoorFor, Joining, Phase, Refusal
from bot.territories.checks import check_leads, check_twice
from bot.territories.values import LONGEST_LABEL, LONGEST_SENTENCE, read_phone

if TYPE_CHECKING:
    from bot.domain.territory import Texts
    from bot.territories.reading import Source, Table

# « Peu importe » and « C'est bon » stand beside the phases: eight buttons at most.
PHASES_AT_MOST = 6
CASES = tuple(case.value for case in DoorFor)


def read_joining(root: Table) -> Joining:
    """Make the records of the tables [joining], [[phases]], [[criteria]], [[refusals]] and [[doors]]."""
    minimum_age, answer_days, remind_days, level_2_needed, seat_days, bring = root.table("joining", _rules)
    return Joining(
        minimum_age=minimum_age,
        answer_days=answer_days,
        remind_days=remind_days,
        criteria_level_2_needed=level_2_needed,
        seat_days=seat_days,
        bring=bring,
        phases=root.tables("phases", _phase),
        criteria=root.tables("criteria", _criterion),
        refusals=root.tables("refusals", _refusal),
        doors=root.tables("doors", _door),
    )


def _rules(table: Table) -> tuple[int, int, int, int, int, Texts]:
    return (
        table.whole("minimum_age", 16, 99),
        table.whole("answer_days", 1, 60),
        table.whole("remind_days", 1, 60),
        table.whole("criteria_level_2_needed", 1, 10),
        table.whole("seat_days", 1, 30),
        table.texts("bring"),
    )


def _phase(table: Table) -> Phase:
    return Phase(
        id=table.id(),
        name=table.texts("name", LONGEST_LABEL),
        starts=table.day_of_year("starts"),
        ends=table.day_of_year("ends"),
        crews=table.tables("crews", _crew),
    )


def _crew(table: Table) -> CrewPlan:
    return CrewPlan(
        id=table.id(),
        name=table.texts("name", LONGEST_LABEL),
        seats=table.whole("seats", 1, 50),
        first_day_place=table.texts("first_day_place"),
        hour=table.hour("hour"),
    )


def _criterion(table: Table) -> Criterion:
    return Criterion(table.id(), table.whole("level", 1, 2), table.texts("label", LONGEST_LABEL * 2))


def _refusal(table: Table) -> Refusal:
    return Refusal(
        id=table.id(),
        label=table.texts("label", LONGEST_LABEL),
        message=table.texts("message", LONGEST_SENTENCE),
        door=table.optional_text("door"),
    )


def _door(table: Table) -> Door:
    return Door(
        id=table.id(),
        name=table.texts("name", LONGEST_LABEL),
        phone=read_phone(table, "phone") if "phone" in table else None,
        address=table.optional_text("address"),
        what=table.texts("what", LONGEST_SENTENCE),
        proposed_to=_cases(table),
    )


def _cases(table: Table) -> tuple[DoorFor, ...]:
    written = table.words("for")
    if not set(written) <= set(CASES):
        table.report("for", "has another word", f"Choose among: {', '.join(CASES)}")
    return tuple(DoorFor(case) for case in written if case in CASES)


def check_joining(joining: Joining, source: Source) -> None:
    """Report every disagreement: whoever cannot join must find another door."""
    for name in ("phases", "criteria", "refusals", "doors"):
        check_twice(getattr(joining, name), (name,), source)
    doors = [door.id for door in joining.doors]
    for position, refusal in enumerate(joining.refusals):
        check_leads(refusal.door, doors, ("refusals", position, "door"), source)
    for position, phase in enumerate(joining.phases):
        check_twice(phase.crews, ("phases", position, "crews"), source)
    if len(joining.phases) > PHASES_AT_MOST:
        source.report(("phases", 0), f"{len(joining.phases)} phases", f"Write {PHASES_AT_MOST} at most")
    _check_doors(joining, source)


def _check_doors(joining: Joining, source: Source) -> None:
    for case in DoorFor:
        if joining.doors and not joining.doors_for(case):
            mend = f'Write for = ["{case}"] in one of them: nobody may be left before a closed door'
            source.report(("doors", 0), f"no door is for “{case}”", mend)
