"""One tap says whether somebody comes; it is confirmed, can be changed, and an absence is never refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Answer
from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows.reminding_words import SAID
from bot.storage import attendances, matters
from tests.applying import person
from tests.participants import MONDAY, at, change, lay, live, meet, participant, read, week

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from tests.town import Phone, Town

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(name="phone")
def _phone(town: Town) -> Phone:
    return participant(town)


def asked(town: Town, day: date = TUESDAY) -> Shift:
    """Let the evening before a shift come."""
    (shift,) = lay(town, day)
    live(town, f"{day - timedelta(days=1)} 18:00")
    return shift


def answer(town: Town, phone: Phone, thing: int, kind: Kind = Kind.SHIFT) -> Answer | None:
    held = attendances.of_person_at(town.connection, person(town, phone), kind, thing)
    return held.answer if held else None


def counted(town: Town) -> dict[str, int]:
    return attendances.reasons(town.connection, date(2026, 4, 1), date(2026, 5, 1))


def test_a_tap_is_confirmed_where_it_was_made_and_can_be_changed(town: Town, phone: Phone) -> None:
    shift, before = asked(town), len(phone.bubbles)
    (reply,) = phone.press("Je viens")
    assert reply.text == town.says(SAID[Answer.COMING])
    assert "C'est noté" in read(phone)
    assert answer(town, phone, shift.id) is Answer.COMING
    phone.press("en retard")
    assert answer(town, phone, shift.id) is Answer.LATE
    phone.press("Je ne peux pas")
    assert answer(town, phone, shift.id) is Answer.ABSENT
    phone.press("Je viens finalement")
    assert answer(town, phone, shift.id) is Answer.COMING
    assert len(phone.bubbles) == before


def test_whoever_cannot_come_is_asked_how_long_and_reads_what_it_means(town: Town, phone: Phone) -> None:
    laid = lay(town, *week())
    live(town, "2026-04-20 18:00")
    phone.press("Je ne peux pas")
    assert "Exemple : seules les matinées faites sont indemnisées." in read(phone)
    assert phone.labels() == [
        "Demain seulement",
        "Jusqu'à vendredi",
        "Je ne sais pas",
        "✅ Je viens finalement",
    ]
    phone.press("Jusqu'à vendredi")
    phone.press("Sans réponse")
    assert "jusqu'au vendredi 24 avril" in read(phone)
    said = [answer(town, phone, each.id) for each in laid]
    assert said == [None, *[Answer.ABSENT] * 4]
    before = len(phone.bubbles)
    live(town, "2026-04-21 08:10")
    assert len(phone.bubbles) == before  # nobody reminds whoever does not come

    phone.press("Je viens finalement")
    assert [answer(town, phone, each.id) for each in laid] == [None, Answer.LATE, *[Answer.COMING] * 3]


def test_a_card_of_what_is_over_shows_what_comes_next(town: Town, phone: Phone) -> None:
    lay(town, *week())
    live(town, "2026-04-20 18:00")
    phone.press("Je ne peux pas")
    phone.press("Jusqu'à vendredi")
    live(town, "2026-04-23 13:00")
    phone.press("Je viens finalement")
    assert read(phone).startswith("🔔 Rappel : demain, vendredi 24 avril")
    assert "C'est passé" in read(phone)


def test_a_reason_is_counted_once_and_kept_with_nobody(town: Town, phone: Phone) -> None:
    asked(town)
    phone.press("Je ne peux pas")
    data, message = phone.data("Transport"), phone.bubbles[-1].message_id
    phone.press("Transport")
    assert "Merci d'avoir prévenu" in read(phone)
    phone.forge(data, message)
    assert counted(town) == {"transport": 1}
    rows = town.dump()["attendances"]
    assert not any("transport" in row for row in rows)


def test_nobody_has_to_say_why(town: Town, phone: Phone) -> None:
    asked(town)
    phone.press("Je ne peux pas")
    phone.press("Sans réponse")
    assert counted(town) == {}


def test_one_tap_says_yes_to_a_week_and_evenings_then_only_inform(town: Town, phone: Phone) -> None:
    laid = lay(town, *week())
    live(town, "2026-04-19 18:00")
    phone.press("Je viens toute la semaine")
    assert [answer(town, phone, each.id) for each in laid] == [Answer.COMING] * 5
    live(town, "2026-04-20 18:00")
    assert "Vous venez ?" not in read(phone)
    assert phone.labels() == ["❌ Je ne peux pas"]


def test_a_day_of_a_week_may_be_taken_off(town: Town, phone: Phone) -> None:
    laid = lay(town, *week())
    live(town, "2026-04-19 18:00")
    message = phone.bubbles[-1].message_id
    data = phone.data("Je viens toute la semaine")
    phone.press("Un jour, je ne peux pas")
    phone.press("mercredi 22 avril")
    assert answer(town, phone, laid[2].id) is Answer.ABSENT
    phone.forge(data, message)
    said = [answer(town, phone, each.id) for each in laid]
    assert said == [Answer.COMING, Answer.COMING, Answer.ABSENT, Answer.COMING, Answer.COMING]
    assert "Rue Docteur-Coulet (❌ c'est non)" in read(phone)
    assert "toute la semaine" not in read(phone)


def test_what_is_said_too_late_for_the_head_count_reaches_whoever_leads(town: Town, phone: Phone) -> None:
    officer = town.officer()
    shift = asked(town)
    before = len(officer.bubbles)
    phone.press("Je viens")
    assert len(officer.bubbles) == before
    live(town, "2026-04-21 07:30")
    phone.press("Je ne peux pas")
    assert answer(town, phone, shift.id) is Answer.ABSENT
    assert len(officer.bubbles) == before + 1
    held = attendances.of_person_at(town.connection, person(town, phone), Kind.SHIFT, shift.id)
    assert held is not None
    assert held.in_time is False


@pytest.mark.parametrize(
    ("now", "taken"), [("2026-04-21 09:00", True), ("2026-04-22 11:59", True), ("2026-04-22 12:00", False)]
)
def test_an_absence_is_taken_until_a_day_after_the_end(
    town: Town, phone: Phone, now: str, *, taken: bool
) -> None:
    shift = asked(town)
    data, message = phone.data("Je ne peux pas"), phone.bubbles[-1].message_id
    live(town, now)
    phone.forge(data, message)
    assert (answer(town, phone, shift.id) is Answer.ABSENT) is taken


def test_whoever_comes_once_it_has_begun_is_late_and_after_it_too_late(town: Town, phone: Phone) -> None:
    shift = asked(town)
    data, message = phone.data("Je viens"), phone.bubbles[-1].message_id
    live(town, "2026-04-21 08:20")
    phone.forge(data, message)
    assert answer(town, phone, shift.id) is Answer.LATE
    live(town, "2026-04-21 12:00")
    phone.forge(data, message)
    assert "C'est passé" in phone.last
    assert answer(town, phone, shift.id) is Answer.LATE


def test_a_button_of_what_has_changed_says_so_and_changes_nothing(town: Town, phone: Phone) -> None:
    shift = asked(town)
    data, message = phone.data("Je viens"), phone.bubbles[-1].message_id
    moved = change(town, shift, replace(shift.slot, starts=time(9)))
    before = town.dump()
    phone.forge(data, message)
    assert town.dump() == before
    bubble = next(each for each in phone.bubbles if each.message_id == message)
    assert "Cela a changé" in bubble.text
    assert "9h00" in bubble.text
    change(town, moved, moved.slot, cancelled=True)
    before = town.dump()
    phone.forge(data, message)
    assert town.dump() == before
    assert "C'est annulé" in next(each for each in phone.bubbles if each.message_id == message).text


def test_anothers_and_forged_buttons_change_nothing(town: Town, phone: Phone) -> None:
    shift = asked(town)
    stranger = town.phone()
    stranger.types("/start")
    before = town.dump()
    for data in (
        f"c1:shift:{shift.id}:coming:1",
        f"c1:shift:{shift.id}:until:1",
        f"c1:shift:{shift.id}:reason0:1",
        "c1:appointment:1:absent:1",
        f"c1:week:{MONDAY.toordinal() - 1}:coming:0",
        "c1:week:999999999999:coming:0",
        "c1:week:0:absent:0",
    ):
        stranger.forge(data)
    phone.forge("c1:shift:99:coming:1")
    assert town.dump() == before


def test_whoever_has_left_reads_that_it_is_not_planned_for_them_any_more(town: Town, phone: Phone) -> None:
    meeting = meet(town, phone, at("2026-04-16 14:00"))
    live(town, "2026-04-15 18:00")
    held = attendances.of_person_at(town.connection, person(town, phone), Kind.APPOINTMENT, meeting)
    assert held is not None
    attendances.leave(town.connection, held.id, town.now)
    phone.press("Je viens")
    assert "plus prévu pour vous" in phone.last


def test_whoever_cannot_come_to_an_appointment_may_ask_for_another_moment(town: Town, phone: Phone) -> None:
    meeting = meet(town, phone, at("2026-04-16 14:00"))
    live(town, "2026-04-15 18:00")
    phone.press("Je ne peux pas")
    assert answer(town, phone, meeting, Kind.APPOINTMENT) is Answer.ABSENT
    phone.press("Un autre moment")
    about = ("appointment", meeting)
    assert matters.find_open(town.connection, RequestKind.RESCHEDULE, person(town, phone), about)


def test_several_absences_ask_the_officer_to_see_how_somebody_is(town: Town, phone: Phone) -> None:
    lay(town, *week())
    live(town, "2026-04-20 18:00")
    phone.press("Je ne peux pas")
    assert not matters.find_open(town.connection, RequestKind.CHECK_IN, person(town, phone), None)
    phone.press("Jusqu'à vendredi")
    assert matters.find_open(town.connection, RequestKind.CHECK_IN, person(town, phone), None)


@pytest.mark.parametrize(
    ("words", "said"),
    [("Je viens !", Answer.COMING), ("absent", Answer.ABSENT), ("je suis en retard", Answer.LATE)],
)
def test_words_count_as_buttons(town: Town, phone: Phone, words: str, said: Answer) -> None:
    shift = asked(town)
    phone.types(words)
    assert answer(town, phone, shift.id) is said


def test_the_same_words_without_anything_planned_mean_what_they_meant(town: Town) -> None:
    stranger = town.phone()
    stranger.types("absent")
    assert "C'est noté" not in read(stranger)


@pytest.mark.parametrize("way", ["photo", "voice"])
def test_what_a_participant_shows_may_be_for_an_absence(town: Town, phone: Phone, way: str) -> None:
    asked(town)
    getattr(phone, way)()
    assert phone.labels()[1] == "❌ Mon absence"
    assert town.end_errands() == 0  # nothing is fetched before the answer
    phone.press("Mon absence")
    assert "Vous venez ?" in read(phone)
    phone.press("Je ne peux pas")
    assert "C'est noté" in read(phone)


def test_answering_a_changed_shift_at_night_announces_no_change(town: Town, phone: Phone) -> None:
    (shift,) = lay(town, TUESDAY)
    live(town, "2026-04-19 19:00")
    change(town, shift, replace(shift.slot, starts=time(9)))
    live(town, "2026-04-20 20:30")
    phone.press("Je viens")
    before = len(phone.bubbles)
    live(town, "2026-04-21 12:00")
    assert len(phone.bubbles) == before
