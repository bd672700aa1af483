"""Territories that are read whole; what is wrong with others is in test_faults."""

from __future__ import annotations

import itertools
import re
from datetime import time
from pathlib import Path

import pytest

import bot
from bot.domain.calendar import HolidayRegion
from bot.domain.geometry import Point, Side
from bot.domain.joining import DoorFor
from bot.domain.reminders import ReminderHours
from bot.domain.territory import KIND_IDS
from bot.domain.weather import Thresholds
from bot.flows.messages import msg
from bot.i18n import Words
from bot.territories import TerritoryError, load

BAHIA = Path(__file__).parent / "bahia.toml"


def test_ales_has_the_six_districts_in_the_order_of_the_file() -> None:
    names = [district.name["fr"] for district in load("ales").districts]
    assert names == ["Près Saint-Jean", "Cévennes", "Tamaris", "Rochebelle", "Cauvel", "La Royale"]


def test_ales_shows_six_kinds_first_and_has_every_other_one() -> None:
    territory = load("ales")
    first = [kind.id for kind in territory.first_kinds]
    assert first == ["bulky", "bags", "rubble", "canisters", "syringes", "unknown"]
    assert {kind.id for kind in territory.kinds} == set(KIND_IDS)


def test_crews_of_ales_leave_what_is_not_for_them() -> None:
    left = {kind.id for kind in load("ales").kinds if not kind.crew_may_handle}
    assert left == {"syringes", "chemicals", "vehicle"}


def test_dangerous_kinds_of_ales_are_the_three_that_hurt() -> None:
    assert {kind.id for kind in load("ales").kinds if kind.dangerous} == {
        "canisters",
        "syringes",
        "chemicals",
    }


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
def test_every_rule_and_reason_of_ales_is_in_every_language(language: str) -> None:
    territory = load("ales")
    texts = [kind.rule for kind in territory.kinds if kind.rule]
    texts += [reason.label for reason in territory.dismissal_reasons]
    texts += [phase.name for phase in territory.joining.phases]
    texts += [criterion.label for criterion in territory.joining.criteria]
    texts += [text for each in territory.joining.refusals for text in (each.label, each.message)]
    texts += [territory.joining.bring, *(door.what for door in territory.joining.doors)]
    texts += [territory.service, territory.profile.description, territory.profile.short_description]
    assert all(language in each for each in texts)


def test_numbers_of_ales_are_fictitious() -> None:
    territory = load("ales")
    numbers = [territory.phone, *(body.phone for body in territory.bodies)]
    numbers += [door.phone for door in territory.joining.doors if door.phone]
    assert all(number.startswith("04 65 71 ") for number in numbers)


def test_phases_of_ales_fill_its_season_one_after_the_other() -> None:
    territory = load("ales")
    phases = territory.joining.phases
    assert (phases[0].starts, phases[-1].ends) == (territory.season.starts, territory.season.ends)
    assert all(before.ends[0] + 1 == after.starts[0] for before, after in itertools.pairwise(phases))
    assert {crew.seats for phase in phases for crew in phase.crews} == {5}


def test_every_refusal_of_ales_names_another_door() -> None:
    joining = load("ales").joining
    assert all(joining.door(refusal.door or "") for refusal in joining.refusals)


def test_the_picture_of_ales_is_there() -> None:
    picture = load("ales").profile.picture
    assert picture is not None
    assert Path(picture).read_bytes().startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("latitude", "longitude", "in_town", "in_priority_area"),
    [
        (44.1330, 4.0790, Side.YES, Side.YES),  # well inside
        (44.1199941, 4.0746436, Side.YES, Side.NO),  # avenue Marcel-Cachin, another district
        (44.1425, 4.0918, Side.YES, Side.BORDER),  # a corner of the area
        (44.0500, 4.0800, Side.NO, Side.NO),  # a neighbouring commune
    ],
)
def test_places_of_ales_are_where_they_are(
    latitude: float, longitude: float, in_town: Side, in_priority_area: Side
) -> None:
    location = load("ales").where(Point(latitude, longitude))
    assert (location.in_town, location.in_priority_area) == (in_town, in_priority_area)


def test_a_second_territory_has_its_own_zone_languages_week_and_holidays() -> None:
    territory = load(str(BAHIA))
    assert territory.timezone == "Indian/Reunion"
    assert territory.default_language == "es"
    assert territory.office.weekdays == {6, 0, 1, 2}
    assert territory.office.holidays.region is HolidayRegion.NONE
    assert (12, 20) in territory.office.holidays.yearly


