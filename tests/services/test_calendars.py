"""Calendar files, read by other code than what wrote them: right at both clock changes, never doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
import vobject  # type: ignore[import-untyped] # it has no types

from bot.domain.programme import MeetingPoint
from bot.services import appointments, calendars, seats, shifts
from bot.storage import shifts as stored
from tests.applying import person, work
from tests.taking_part import appointment, member, shift

if TYPE_CHECKING:
    from tests.town import Phone, Town

THURSDAY = date(2026, 4, 9)


@pytest.fixture(name="camille")
def _camille(town: Town) -> Phone:
    return member(town)


def whole(town: Town, phone: Phone) -> dict[str, Any]:
    """Return the events of somebody's calendar by UID."""
    content = calendars.whole(work(town), person(town, phone))
    assert content is not None
    read = vobject.readOne(content.decode())
    return {event.uid.value: event for event in read.vevent_list}


def test_a_file_holds_days_hours_and_places_and_nothing_that_tells_a_stranger_why(
    town: Town, camille: Phone
) -> None:
    made, met = shift(town, THURSDAY), appointment(town, camille, date(2026, 4, 10))
    events = whole(town, camille)
    assert set(events) == {f"shift-{made.id}@ales", f"appointment-{met.id}@ales"}
    morning = events[f"shift-{made.id}@ales"]
    assert morning.dtstart.value.astimezone(UTC) == datetime(2026, 4, 9, 6, tzinfo=UTC)
    assert morning.dtend.value.astimezone(UTC) == datetime(2026, 4, 9, 10, tzinfo=UTC)
    assert morning.summary.value == "Matinée"
    assert morning.location.value == "Rue Docteur-Coulet"
    content = calendars.whole(work(town), person(town, camille))
    assert content is not None
    text = content.decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "VALARM" not in text
    for secret in ("France Travail", "Camille", "insertion", "Jardins"):
        assert secret.casefold() not in text.casefold()


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 23), 6),  # before and after summer time ends...
        (date(2026, 10, 26), 7),
        (date(2027, 3, 26), 7),  # ...and begins
        (date(2027, 3, 29), 6),
    ],
)
def test_eight_o_clock_stays_eight_o_clock_at_both_clock_changes(
    town: Town, camille: Phone, day: date, utc: int
) -> None:
    made = shift(town, day)
    begins = whole(town, camille)[f"shift-{made.id}@ales"].dtstart.value
    assert (begins.hour, begins.astimezone(UTC).hour) == (8, utc)


def test_a_change_keeps_the_uid_and_raises_the_sequence(town: Town, camille: Phone) -> None:
    made = shift(town, THURSDAY)
    (before,) = whole(town, camille).values()
    shifts.change_shift(work(town), made, starts=time(9), place=MeetingPoint({"fr": "Parc Cauvel"}))
    (after,) = whole(town, camille).values()
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (after.dtstart.value.hour, after.location.value) == (9, "Parc Cauvel")


def test_what_is_cancelled_is_marked_so_and_an_appointment_takes_itself_off(
    town: Town, camille: Phone
) -> None:
    made, met = shift(town, THURSDAY), appointment(town, camille, date(2026, 4, 10))
    shifts.cancel_shift(work(town), made)
    appointments.cancel(work(town), met)
    events = whole(town, camille)
    assert {event.status.value for event in events.values()} == {"CANCELLED"}
    content = calendars.of_appointment(work(town), person(town, camille), met.id)
    assert content is not None
    read = vobject.readOne(content.decode())
    assert (read.method.value, read.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert int(read.vevent.sequence.value) == 2


def test_what_is_over_and_what_is_another_s_is_not_in_it(town: Town, camille: Phone) -> None:
    shift(town, date(2026, 4, 6))
    other = member(town)
    met = appointment(town, other, THURSDAY)
    assert calendars.whole(work(town), person(town, camille)) is None
    assert calendars.of_appointment(work(town), person(town, camille), met.id) is None


def test_it_speaks_the_language_of_whoever_reads_it(town: Town) -> None:
    phone = member(town, "ar")
    made = shift(town, THURSDAY)
    event = whole(town, phone)[f"shift-{made.id}@ales"]
    assert event.summary.value == "فترة الصباح"


def test_the_button_sends_the_file_as_it_is_when_it_leaves(town: Town, camille: Phone) -> None:
    made = shift(town, THURSDAY)
    camille.types("/planning")
    town.held = True
    camille.press("Calendrier")
    slot = replace(made.slot, starts=time(10))
    stored.change(town.connection, made, slot, town.now)
    town.held = False
    town.settle()
    assert camille.bubbles[-1].what == "document"
    assert camille.last == "planning.ics"
    sent: Any = town.calls[-1].arguments["document"]
    assert b"T100000" in sent


def test_one_appointment_is_sent_alone(town: Town, camille: Phone) -> None:
    shift(town, THURSDAY)
    met = appointment(town, camille, date(2026, 4, 10))
    camille.types("/rdv")
    camille.press("vendredi 10 avril")
    camille.press("Calendrier")
    sent: Any = town.calls[-1].arguments["document"]
    assert sent.count(b"BEGIN:VEVENT") == 1
    assert f"appointment-{met.id}@ales".encode() in sent


def test_without_anything_ahead_no_file_comes(town: Town, camille: Phone) -> None:
    seats.free(work(town), 1)
    camille.types("/planning")
    camille.press("Calendrier")
    assert "Rien à mettre" in camille.last
    assert camille.bubbles[-1].what != "document"
