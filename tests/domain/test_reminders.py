"""When people are reminded: every rung at its local hour, never in the quiet hours, never after the start."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import FRANCE_FIXED, HolidayRegion, Holidays, Hours, Office
from bot.domain.reminders import (
    NEWS,
    Booking,
    Diary,
    Kind,
    Reason,
    Reminder,
    ReminderHours,
    Rung,
    diary_of,
    leaves,
    plan,
)
from bot.territories import load

ALES = diary_of(load("ales"))
PARIS = ALES.zone
ZONES = ("Europe/Paris", "Indian/Reunion", "America/Cayenne")
LONG_BEFORE = datetime(2025, 1, 6, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def diary(zone: str = "Europe/Paris", **hours: object) -> Diary:
    """Return what Alès does, elsewhere or at other hours."""
    return replace(ALES, zone=ZoneInfo(zone), hours=replace(ReminderHours(), **hours))  # type: ignore[arg-type] # as the record takes them


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    """Return a local time, as in 2026-04-14 08:00, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def booking(kind: Kind, starts: datetime, booked: datetime = LONG_BEFORE, version: int = 1) -> Booking:
    return Booking(person=1, kind=kind, thing=7, version=version, starts_at=starts, booked_at=booked)


def shown(planned: tuple[Reminder, ...], zone: ZoneInfo = PARIS) -> dict[str, str]:
    """Return each rung with its local time, or why it was skipped."""
    return {
        each.rung.value: each.skipped.value if each.skipped else f"{each.due_at.astimezone(zone):%a %d %H:%M}"
        for each in planned
    }


# --- every day of three years ------------------------------------------------------------------

HOURS = {
    Rung.WEEK_PLAN: time(18),
    Rung.TWO_DAYS_BEFORE: time(10),
    Rung.DAY_BEFORE: time(18),
    Rung.TWO_HOURS_BEFORE: time(12),
}


# Easter Mondays, Ascensions and Whit Mondays of those years, from the printed calendar.
MOVABLE = {
    date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25),
    date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17),
    date(2028, 4, 17), date(2028, 5, 25), date(2028, 6, 5),
}  # fmt: skip


def rests(day: date) -> bool:
    """Tell, without the code under test, whether people are left in peace that day."""
    return day.weekday() == 6 or (day.month, day.day) in FRANCE_FIXED or day in MOVABLE


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("kind", "hour"), [(Kind.SHIFT, time(8)), (Kind.APPOINTMENT, time(14))])
def test_every_rung_keeps_its_local_hour_on_every_day_of_three_years(
    zone: str, kind: Kind, hour: time
) -> None:
    here, day, seen = diary(zone), date(2026, 1, 10), set()
    while day < date(2029, 1, 1):
        starts = datetime.combine(day, hour, here.zone).astimezone(UTC)
        for each in plan(booking(kind, starts), here, told=False):
            if each.rung is Rung.AT_BOOKING:
                continue
            local = each.due_at.astimezone(here.zone)
            seen.add(each.rung)
            assert local.time() == HOURS[each.rung], (day, each.rung)
            assert each.due_at < starts
            if each.rung is Rung.TWO_HOURS_BEFORE:
                assert each.skipped is (Reason.QUIET if rests(day) else None)
            elif each.rung is Rung.WEEK_PLAN:
                assert (local.weekday(), (day - local.date()).days in range(1, 8)) == (6, True)
            else:
                assert not rests(local.date())
                between = [local.date() + n * DAY for n in range(1, (day - local.date()).days)]
                assert all(map(rests, between[: -1 if each.rung is Rung.TWO_DAYS_BEFORE else None]))
        day += DAY
    rungs = {Kind.SHIFT: {Rung.WEEK_PLAN, Rung.DAY_BEFORE}}
    assert seen == rungs.get(kind, {Rung.TWO_DAYS_BEFORE, Rung.DAY_BEFORE, Rung.TWO_HOURS_BEFORE})