@pytest.mark.parametrize(
    ("line", "hour"), [("", time(8, 30)), ('digest = "07:15"', time(7, 15)), ('digest = ""', None)]
)
def test_the_digest_is_at_half_past_eight_unless_it_is_moved_or_switched_off(
    line: str, hour: time | None, tmp_path: Path
) -> None:
    text = BAHIA.read_text(encoding="utf-8").replace("[office]", f"[office]\n{line}")
    (tmp_path / "town.toml").write_text(text, encoding="utf-8")
    assert load(str(tmp_path / "town.toml")).office.digest == hour


def test_crews_may_be_written_inside_their_phase_or_below_it() -> None:
    rains, dry = load(str(BAHIA)).joining.phases
    assert [(crew.id, crew.seats, crew.hour) for crew in rains.crews] == [
        ("norte", 2, time(6, 30)),
        ("sur", 1, time(7, 15)),
    ]
    assert dry.crew("norte").seats == 3


def test_doors_are_proposed_to_those_they_are_for_in_the_order_of_the_file() -> None:
    joining = load(str(BAHIA)).joining
    assert [door.id for door in joining.doors_for(DoorFor.UNDER_AGE)] == ["bolsa", "vecinos"]
    assert [door.id for door in joining.doors_for(DoorFor.ELSEWHERE)] == ["vecinos"]
    assert (joining.door("bolsa").address, joining.door("vecinos").phone) == (None, None)


def test_a_territory_without_outlines_has_every_place_in_town_and_no_priority_area() -> None:
    location = load(str(BAHIA)).where(Point(48.85, 2.35))
    assert (location.in_town, location.in_priority_area) == (Side.YES, Side.NO)


def test_what_may_be_left_out_has_its_usual_value() -> None:
    territory = load(str(BAHIA))
    assert (territory.limits.reports_an_hour, territory.limits.photos) == (2, 5)
    assert territory.emergency.text is None
    assert territory.profile.picture is None


def test_reminders_are_as_the_file_says_and_as_usual_where_it_says_nothing() -> None:
    hours = load(str(BAHIA)).reminders
    assert (hours.day_before, hours.week_plan_day, sorted(hours.quiet_days)) == (time(17, 30), 5, [4, 5])
    assert (hours.appointment_days_before, hours.appointment_hours_before) == (2, 0)
    assert load("ales").reminders == ReminderHours()


def test_weather_counts_from_what_the_file_says_and_from_the_usual_where_it_says_nothing() -> None:
    assert load(str(BAHIA)).weather == Thresholds(rain_mm=5, heat=35)
    assert load("ales").weather == Thresholds()


def test_a_text_that_is_not_translated_is_read_in_the_default_language() -> None:
    territory = load(str(BAHIA))
    assert territory.text(territory.town, "en") == "Bahía Verde"
    assert territory.text(territory.district("puerto").name, "en") == "The Harbour"


def test_a_town_words_a_text_its_own_way_and_keeps_the_others(tmp_path: Path) -> None:
    catalogue = tmp_path / "ours" / "es" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "menu.help"\nmsgstr "Socorro"\n', encoding="utf-8")
    file = tmp_path / "town.toml"
    text = BAHIA.read_text(encoding="utf-8").replace('town = "', 'words = "ours"\ntown = "', 1)
    file.write_text(text, encoding="utf-8")
    ours, usual = Words(load(str(file))), Words(load(str(BAHIA)))
    assert ours.plain(msg("menu.help"), "es") == "Socorro"
    assert ours.plain(msg("menu.language"), "es") == usual.plain(msg("menu.language"), "es")
    assert ours.plain(msg("menu.help"), "en") == usual.plain(msg("menu.help"), "en")


def test_an_unknown_name_says_which_ones_are_shipped() -> None:
    with pytest.raises(TerritoryError, match="one that is shipped: ales"):
        load("alés")


def test_every_key_of_the_shipped_file_is_explained() -> None:
    folder = Path(bot.__file__).parent
    written = (folder / "territories" / "ales.toml").read_text(encoding="utf-8")
    explained = (folder.parent / "docs" / "territory.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"^(\w{3,}) = ", written, re.MULTILINE)) | set(
        re.findall(r"^\[\[?([\w]+)", written, re.MULTILINE)
    )
    assert {key for key in keys if f"`{key}" not in explained and f"[{key}" not in explained} == set()
