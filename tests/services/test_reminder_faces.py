"""What people read when they are reminded: true at that moment, short, and nothing for a stranger's eye."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import RequestKind
from bot.storage import matters
from tests.applying import person
from tests.participants import MONDAY, at, change, lay, live, meet, participant, read, spaced, week

if TYPE_CHECKING:
    from tests.town import Phone, Town

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(name="phone")
def _phone(town: Town) -> Phone:
    """Somebody of the crew; it is Tuesday 7 April 2026, 9:30 in Alès."""
    return participant(town)


def test_the_evening_before_says_when_where_what_and_whom_to_call(town: Town, phone: Phone) -> None:
    lay(town, TUESDAY)
    live(town, "2026-04-20 18:00")
    assert read(phone).splitlines() == [
        "🔔 Rappel : demain, mardi 21 avril (21/04), à 8h00",
        "📍 Rue Docteur-Coulet",
        "🌱 Entretenir les massifs",
        "📞 Une question ? 04 65 71 00 10",
        "Vous venez ?",
    ]
    assert phone.labels() == ["✅ Je viens", "🕘 J'arrive en retard", "❌ Je ne peux pas"]


def test_a_locked_phone_shows_nobody_with_whom_an_appointment_is(town: Town, phone: Phone) -> None:
    meet(town, phone, at("2026-04-16 14:00"))
    live(town, "2026-04-16 14:00")
    told = [spaced(bubble.text) for bubble in phone.bubbles if bubble.text.startswith("🔔")]
    assert [text.splitlines()[0] for text in told] == [
        "🔔 Rendez-vous : jeudi 16 avril (16/04), à 14h00",
        "🔔 Rappel : jeudi 16 avril (16/04), à 14h00",
        "🔔 Rappel : demain, jeudi 16 avril (16/04), à 14h00",
        "🔔 Rappel : aujourd'hui à 14h00",
    ]
    assert all("🤝 Avec France Travail" in text for text in told)


def test_the_plan_of_a_week_has_a_line_for_each_day(town: Town, phone: Phone) -> None:
    lay(town, *week())
    live(town, "2026-04-19 18:00")
    assert read(phone).splitlines()[0] == "🗓 Votre semaine, à partir du lundi 20 avril (20/04)"
    assert read(phone).count("\n📍 ") == 5
    assert "✅ Je viens toute la semaine" in phone.labels()


def test_a_change_and_a_cancellation_say_so(town: Town, phone: Phone) -> None:
    (shift,) = lay(town, TUESDAY)
    live(town, "2026-04-20 18:00")
    moved = change(town, shift, replace(shift.slot, place=replace(shift.slot.place, indoor=True)))
    live(town, "2026-04-20 18:30")
    assert read(phone).splitlines()[:2] == [
        "🔔 Changement : demain, mardi 21 avril (21/04), à 8h00",
        "🏠 À l'intérieur : Rue Docteur-Coulet",
    ]
    change(town, moved, moved.slot, cancelled=True)
    live(town, "2026-04-21 12:00")
    assert read(phone).startswith("🔔 Annulé : demain, mardi 21 avril")
    assert phone.bubbles[-1].buttons == []


def test_two_things_of_a_day_are_one_message_with_a_row_of_buttons_each(town: Town, phone: Phone) -> None:
    lay(town, TUESDAY)
    meet(town, phone, at("2026-04-21 14:00"))
    live(town, "2026-04-20 18:00")
    assert read(phone).splitlines()[:3] == [
        "🔔 Rappel : demain, mardi 21 avril (21/04)",
        "8h00 : 📍 Rue Docteur-Coulet",
        "14h00 : 🤝 Avec France Travail",
    ]
    assert phone.labels()[0] == "8h00 ✅ Je viens"
    assert phone.labels()[3] == "14h00 ✅ Je viens"


def test_what_an_outage_kept_back_leaves_with_true_words_or_not_at_all(town: Town, phone: Phone) -> None:
    lay(town, MONDAY, TUESDAY)
    town.now = at("2026-04-21 07:20")  # nothing ran since the 7th
    live(town, "2026-04-21 07:20")
    assert read(phone).splitlines()[0] == "🔔 Rappel : dans 40 minutes, à 8h00"
    assert "20 avril" not in phone.screen


def test_what_telegram_would_not_take_in_the_evening_wakes_nobody_at_night(town: Town, phone: Phone) -> None:
    meet(town, phone, at("2026-04-21 14:00"))
    live(town, "2026-04-20 17:59")
    before = len(phone.bubbles)
    town.held = True
    live(town, "2026-04-20 23:30")
    town.held = False
    live(town, "2026-04-21 07:59")
    assert len(phone.bubbles) == before
    live(town, "2026-04-21 08:00")
    assert read(phone).startswith("🔔 Rappel : aujourd'hui à 14h00")


def test_what_is_not_true_any_more_when_telegram_is_back_is_not_sent(town: Town, phone: Phone) -> None:
    (shift,) = lay(town, TUESDAY)
    town.held = True
    live(town, "2026-04-20 18:30")
    change(town, shift, shift.slot, cancelled=True)
    town.held = False
    before = len(phone.bubbles)
    live(town, "2026-04-21 12:00")
    assert len(phone.bubbles) == before


def test_what_an_outage_swallowed_is_listed_to_the_officer_if_it_mattered(town: Town, phone: Phone) -> None:
    lay(town, MONDAY, TUESDAY)
    meet(town, phone, at("2026-04-22 14:00"))
    live(town, "2026-04-19 19:00")  # the week's plan has been told, and the appointment
    (unheard,) = lay(town, MONDAY + timedelta(days=2))
    town.now = at("2026-04-22 15:00")
    live(town, "2026-04-22 15:00")
    found = matters.find_open(town.connection, RequestKind.MISSED_REMINDER, person(town, phone), None)
    assert found is not None
    (line,) = found.detail["lines"]
    assert line["values"]["day"] == {"date": unheard.slot.day.isoformat()}


def test_what_telegram_did_not_take_before_it_began_is_listed_too(town: Town, phone: Phone) -> None:
    lay(town, TUESDAY)
    live(town, "2026-04-18 17:00")
    town.held = True
    live(town, "2026-04-21 12:00")
    town.held = False
    live(town, "2026-04-21 12:01")
    assert matters.find_open(town.connection, RequestKind.MISSED_REMINDER, person(town, phone), None)