@pytest.mark.parametrize("starts", ["2026-03-29 02:30", "2026-10-25 02:30"])
def test_a_thing_at_an_hour_that_does_not_exist_or_comes_twice_is_still_reminded_of(starts: str) -> None:
    planned = plan(booking(Kind.SHIFT, at(starts)), ALES, told=False)
    assert shown(planned)["day_before"].endswith("18:00")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),  # there is none: half an hour before 2
        (date(2026, 3, 30), datetime(2026, 3, 30, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # there are two: the first
        (date(2026, 10, 26), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_half_past_two_in_the_night_of_a_clock_change_is_never_late(day: date, due: datetime) -> None:
    awake = Office(frozenset(range(7)), (Hours(time(1), time(0)),), Holidays())
    night = replace(ALES, awake=awake, hours=ReminderHours(day_before=time(2, 30)))
    starts = datetime.combine(day + DAY, time(9), PARIS).astimezone(UTC)
    (reminder,) = (
        each for each in plan(booking(Kind.SHIFT, starts), night, told=False) if each.rung is Rung.DAY_BEFORE
    )
    assert reminder.due_at == due


# --- cases -------------------------------------------------------------------------------------


def test_an_appointment_booked_long_before_has_all_four_rungs() -> None:
    booked = booking(Kind.APPOINTMENT, at("2026-04-16 14:00"), at("2026-04-07 11:00"))
    assert shown(plan(booked, ALES, told=False)) == {
        "at_booking": "Tue 07 11:00",
        "two_days_before": "Tue 14 10:00",
        "day_before": "Wed 15 18:00",
        "two_hours_before": "Thu 16 12:00",
    }


def test_booked_inside_a_rung_skips_that_rung_and_keeps_the_later_ones() -> None:
    booked = booking(Kind.APPOINTMENT, at("2026-04-16 14:00"), at("2026-04-14 10:00"))
    assert shown(plan(booked, ALES, told=False)) == {
        "at_booking": "Tue 14 10:00",
        "two_days_before": "booked_inside",
        "day_before": "Wed 15 18:00",
        "two_hours_before": "Thu 16 12:00",
    }


def test_booked_within_two_hours_only_says_so() -> None:
    booked = booking(Kind.APPOINTMENT, at("2026-04-16 14:00"), at("2026-04-16 12:30"))
    left = [each.rung for each in plan(booked, ALES, told=False) if not each.skipped]
    assert left == [Rung.AT_BOOKING]


def test_a_shift_has_the_plan_of_its_week_and_the_evening_before() -> None:
    planned = plan(booking(Kind.SHIFT, at("2026-04-16 08:00")), ALES, told=False)
    assert shown(planned) == {"week_plan": "Sun 12 18:00", "day_before": "Wed 15 18:00"}


def test_a_monday_is_asked_about_on_saturday_and_planned_on_sunday() -> None:
    planned = plan(booking(Kind.SHIFT, at("2026-04-13 08:00")), ALES, told=False)
    assert shown(planned) == {"week_plan": "Sun 12 18:00", "day_before": "Sat 11 18:00"}


def test_after_easter_monday_the_evening_before_is_saturday() -> None:
    planned = plan(booking(Kind.SHIFT, at("2026-04-07 08:00")), ALES, told=False)
    assert shown(planned)["day_before"] == "Sat 04 18:00"


def test_two_hours_before_is_dropped_in_the_quiet_hours_and_for_whoever_has_answered() -> None:
    early = booking(Kind.APPOINTMENT, at("2026-04-16 09:30"))
    assert shown(plan(early, ALES, told=False))["two_hours_before"] == "quiet"
    answered = replace(booking(Kind.APPOINTMENT, at("2026-04-16 14:00")), answered=True)
    assert shown(plan(answered, ALES, told=False))["two_hours_before"] == "answered"


@pytest.mark.parametrize(
    ("booked", "due"),
    [
        ("2026-04-10 21:00", "Sat 11 08:00"),
        ("2026-04-11 21:00", "Mon 13 08:00"),  # a Sunday between
        ("2026-04-15 21:00", "Thu 16 08:00"),
        ("2026-04-16 07:00", "Thu 16 08:00"),
    ],
)
def test_what_is_booked_in_the_quiet_hours_is_said_when_they_end(booked: str, due: str) -> None:
    planned = plan(booking(Kind.APPOINTMENT, at("2026-04-16 14:00"), at(booked)), ALES, told=False)
    assert shown(planned)["at_booking"] == due


@pytest.mark.parametrize(
    ("changed", "rungs"),
    [  # a shift on Thursday the 16th at 8:00
        ("2026-04-13 11:00", {"changed": "Mon 13 11:00", "day_before": "Wed 15 18:00"}),
        ("2026-04-13 22:00", {"changed": "Tue 14 08:00", "day_before": "Wed 15 18:00"}),
        ("2026-04-15 19:00", {"changed": "Wed 15 19:00", "morning": "Thu 16 06:30"}),
        ("2026-04-15 21:00", {"changed": "overtaken", "morning": "Thu 16 06:30"}),
        ("2026-04-16 06:30", {"changed": "Thu 16 06:30"}),
        ("2026-04-16 06:10", {"changed": "Thu 16 06:10"}),
    ],
)
def test_a_change_is_told_when_it_is_decided_and_in_the_morning_if_it_came_after_the_evening(
    changed: str, rungs: dict[str, str]
) -> None:
    moved = booking(Kind.SHIFT, at("2026-04-16 08:00"), at(changed), version=2)
    told = shown(plan(moved, ALES, told=True))
    assert {name: due for name, due in told.items() if due != "booked_inside"} == rungs


def test_what_changes_on_a_sunday_for_monday_is_told_on_monday_morning() -> None:
    moved = booking(Kind.SHIFT, at("2026-04-13 08:00"), at("2026-04-12 19:00"), version=2)
    assert shown(plan(moved, ALES, told=True))["morning"] == "Mon 13 06:30"


def test_a_change_of_something_nobody_had_heard_of_is_no_news() -> None:
    moved = booking(Kind.APPOINTMENT, at("2026-04-16 14:00"), at("2026-04-13 11:00"), version=2)
    assert "changed" not in shown(plan(moved, ALES, told=False))
    assert "at_booking" not in shown(plan(moved, ALES, told=True))


def test_something_cancelled_is_said_once_to_whoever_had_heard_of_it_and_nothing_else() -> None:
    gone = replace(
        booking(Kind.SHIFT, at("2026-04-16 08:00"), at("2026-04-15 21:00"), version=2),
        barred=Reason.CANCELLED,
    )
    assert shown(plan(gone, ALES, told=True)) == {"cancelled": "Thu 16 06:30"}
    assert plan(gone, ALES, told=False) == ()


@pytest.mark.parametrize("barred", [Reason.LEFT, Reason.PAUSED])
def test_whoever_left_or_pauses_hears_nothing(barred: Reason) -> None:
    gone = replace(booking(Kind.SHIFT, at("2026-04-16 08:00")), barred=barred)
    assert plan(gone, ALES, told=True) == ()


def test_a_territory_has_its_own_days_and_hours() -> None:
    here = diary(appointment_days_before=3, appointment_hours_before=0, day_before=time(17), week_plan_day=4)
    appointment = plan(booking(Kind.APPOINTMENT, at("2026-04-16 14:00")), here, told=True)
    assert shown(appointment) == {
        "two_days_before": "Mon 13 10:00",
        "day_before": "Wed 15 17:00",
        "changed": "Mon 06 11:00",
    }
    shift = plan(booking(Kind.SHIFT, at("2026-04-17 08:00")), here, told=False)
    assert shown(shift)["week_plan"] == "Fri 10 18:00"
    never = plan(
        booking(Kind.APPOINTMENT, at("2026-04-16 14:00")), diary(appointment_days_before=0), told=True
    )
    assert "two_days_before" not in shown(never)


@pytest.mark.parametrize(
    ("rung", "now", "starts", "due"),
    [
        (Rung.DAY_BEFORE, "2026-04-15 19:00", "2026-04-16 08:00", "Wed 15 19:00"),
        (Rung.DAY_BEFORE, "2026-04-15 23:00", "2026-04-16 08:00", "Thu 16 06:30"),
        (Rung.DAY_BEFORE, "2026-04-15 23:00", "2026-04-16 09:59", "Thu 16 06:30"),
        (Rung.DAY_BEFORE, "2026-04-15 23:00", "2026-04-16 10:00", "Thu 16 08:00"),
        (Rung.DAY_BEFORE, "2026-04-16 07:15", "2026-04-16 08:00", "Thu 16 07:15"),
        (Rung.DAY_BEFORE, "2026-04-16 02:00", "2026-04-16 05:00", "Thu 16 02:00"),
        (Rung.TWO_HOURS_BEFORE, "2026-04-16 20:10", "2026-04-16 20:30", "Thu 16 20:10"),
        (Rung.WEEK_PLAN, "2026-04-12 19:00", "2026-04-13 08:00", "Sun 12 19:00"),
        (Rung.WEEK_PLAN, "2026-04-12 21:00", "2026-04-14 08:00", "Mon 13 08:00"),
        (Rung.TWO_DAYS_BEFORE, "2026-04-12 19:00", "2026-04-14 08:00", "Mon 13 08:00"),
        (Rung.CHANGED, "2026-04-16 05:00", "2026-04-16 14:00", "Thu 16 05:00"),
    ],
)
def test_what_is_late_leaves_at_once_or_when_it_disturbs_nobody_and_is_still_of_use(
    rung: Rung, now: str, starts: str, due: str
) -> None:
    assert f"{leaves(rung, at(now), at(starts), ALES).astimezone(PARIS):%a %d %H:%M}" == due


# --- properties --------------------------------------------------------------------------------

MINUTES = st.integers(0, 3 * 365 * 24 * 60)
instants = MINUTES.map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
diaries = st.builds(
    lambda zone, quiet, days, region: replace(
        diary(zone, quiet_days=days),
        awake=Office(frozenset(range(7)) - days, (Hours(quiet[1], quiet[0]),), Holidays(region)),
    ),
    st.sampled_from(ZONES),
    st.sampled_from([(time(20), time(8)), (time(19, 30), time(7)), (time(22), time(6, 15))]),
    st.sampled_from([frozenset({6}), frozenset({4, 5}), frozenset[int]()]),
    st.sampled_from([HolidayRegion.FRANCE, HolidayRegion.NONE]),
)
bookings = st.builds(
    Booking,
    person=st.just(1),
    kind=st.sampled_from(Kind),
    thing=st.just(7),
    version=st.just(2),
    starts_at=instants,
    booked_at=instants,
    answered=st.booleans(),
    barred=st.sampled_from([None, None, None, Reason.CANCELLED, Reason.LEFT]),
)


@given(booked=bookings, here=diaries, told=st.booleans())
def test_nothing_is_planned_after_the_start_nor_before_it_was_booked(
    *, booked: Booking, here: Diary, told: bool
) -> None:
    planned = plan(booked, here, told=told)
    assert all(each.due_at < booked.starts_at for each in planned)
    assert all(each.due_at >= booked.booked_at for each in planned if not each.skipped)
    assert len({each.rung for each in planned}) == len(planned)


@given(booked=bookings, here=diaries, told=st.booleans())
def test_nobody_is_disturbed_but_by_the_weeks_plan_and_by_what_concerns_the_same_day(
    *, booked: Booking, here: Diary, told: bool
) -> None:
    day = here.local(booked.starts_at).date()
    for each in plan(booked, here, told=told):
        local = here.local(each.due_at)
        by_hour, by_day = not here.awake.opens_at(local.time()), not here.awake.works_on(local.date())
        if each.skipped or not (by_hour or by_day):
            continue
        late = booked.starts_at - here.waking(each.due_at) < timedelta(hours=2)
        allowed = {
            Rung.WEEK_PLAN: not by_hour,
            Rung.MORNING: local.date() == day,
            Rung.AT_BOOKING: late,
        }
        assert allowed.get(each.rung, each.rung in NEWS and (local.date() == day or late)), each


@given(bookings, diaries)
def test_a_rung_moves_earlier_only_and_only_over_days_of_rest(booked: Booking, here: Diary) -> None:
    day = here.local(booked.starts_at).date()
    for each in plan(booked, here, told=True):
        if each.rung not in (Rung.DAY_BEFORE, Rung.TWO_DAYS_BEFORE):
            continue
        usual = day - DAY * (1 if each.rung is Rung.DAY_BEFORE else 2)
        local = here.local(each.due_at).date()
        assert local <= usual
        passed = (local + DAY * n for n in range(1, (usual - local).days + 1))
        assert not any(map(here.awake.works_on, passed))


@given(bookings, diaries)
def test_whoever_books_an_hour_later_hears_of_nothing_more(booked: Booking, here: Diary) -> None:
    later = replace(booked, booked_at=booked.booked_at + timedelta(hours=1))
    first, second = (
        {each.rung for each in plan(one, here, told=False) if not each.skipped} for one in (booked, later)
    )
    assert second <= first


@given(st.sampled_from(Rung), instants, st.integers(1, 20_000), diaries)
def test_what_leaves_late_leaves_before_the_start_and_asking_again_changes_nothing(
    rung: Rung, now: datetime, minutes: int, here: Diary
) -> None:
    starts = now + timedelta(minutes=minutes)
    due = leaves(rung, now, starts, here)
    assert now <= due < starts
    assert leaves(rung, due, starts, here) == due
