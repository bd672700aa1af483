"""Reads at which hours a territory reminds, and finds those at which nobody may be disturbed.

Everything may be left out; what each rung is for is said in `bot.domain.reminders`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.calendar import WEEKDAYS
from bot.domain.reminders import ReminderHours

if TYPE_CHECKING:
    from datetime import time

    from bot.domain.territory import Territory
    from bot.territories.reading import Source, Table

MOST_DAYS_BEFORE, MOST_HOURS_BEFORE = 14, 12
#: Hours that must not be quiet ones; the morning's may be, it tells of a change.
_AWAKE = ("appointment_hour", "day_before", "week_plan")


def read_reminders(root: Table) -> ReminderHours:
    """Read the table [reminders], which may be left out."""
    return root.table("reminders", _reminder_hours) if "reminders" in root else ReminderHours()


def check_reminders(territory: Territory, source: Source) -> None:
    """Report quiet hours that never end, and hours of reminders that lie in them."""
    quiet, hours = territory.quiet_hours, territory.reminders
    if quiet.starts == quiet.ends:
        source.report(("quiet_hours", "ends"), "is when they start", "Write another hour")
        return
    for key in _AWAKE:
        if getattr(hours, key) in quiet:
            mend = f"Choose an hour from {quiet.ends:%H:%M} to {quiet.starts:%H:%M}"
            source.report(("reminders", key), "lies in the quiet hours", mend)


def _reminder_hours(table: Table) -> ReminderHours:
    usual = ReminderHours()
    days, hours = usual.appointment_days_before, usual.appointment_hours_before
    return ReminderHours(
        appointment_days_before=table.whole("appointment_days_before", 0, MOST_DAYS_BEFORE, days),
        appointment_hour=_hour(table, "appointment_hour", usual.appointment_hour),
        day_before=_hour(table, "day_before", usual.day_before),
        appointment_hours_before=table.whole("appointment_hours_before", 0, MOST_HOURS_BEFORE, hours),
        week_plan_day=_week_plan_day(table, usual.week_plan_day),
        week_plan=_hour(table, "week_plan", usual.week_plan),
        morning=_hour(table, "morning", usual.morning),
        quiet_days=_quiet_days(table, usual.quiet_days),
    )


def _hour(table: Table, key: str, otherwise: time) -> time:
    return table.hour(key) if key in table else otherwise


def _week_plan_day(table: Table, otherwise: int) -> int:
    if "week_plan_day" not in table:
        return otherwise
    return WEEKDAYS.index(table.choice("week_plan_day", WEEKDAYS))


def _quiet_days(table: Table, otherwise: frozenset[int]) -> frozenset[int]:
    if "quiet_days" not in table:
        return otherwise
    names = table.words("quiet_days")
    if set(names) < set(WEEKDAYS):
        return frozenset(map(WEEKDAYS.index, names))
    mend = 'Write days in English, six at most, as in ["sunday"]'
    table.report("quiet_days", f"is {', '.join(names)}", mend)
    return otherwise
