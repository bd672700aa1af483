"""The forecast only proposes; whoever leads the crew decides in a few taps, and everybody is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from bot.domain.attendance import Answer
from bot.domain.weather import Cause
from bot.services import crew_clock, crew_sky
from bot.services.shifts import cancel_shift
from bot.storage import errands, forecasts
from bot.storage.tables import shifts
from tests.applying import person, work
from tests.crews import NAMES, answers, as_it_stands, member, shift, supervisor

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from tests.town import Phone, Town

STARTS = datetime(2026, 4, 8, 6, tzinfo=UTC)
TEAM, PLAN = "Mon équipe", "Plan pluie"


@pytest.fixture(name="leader")
def _leader(town: Town) -> Phone:
    leader = supervisor(town)
    for name in NAMES[:2]:
        member(town, name)
    shift(town)
    return leader


def hours(**figures: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any figure
    """Return a day of UTC hours as the errand brings them, all alike."""
    usual = {"rain": 0.0, "probability": 5.0, "feels": 18.0, "gusts": 10.0, "storm": False}
    first = STARTS.replace(hour=0)
    return [
        {"ends": (first + timedelta(hours=number)).isoformat(), **usual, **figures} for number in range(24)
    ]


def comes(town: Town, which: Shift | None = None, **figures: Any) -> None:  # noqa: ANN401 - any figure
    """Let a forecast of a shift come back."""
    shown = which or as_it_stands(town)
    asked = {"shift": shown.id, "version": shown.version}
    crew_sky.came(work(town), asked, {"hours": hours(**figures)})
    town.settle()


def forges(leader: Phone, which: Shift, action: str, version: int = 1) -> None:
    """Press a button that the plan does not show."""
    leader.press(TEAM)
    leader.press("Plan pluie")
    leader.forge(f"c1:lead:{which.id}:{action}:{version}", leader.bubbles[-1].message_id)


def mine(town: Town) -> list[Phone]:
    return [phone for phone in town.phones.values() if phone.name == "habitant"]


# --- asking --------------------------------------------------------------------------------------


def asked(town: Town) -> list[dict[str, Any]]:
    due = errands.due(town.connection, town.now, 100)
    return [each.payload for each in due if each.kind == "weather"]


@pytest.mark.parametrize("allowed", [True, False])
def test_the_forecast_is_asked_for_at_six_the_evening_before_where_that_is_allowed(
    town: Town, leader: Phone, *, allowed: bool
) -> None:
    town.has_weather = allowed
    town.restart()
    crew_clock.wind(work(town))
    town.pass_time(hours=8, minutes=31)  # 18:01
    expected = {
        "shift": as_it_stands(town).id,
        "version": 1,
        "latitude": 44.1502,
        "longitude": 4.0823,
        "until": STARTS.isoformat(),
    }
    assert asked(town) == ([expected] if allowed else [])
    assert leader.screen.count("Équipe 1") == 1


def test_it_is_asked_again_in_the_morning(town: Town, leader: Phone) -> None:
    town.has_weather = True
    town.restart()
    crew_clock.wind(work(town))
    town.pass_time(hours=21, minutes=1)  # 6:31
    assert len(asked(town)) == 1
    assert "annoncé" not in leader.screen


def test_what_comes_back_is_an_input_and_a_failure_is_silent(town: Town, leader: Phone) -> None:
    shown = as_it_stands(town)
    given = {"kind": "weather", "payload": {"shift": shown.id, "version": 1}, "error": "HTTP 500"}
    town.handle("errand", {**given, "key": "k", "result": None})
    town.settle()
    assert "annoncé" not in leader.screen
    told = json.loads(json.dumps({"hours": hours(rain=3.0)}))
    town.handle("errand", {**given, "key": "k", "error": None, "result": told})
    town.settle()
    assert "Pluie annoncée" in leader.last


# --- proposing -----------------------------------------------------------------------------------


def test_rain_is_proposed_to_whoever_leads_and_to_no_participant(town: Town, leader: Phone) -> None:
    before = [phone.screen for phone in mine(town)]
    comes(town, rain=1.0, probability=70.0)
    assert leader.last == (
        "🌧 Pluie annoncée\n"
        "👥 Équipe 1\u00a0: demain, mercredi 8 avril (08/04)\n"
        "🕗 De 8h00 à 12h00\n"
        "📍 Rue Docteur-Coulet\n"
        "🌧 Pluie\u00a0: 4 mm\n"
        "☔ Risque de pluie\u00a0: 70\u00a0%\n"
        "🌡 Température ressentie\u00a0: 18 degrés\n"
        "💨 Rafales\u00a0: 10 km/h\n"
        "Weather data by Open-Meteo.com\n"
        "Vous décidez. Sans vous, rien ne change."
    )
    assert leader.labels() == ["🌧 Plan pluie…", "👍 On garde"]
    assert [phone.screen for phone in mine(town)] == before
    assert as_it_stands(town).version == 1


def test_fair_weather_is_only_shown_on_the_head_count(town: Town, leader: Phone) -> None:
    said = len(leader.bubbles)
    comes(town)
    assert len(leader.bubbles) == said
    leader.press(TEAM)
    assert "Température ressentie" in leader.last


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"feels": 35.0}, "Forte chaleur annoncée"),
        ({"gusts": 80.0}, "Vent fort annoncé"),
        ({"storm": True}, "Orage annoncé"),
    ],
)
def test_heat_wind_and_storms_are_as_real_as_rain(
    town: Town, leader: Phone, figures: dict[str, Any], said: str
) -> None:
    comes(town, **figures)
    assert said in leader.last


def test_what_was_kept_is_not_proposed_again_unless_for_another_reason(town: Town, leader: Phone) -> None:
    comes(town, rain=1.0)
    leader.press("On garde")
    assert leader.last.endswith("Rien ne change.")
    assert forecasts.kept_in_spite_of(town.connection, as_it_stands(town).id) is Cause.RAIN
    said = len(leader.bubbles)
    comes(town, rain=2.0)
    assert len(leader.bubbles) == said
    comes(town, storm=True)
    assert "Orage annoncé" in leader.last


def test_a_forecast_of_what_has_changed_or_begun_is_dropped(town: Town, leader: Phone) -> None:
    old = as_it_stands(town)
    town.connection.execute(update(shifts).where(shifts.c.id == old.id).values(version=2))
    comes(town, old, rain=3.0)
    town.pass_time(hours=23)
    comes(town, rain=3.0)
    cancel_shift_quietly(town)
    comes(town, rain=3.0)
    assert "Pluie annoncée" not in leader.screen


def cancel_shift_quietly(town: Town) -> None:
    town.connection.execute(update(shifts).values(cancelled=True))


# --- deciding ------------------------------------------------------------------------------------


def test_rain_moves_the_crew_indoors_and_everybody_is_told_and_asked(town: Town, leader: Phone) -> None:
    phones = mine(town)
    answers(town, phones[0], Answer.COMING)
    comes(town, rain=2.0)
    leader.press(PLAN)
    leader.press("Maison pour Tous")
    assert "L'équipe va ici" in leader.last
    assert "Personnes à prévenir\u00a0: 2" in leader.last
    leader.press("Confirmer")
    moved = as_it_stands(town)
    assert (moved.version, moved.slot.place.indoor) == (2, True)
    assert "Sans réponse (2)" in leader.last  # whoever had answered is asked anew
    answers(town, phones[1], Answer.COMING)
    assert "Présence confirmée (1)\u00a0: Ali B." in leader.last


def test_another_place_is_one_of_the_usual_week(town: Town, leader: Phone) -> None:
    leader.press(TEAM)
    leader.press(PLAN)
    leader.press("Autre lieu")
    assert leader.labels()[0].startswith("🏠")  # the indoor one first
    assert "Rue Docteur-Coulet" not in " ".join(leader.labels())
    leader.press("Parc Cauvel")
    leader.press("Confirmer")
    assert as_it_stands(town).slot.place.name["fr"] == "Parc Cauvel"


def test_another_hour_is_offered_before_and_after(town: Town, leader: Phone) -> None:
    leader.press(TEAM)
    leader.press(PLAN)
    leader.press("Autre heure")
    assert leader.labels()[:4] == ["🕗 6h00", "🕗 7h00", "🕗 9h00", "🕗 10h00"]
    leader.press("6h00")
    leader.press("Retour")
    leader.press("Autre heure")
    leader.press("9h00")
    leader.press("Confirmer")
    slot = as_it_stands(town).slot
    assert (slot.starts.hour, slot.ends.hour) == (9, 13)


def test_a_cancelled_morning_says_whom_to_phone(town: Town, leader: Phone) -> None:
    blocked = mine(town)[0]
    town.talk.unreachable(town.connection, person(town, blocked), town.now)
    leader.press(TEAM)
    leader.press(PLAN)
    leader.press("Annuler la matinée")
    assert not as_it_stands(town).cancelled
    leader.press("Confirmer")
    assert as_it_stands(town).cancelled
    assert "La matinée est annulée" in leader.last
    assert "Prévenus sur Telegram\u00a0: 1" in leader.last
    assert "À appeler\nCamille E." in leader.last


def test_the_plan_is_drawn_over_itself_and_never_over_a_head_count(leader: Phone) -> None:
    leader.press(TEAM)
    board = leader.last
    shown = len(leader.bubbles)
    leader.press(PLAN)
    leader.press("Autre heure")
    leader.press("Retour")
    assert len(leader.bubbles) == shown + 1
    assert leader.bubbles[-2].text == board


@pytest.mark.parametrize("action", ["plan", "keep", "cancel-sure", "move-0", "start-1", "place-5", "start-5"])
def test_an_old_button_changes_nothing_and_says_so(town: Town, leader: Phone, action: str) -> None:
    laid = as_it_stands(town)
    forges(leader, laid, action, version=7)
    assert as_it_stands(town) == laid
    assert "a changé entre-temps" in leader.last


def test_what_has_begun_is_changed_no_more(town: Town, leader: Phone) -> None:
    laid = as_it_stands(town)
    town.pass_time(hours=23)
    leader.forge(f"c1:lead:{laid.id}:cancel-sure:1")
    assert not as_it_stands(town).cancelled


def test_an_hour_that_has_passed_is_impossible(town: Town, leader: Phone) -> None:
    laid = as_it_stands(town)
    town.pass_time(hours=21, minutes=15)  # 6:45
    forges(leader, laid, "start-0")
    assert as_it_stands(town) == laid
    assert "pas possible" in leader.last


def test_another_crew_s_supervisor_cannot_change_it(town: Town, leader: Phone) -> None:
    laid = as_it_stands(town)
    other = supervisor(town, "autre")  # they lead the crew now
    leader.forge(f"c1:lead:{laid.id}:cancel-sure:1")
    assert as_it_stands(town) == laid
    other.forge(f"c1:lead:{laid.id}:cancel-sure:1")
    assert as_it_stands(town).cancelled


def test_a_cancelled_shift_forgets_its_forecast(town: Town, leader: Phone) -> None:
    comes(town, rain=2.0)
    cancel_shift(work(town), as_it_stands(town))
    town.settle()
    assert forecasts.of_shift(town.connection, as_it_stands(town).id) is None
    leader.press(TEAM)
    assert "Pluie" not in leader.last
