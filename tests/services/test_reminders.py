"""People are reminded of what still stands: planned with each change, told once, in one message a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.reminders import Kind, Reason
from bot.storage import outbox, tables
from tests.reminded import Reminded

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    """Return a local time in Alès, as in 2026-04-16 08:00."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


@pytest.fixture(name="bot")
def _bot(connection: Connection) -> Reminded:
    """It is Tuesday 14 April 2026, 10:00 in Alès."""
    return Reminded(connection)


def told(bot: Reminded, person: int | None = None) -> list[str]:
    """Return what arrived as local time and rungs."""
    return [
        f"{one.at.astimezone(PARIS):%a %H:%M} " + " ".join(each.rung for each in one.reminders)
        for one in bot.told
        if person in (None, one.person)
    ]


def reasons(bot: Reminded) -> list[tuple[str, str]]:
    return [(one.reminder.rung.value, one.reason.value) for one in bot.unsent()]


def test_an_appointment_and_a_shift_are_told_at_their_hours(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.book(Kind.SHIFT, at("2026-04-23 08:00"), person)
    bot.pass_time(at("2026-04-25 12:00"))
    assert told(bot) == [
        "Tue 10:00 at_booking",
        "Sun 18:00 week_plan",
        "Wed 10:00 two_days_before",
        "Wed 18:00 day_before",
        "Thu 18:00 day_before",
        "Fri 12:00 two_hours_before",
    ]
    assert bot.unsent() == []


def test_two_things_of_one_day_are_one_message(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.APPOINTMENT, at("2026-04-17 14:00"), person)
    bot.book(Kind.SHIFT, at("2026-04-17 08:00"), person)
    bot.pass_time(at("2026-04-16 20:00"))
    assert told(bot)[-1] == "Thu 18:00 day_before day_before"


def test_whoever_has_answered_is_not_asked_again(bot: Reminded) -> None:
    person = bot.person()
    meeting = bot.book(Kind.APPOINTMENT, at("2026-04-16 14:00"), person)
    bot.pass_time(at("2026-04-15 19:00"))
    bot.answer(person, meeting)
    bot.pass_time(at("2026-04-16 15:00"))
    assert told(bot) == ["Tue 10:00 at_booking", "Wed 18:00 day_before"]
    assert reasons(bot) == [("two_days_before", "booked_inside"), ("two_hours_before", "answered")]


def test_a_move_is_told_and_what_was_planned_before_is_not(bot: Reminded) -> None:
    person = bot.person()
    meeting = bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.pass_time(at("2026-04-20 10:00"))
    bot.move(meeting, timedelta(days=4))
    bot.pass_time(at("2026-04-29 10:00"))
    assert told(bot) == [
        "Tue 10:00 at_booking",
        "Mon 10:00 changed",
        "Sat 10:00 two_days_before",  # the 26th is a Sunday
        "Mon 18:00 day_before",
        "Tue 12:00 two_hours_before",
    ]
    assert {reason for _, reason in reasons(bot)} == {"moved"}


def test_what_had_not_been_told_is_simply_booked_at_its_new_hour(bot: Reminded) -> None:
    bot.now = at("2026-04-14 22:00")  # quiet: it would be told in the morning
    person = bot.person()
    meeting = bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.move(meeting, HOUR)
    bot.pass_time(at("2026-04-16 10:00"))
    assert told(bot) == ["Wed 08:00 at_booking"]
    assert bot.told[0].reminders[0].starts_at == at("2026-04-24 15:00")


def test_a_message_that_still_waits_to_leave_is_no_news_to_correct(bot: Reminded) -> None:
    person = bot.person()
    meeting = bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.tick()  # in the outbox; Telegram does not answer
    bot.move(meeting, HOUR)
    bot.run()
    assert told(bot) == ["Tue 10:00 at_booking"]
    assert bot.told[0].reminders[0].version == 2
    assert ("at_booking", "moved") in reasons(bot)


def test_something_cancelled_is_told_once_and_nothing_follows(bot: Reminded) -> None:
    person, other = bot.person(), bot.person()
    shift = bot.book(Kind.SHIFT, at("2026-04-23 08:00"), person)
    bot.pass_time(at("2026-04-20 10:00"))
    bot.join(other, shift)  # and has heard of nothing
    bot.cancel(shift)
    bot.pass_time(at("2026-04-24 10:00"))
    assert told(bot, person) == ["Sun 18:00 week_plan", "Mon 10:00 cancelled"]
    assert told(bot, other) == []


def test_a_change_decided_at_half_past_six_leaves_at_once(bot: Reminded) -> None:
    person = bot.person()
    shift = bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.pass_time(at("2026-04-16 06:30"))
    bot.move(shift, HOUR)
    bot.run()
    assert told(bot) == ["Wed 18:00 day_before", "Thu 06:30 changed"]


def test_a_change_of_the_evening_is_told_in_the_morning(bot: Reminded) -> None:
    person = bot.person()
    shift = bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.pass_time(at("2026-04-15 21:00"))
    bot.move(shift, HOUR)
    bot.pass_time(at("2026-04-16 12:00"))
    assert told(bot) == ["Wed 18:00 day_before", "Thu 06:30 morning"]
    assert ("changed", "overtaken") in reasons(bot)


@pytest.mark.parametrize(
    ("gone", "reason"), [("leave", Reason.LEFT), ("pause", Reason.PAUSED), ("nothing", None)]
)
def test_whoever_leaves_or_pauses_hears_no_more(bot: Reminded, gone: str, reason: Reason | None) -> None:
    person = bot.person()
    shift = bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    if gone == "leave":
        bot.leave(person, shift)
    elif gone == "pause":
        bot.pause(person)
    bot.pass_time(at("2026-04-16 12:00"))
    assert bool(bot.told) is (reason is None)
    assert (("day_before", reason.value) in reasons(bot)) if reason else reasons(bot) == [WEEK_PASSED]


WEEK_PASSED = ("week_plan", "booked_inside")


def test_whoever_resumes_hears_of_what_is_still_to_come(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.book(Kind.SHIFT, at("2026-04-17 08:00"), person)
    bot.pause(person)
    bot.pass_time(at("2026-04-15 19:00"))
    bot.resume(person)
    bot.pass_time(at("2026-04-17 09:00"))
    assert told(bot) == ["Thu 18:00 day_before"]


def test_whoever_pauses_and_resumes_while_a_message_waits_to_leave_is_told_once(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.tick()
    bot.pause(person)
    bot.send()
    assert bot.told == []
    bot.resume(person)
    bot.run()
    bot.resume(person)
    bot.run()
    assert told(bot) == ["Tue 10:00 at_booking"]


def test_after_an_outage_what_is_of_use_is_told_once_and_the_rest_is_listed(bot: Reminded) -> None:
    person = bot.person()
    for day in (15, 16, 17, 20):
        bot.book(Kind.SHIFT, at(f"2026-04-{day} 08:00"), person)
    bot.now = at("2026-04-16 19:30")  # nothing ran for two days
    bot.tick()
    bot.run()
    bot.send()
    assert told(bot) == ["Thu 19:30 day_before"]
    assert bot.told[0].reminders[0].starts_at == at("2026-04-17 08:00")
    late = [one.reminder.starts_at for one in bot.unsent() if one.reason is Reason.TOO_LATE]
    assert late == [at("2026-04-15 08:00"), at("2026-04-16 08:00")]


def test_an_outage_that_ends_at_night_wakes_nobody(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.book(Kind.APPOINTMENT, at("2026-04-16 14:00"), person)
    bot.now = at("2026-04-15 22:00")
    bot.pass_time(at("2026-04-16 09:00"))
    assert told(bot) == ["Thu 06:30 day_before", "Thu 08:00 day_before"]


def test_of_two_rungs_missed_the_last_is_told(bot: Reminded) -> None:
    person = bot.person()
    meeting = bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.now = at("2026-04-23 18:30")
    bot.run()
    assert told(bot) == ["Thu 18:30 day_before"]
    assert reasons(bot) == [("at_booking", "overtaken"), ("two_days_before", "overtaken")]
    bot.answer(person, meeting)
    bot.run()
    assert len(bot.told) == 1


def test_planning_again_with_nothing_changed_writes_nothing(bot: Reminded) -> None:
    person = bot.person()
    shift = bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)

    def rows() -> list[tuple[object, ...]]:
        query = tables.reminders.select().order_by(tables.reminders.c.id)
        return [tuple(row) for row in bot.connection.execute(query)]

    before = rows()
    bot.join(person, shift)
    assert rows() == before
    bot.pass_time(at("2026-04-24 15:00"))
    after = rows()
    bot.answer(person, shift)
    assert rows() == after


def test_what_the_outbox_could_not_deliver_before_the_start_is_listed(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.now = at("2026-04-15 18:00")
    bot.tick()
    bot.now = at("2026-04-16 08:01")  # Telegram did not answer until then
    bot.send()
    assert bot.told == []
    assert ("day_before", "too_late") in reasons(bot)


def test_a_person_telegram_refuses_is_listed_as_not_reached(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.connection.execute(tables.accounts.update().values(unreachable_since=bot.now))
    bot.pass_time(at("2026-04-15 19:00"))
    assert bot.told == []
    assert ("day_before", "undelivered") in reasons(bot)


def test_news_go_before_reminders_and_none_outlives_its_start(bot: Reminded) -> None:
    person, other = bot.person(), bot.person()
    shift = bot.book(Kind.SHIFT, at("2026-04-16 08:00"), person)
    bot.pass_time(at("2026-04-15 18:00"))
    bot.book(Kind.SHIFT, at("2026-04-17 08:00"), other)
    bot.now = at("2026-04-16 18:00")
    bot.tick()
    bot.now = at("2026-04-15 18:30")
    bot.cancel(shift)
    bot.tick()
    rows = bot.connection.execute(tables.outbox.select().where(tables.outbox.c.state == "waiting")).all()
    assert {row.person: row.priority for row in rows} == {person: 1, other: 2}
    assert outbox.any_due(bot.connection, bot.now)
    before = len(bot.told)
    bot.now = at("2026-04-17 08:00")
    bot.send()
    assert len(bot.told) == before


def test_a_message_handed_over_before_the_clock_went_back_leaves_all_the_same(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.SHIFT, at("2026-04-17 11:00"), person)
    bot.now += timedelta(days=3)
    bot.tick(limit=1)
    bot.now -= timedelta(minutes=10)
    bot.pass_time(bot.now + timedelta(minutes=10))
    assert told(bot) == ["Fri 10:00 day_before"]


def test_a_message_that_telegram_takes_only_at_night_waits_for_the_morning(bot: Reminded) -> None:
    person = bot.person()
    bot.book(Kind.APPOINTMENT, at("2026-04-24 14:00"), person)
    bot.tick()
    bot.now = at("2026-04-14 23:00")
    bot.pass_time(at("2026-04-15 09:00"))
    assert told(bot) == ["Wed 08:00 at_booking"]
