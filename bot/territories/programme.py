"""Reads what a territory says of its shifts, appointments and partners, and what does not agree there.

Everything may be left out: then the officer makes each shift by hand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.calendar import WEEKDAYS
from bot.domain.geometry import DATE_LINE, POLE, Point
from bot.domain.programme import (
    LONGEST_ANSWER,
    REASONS_AT_MOST,
    AbsenceReason,
    Attestation,
    MeetingPoint,
    Partner,
    Rules,
    UsualQuestion,
    WeekDay,
)
from bot.territories.checks import check_leads, check_twice
from bot.territories.values import LONGEST_LABEL, read_phone

if TYPE_CHECKING:
    from bot.domain.territory import Territory
    from bot.territories.reading import Source, Table

PARTNERS_AT_MOST = 6
QUESTIONS_AT_MOST = 6
LONGEST_STATUS = 400
LONGEST_QUESTION = 38  # it stands on a button, after a pictogram


def read_programme(root: Table) -> Rules:
    """Make the records of [shifts], [[week]], [appointments], [[partners]], [[questions]] and the like."""
    read = root.table("shifts", _shifts) if "shifts" in root else Rules()
    if "appointments" in root:
        read = root.table("appointments", lambda table: _appointments(table, read))
    return replace(
        read,
        week=root.optional_tables("week", _week_day),
        partners=root.optional_tables("partners", _partner),
        absence_reasons=root.optional_tables("absence_reasons", _reason),
        attestation=root.table("attestation", _attestation) if "attestation" in root else None,
        questions=root.optional_tables("questions", _question),
    )


def _attestation(table: Table) -> Attestation:
    return Attestation(table.texts("status", LONGEST_STATUS), table.text("signatory"), table.text("place"))


def _shifts(table: Table) -> Rules:
    usual = Rules()
    return Rules(
        starts=table.hour("starts") if "starts" in table else usual.starts,
        ends=table.hour("ends") if "ends" in table else usual.ends,
        notice_minutes=table.whole("notice_minutes", 0, 24 * 60, usual.notice_minutes),
        absences=table.whole("absences", 1, 50, usual.absences),
        absence_days=table.whole("absence_days", 1, 90, usual.absence_days),
        indoor=table.table("indoor", _indoor) if "indoor" in table else None,
        compensation=table.optional_texts("compensation"),
    )


def _appointments(table: Table, read: Rules) -> Rules:
    return replace(
        read,
        collective=table.whole("collective", 0, 50, read.collective),
        individual=table.whole("individual", 0, 50, read.individual),
    )


def _indoor(table: Table) -> MeetingPoint:
    return _meeting_point(table, indoor=True)


def _week_day(table: Table) -> WeekDay:
    weekday = WEEKDAYS.index(table.choice("weekday", WEEKDAYS))
    return WeekDay(weekday, _meeting_point(table), table.optional_texts("task"))


def _meeting_point(table: Table, *, indoor: bool = False) -> MeetingPoint:
    point = None
    if "latitude" in table or "longitude" in table:
        point = Point(table.degrees("latitude", POLE), table.degrees("longitude", DATE_LINE))
    return MeetingPoint(
        table.texts("place", LONGEST_LABEL * 2), point, table.optional_text("district"), indoor
    )


def _partner(table: Table) -> Partner:
    return Partner(
        id=table.id(),
        name=table.texts("name", LONGEST_LABEL),
        phone=read_phone(table, "phone") if "phone" in table else None,
        address=table.optional_text("address"),
    )


def _reason(table: Table) -> AbsenceReason:
    return AbsenceReason(table.id(), table.texts("label", LONGEST_LABEL))


def _question(table: Table) -> UsualQuestion:
    return UsualQuestion(
        table.id(), table.texts("question", LONGEST_QUESTION), table.texts("answer", LONGEST_ANSWER)
    )


def check_programme(territory: Territory, source: Source) -> None:
    """Report every disagreement."""
    rules = territory.rules
    check_twice(rules.partners, ("partners",), source)
    check_twice(rules.absence_reasons, ("absence_reasons",), source)
    check_twice(rules.questions, ("questions",), source)
    districts = [district.id for district in territory.districts]
    for position, each in enumerate(rules.week):
        check_leads(each.place.district, districts, ("week", position, "district"), source)
        if each.weekday in [earlier.weekday for earlier in rules.week[:position]]:
            source.report(("week", position, "weekday"), "is there twice", "Write each weekday once")
    if rules.indoor:
        check_leads(rules.indoor.district, districts, ("shifts", "indoor", "district"), source)
    if rules.starts >= rules.ends:
        source.report(("shifts", "ends"), "is not after it starts", "Write a later hour")
    limits = {
        "partners": PARTNERS_AT_MOST,
        "absence_reasons": REASONS_AT_MOST,
        "questions": QUESTIONS_AT_MOST,
    }
    for name, most in limits.items():
        count = len(getattr(rules, name))
        if count > most:
            source.report((name, 0), f"{count} of them", f"Write {most} at most")
