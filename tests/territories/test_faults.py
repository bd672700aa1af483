"""Every fault of a territory's file is told at once, where it is, with its mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.territories import Fault, TerritoryError, load

GOOD = (Path(__file__).parent / "bahia.toml").read_text(encoding="utf-8")


def faults_of(text: str, folder: Path, **beside: str) -> list[Fault]:
    """Write the text as a territory's file, with other files beside, and return its faults."""
    file = folder / "town.toml"
    file.write_text(text, encoding="utf-8")
    for name, content in beside.items():
        (folder / name).write_text(content, encoding="utf-8")
    try:
        load(str(file))
    except TerritoryError as error:
        return list(error.faults)
    return []


def test_the_good_file_has_none(tmp_path: Path) -> None:
    assert faults_of(GOOD, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ('id = "faro"', 'id = "El Faro"', "districts[2].id", "small letters, digits and hyphens"),
        ('id = "faro"', 'id = "puerto"', "districts[2].id", "there twice"),
        ("answer_days = 3", 'answer_days = "three"', "kinds[1].answer_days", "whole number from 1 to 60"),
        ("answer_days = 3", "answer_days = true", "kinds[1].answer_days", "whole number from 1 to 60"),
        ("answer_days = 3", "answer_days = 0", "kinds[1].answer_days", "whole number from 1 to 60"),
        ("answer_days = 3", "answer_day = 3", "kinds[1].answer_day", "Did you mean answer_days?"),
        ('["07:00-15:30"]', '["7 h-15 h"]', "office.hours", '["08:30-12:00", "13:30-17:00"]'),
        ('["07:00-15:30"]', '["15:30-07:00"]', "office.hours", '["08:30-12:00", "13:30-17:00"]'),
        ('["07:00-15:30"]', '["13:00-15:30", "07:00-12:00"]', "office.hours", "a break between two"),
        ('["07:00-15:30"]', '["07:00-12:00", "12:00-15:30"]', "office.hours", "a break between two"),
        ('["07:00-15:30"]', "[]", "office.hours", "is empty"),
        ('hours = ["07:00-15:30"]', 'opens = "07:00"', "office.opens", 'hours = ["08:30-12:00"'),
        ('hours = ["07:00-15:30"]', 'digest = "12:30"', "office.digest", "an hour before noon"),
        ('hours = ["07:00-15:30"]', 'digest = "early"', "office.digest", 'as in "08:30"'),
        ('starts = "10-01"', 'starts = "13-01"', "season.starts", 'as in "04-01"'),
        ('"sunday", "monday"', '"domingo", "monday"', "office.weekdays", "Write it in English"),
        ('region = "none"', 'region = "spain"', "holidays.region", "one of: france, alsace-moselle, none"),
        ('timezone = "Indian/Reunion"', 'timezone = "Reunion"', "timezone", "such as Europe/Paris"),
        ('languages = ["es", "en"]', 'languages = ["español"]', "languages", "List codes"),
        ('en = "The Harbour"', 'it = "Il porto"', "districts[1].name.it", "add it to languages"),
        ('collector = "obras"', 'collector = "obra"', "kinds[1].collector", "Did you mean obras?"),
        ('handles = ["rubble"]', 'handles = ["gravel"]', "bodies[1].handles", "rubble, unknown, other"),
        ('id = "rubble"', 'id = "rubbles"', "kinds[1].id", "Did you mean rubble?"),
        ('id = "playa"', 'id = "withdrawn"', "dismissal_reasons[1].id", "Choose another id"),
        ('body = "obras"', 'body = "x"', "dismissal_reasons[1].body", "Choose among: obras"),
        ('kind = "town"', 'kind = "city"', "bodies[1].kind", "Write one of: town"),
        ('phone = "+262 639 98 00 20"', 'phone = "none"', "bodies[1].phone", "digits and spaces"),
        ('name = "Huertos de todos"', f'name = "{"x" * 65}"', "bot.name", "up to 64 characters"),
        ("shown_first = true\ncrew", "shown_first = 1\ncrew", "kinds[1].shown_first", "true or false"),
        ("dates = [2027-03-09]", 'dates = ["9 March"]', "holidays.dates", "without quotes"),
        ('call = "112"', 'call = "112"\ntext = 114', "emergency.text", "in quotes"),
        ("minimum_age = 18", "minimum_age = 8", "joining.minimum_age", "whole number from 16 to 99"),
        ('en = "When does the boat leave?"', f'en = "{"x" * 39}"', "questions[1].question.en", "up to 38"),
        ('en = "At six."', f'en = "{"x" * 401}"', "questions[1].answer.en", "up to 400"),
        ('kinds = ["report"]', 'kinds = ["rapport"]', "ready[1].kinds", "Choose among: report, application"),
        ('kinds = ["report"]', "kinds = []", "ready[1].kinds", "Choose among: report, application"),
        ('purpose = "ask"', 'purpose = "question"', "ready[1].purpose", "one of: answer, ask, tell"),
        ('id = "marea"', 'id = "foto"', "ready[2].id", "there twice"),
        ('states = ["open"]', 'states = ["opened"]', "ready[2].states", "Did you mean open?"),
        ('es = "Otra foto"', f'es = "{"x" * 39}"', "ready[1].title.es", "up to 38"),
        ("of {reference}?", "of {referense}?", "ready[1].text.en", "{first_name}, {reference}, {service}"),
        (
            "al {phone}",
            "el {day}",
            "ready[2].text.es",
            "{reference}, {service}, {phone}, {answer_by}, {crew}",
        ),
        ("level = 1", "level = 3", "criteria[1].level", "whole number from 1 to 2"),
        ("seats = 3", "seats = 0", "phases[2].crews[1].seats", "whole number from 1 to 50"),
        ('id = "seca"', 'id = "lluvias"', "phases[2].id", "there twice"),
        ('door = "bolsa"', 'door = "balsa"', "refusals[1].door", "Did you mean bolsa?"),
        ('for = ["under_age"]', 'for = ["young"]', "doors[1].for", "Choose among: under_age, elsewhere"),
        ('day_before = "17:30"', 'day_before = "19:30"', "reminders.day_before", "from 07:00 to 19:30"),
        ('day_before = "17:30"', 'morning = "dawn"', "reminders.morning", 'as in "08:30"'),
        ("hours_before = 0", "hours_before = 13", "reminders.appointment_hours_before", "from 0 to 12"),
        ('day = "saturday"', 'day = "sábado"', "reminders.week_plan_day", "one of: monday"),
        ('["friday", "saturday"]', '["viernes"]', "reminders.quiet_days", "in English"),
        ("rain_mm = 5", "rain_mm = 0", "weather.rain_mm", "whole number from 1 to 100"),
        ("heat = 35", "heat = 350", "weather.heat", "whole number from 20 to 50"),
        ("heat = 35", "cold = 3", "weather.cold", "Remove it"),
        ('ends = "07:00"', 'ends = "19:30"', "quiet_hours.ends", "Write another hour"),
    ],
)
def test_a_fault_says_its_key_its_line_and_its_mend(
    old: str, new: str, key: str, said: str, tmp_path: Path
) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    faults = faults_of(text, tmp_path)
    fault = next(each for each in faults if each.key == key)
    assert said in f"{fault.problem} {fault.mend}"
    added = next(line for line in new.split("\n") if line not in old.split("\n"))
    assert added in text.split("\n")[fault.line - 1]


def test_all_faults_are_told_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = GOOD.replace('hours = ["07:00-15:30"]', "hours = 7").replace(
        "answer_days = 4", "answer_days = 400"
    )
    text = text.replace('collector = "obras"', 'collector = "nobody"')
    keys = [fault.key for fault in faults_of(text, tmp_path)]
    assert keys == ["office.hours", "kinds[1].collector", "kinds[3].answer_days"]


def test_the_error_counts_them_and_prints_each_as_file_line_key_problem_mend(tmp_path: Path) -> None:
    file = tmp_path / "town.toml"
    file.write_text(GOOD.replace('call = "112"', "call = 112"), encoding="utf-8")
    line = GOOD.split("\n").index('call = "112"') + 1
    with pytest.raises(TerritoryError) as raised:
        load(str(file))
    first, second = str(raised.value).split("\n")
    assert first.endswith("(1)")
    assert (
        second == f"{file}:{line}: emergency.call: is “112”. Write a text of up to 200 characters in quotes."
    )


def test_a_missing_key_is_shown_at_the_head_of_its_table(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD.replace("answer_days = 1\n", ""), tmp_path)
    assert (fault.key, fault.problem) == ("kinds[2].answer_days", "is missing")
    assert GOOD.split("\n")[fault.line - 1 : fault.line + 1] == ["[[kinds]]", 'id = "unknown"']


def test_a_missing_table_is_told_once_and_not_for_each_of_its_keys(tmp_path: Path) -> None:
    text = GOOD.replace("[legal]", "[lawful]")
    faults = {fault.key: fault.mend for fault in faults_of(text, tmp_path)}
    assert faults == {"legal": "Add a table [legal]", "lawful": "Remove it"}


def test_a_missing_array_says_how_to_begin_one(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("[[dismissal_reasons]]")] + GOOD[GOOD.index("[joining]") :]
    (fault,) = faults_of(text, tmp_path)
    assert (fault.key, fault.mend) == ("dismissal_reasons", "Begin each with a line [[dismissal_reasons]]")


def test_a_missing_array_inside_another_says_how_to_begin_one_there(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD.replace("[[phases.crews]]", "[phases.crew]"), tmp_path)[:1]
    assert (fault.key, fault.mend) == ("phases[2].crews", "Begin each with a line [[phases.crews]]")


def test_a_crew_that_is_there_twice_in_its_phase_is_shown_where_its_phase_has_its_crews(
    tmp_path: Path,
) -> None:
    (fault,) = faults_of(GOOD.replace('{ id = "sur"', '{ id = "norte"'), tmp_path)
    assert (fault.key, fault.problem) == ("phases[1].crews[2].id", "“norte” is there twice")
    assert GOOD.split("\n")[fault.line - 1] == "crews = ["


def test_nobody_who_cannot_join_is_left_before_a_closed_door(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD.replace('for = ["under_age", "elsewhere"]', 'for = ["under_age"]'), tmp_path)
    assert fault.problem == "no door is for “elsewhere”"


def test_a_screen_holds_six_phases_at_most(tmp_path: Path) -> None:
    phase = GOOD[GOOD.index('[[phases]]\nid = "seca"') : GOOD.index("[[criteria]]")]
    more = "".join(phase.replace('"seca"', f'"seca-{number}"') for number in range(5))
    (fault,) = faults_of(GOOD.replace("[[criteria]]", f"{more}[[criteria]]", 1), tmp_path)
    assert (fault.problem, fault.mend) == ("7 phases", "Write 6 at most")


def test_nobody_is_left_in_peace_every_day(tmp_path: Path) -> None:
    week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    (fault,) = faults_of(GOOD.replace('["friday", "saturday"]', json.dumps(week)), tmp_path)
    assert (fault.key, fault.mend) == (
        "reminders.quiet_days",
        'Write days in English, six at most, as in ["sunday"]',
    )


def test_the_default_language_is_a_must(tmp_path: Path) -> None:
    text = GOOD.replace('{ es = "El Puerto", en = "The Harbour" }', '{ en = "The Harbour" }')
    (fault,) = faults_of(text, tmp_path)
    assert (fault.key, fault.problem) == ("districts[1].name.es", "is missing")


def test_not_to_know_the_kind_must_be_possible(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD.replace('id = "unknown"', 'id = "tyres"'), tmp_path)
    assert fault.problem == "“unknown” is missing"


def test_a_screen_holds_six_first_kinds_at_most(tmp_path: Path) -> None:
    kinds = "".join(
        f'[[kinds]]\nid = "{name}"\npictogram = "x"\nshown_first = true\nanswer_days = 1\n'
        for name in ("bulky", "bags", "canisters", "syringes", "green")
    )
    (fault,) = faults_of(GOOD.replace("[[dismissal", f"{kinds}[[dismissal", 1), tmp_path)
    assert fault.problem.startswith("7 are shown first")


def test_a_file_that_is_no_toml_shows_its_line(tmp_path: Path) -> None:
    (fault,) = faults_of('id = "town"\nprogramme = "never closed\n', tmp_path)
    assert (fault.line, fault.key) == (2, "")
    assert "quote" in fault.mend


def test_a_file_that_ends_too_early_shows_its_last_line(tmp_path: Path) -> None:
    (fault,) = faults_of('id = "town"\nlanguages = ["fr",\n\n"ar"', tmp_path)
    assert fault.line == 4


def test_a_picture_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD.replace("[bot]", '[bot]\npicture = "a.png"'), tmp_path)
    assert fault.key == "bot.picture"


def feature(geometry: str, **properties: str) -> str:
    """Write a GeoJSON file of one feature."""
    return f'{{"features": [{{"properties": {json.dumps(properties)}, "geometry": {geometry}}}]}}'


def polygon(ring: str) -> str:
    """Write a polygon of one ring."""
    return f'{{"type": "Polygon", "coordinates": [{ring}]}}'


def test_words_of_the_town_that_are_not_there_are_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD.replace('town = "', 'words = "nowhere"\ntown = "'), tmp_path)
    assert (fault.key, fault.problem) == ("words", "“nowhere” has no catalogue")


SQUARE = "[[0,0],[0,1],[1,1],[1,0],[0,0]]"


@pytest.mark.parametrize(
    ("content", "key", "said"),
    [
        ("not json", "", "FeatureCollection"),
        ('{"type": "FeatureCollection"}', "", "FeatureCollection"),
        (feature("null"), "features[1]", "Give it a role"),
        (
            feature(polygon(SQUARE), role="area", name="a"),
            "features[1].role",
            "Write one of: boundary, priority_area, neighbour",
        ),
        (feature(polygon(SQUARE[:-7] + "]"), role="boundary", name="a"), "features[1]", "not closed"),
        (
            feature(polygon("[[0,0],[0,91],[1,1],[0,0]]"), role="boundary", name="a"),
            "features[1]",
            "on Earth",
        ),
        (feature('{"type": "Point"}', role="boundary", name="a"), "features[1]", "MultiPolygon"),
    ],
)
def test_faults_of_the_outlines_are_told_of_their_own_file(
    content: str, key: str, said: str, tmp_path: Path
) -> None:
    text = GOOD.replace('town = "', 'outlines = "town.geojson"\ntown = "')
    (fault,) = faults_of(text, tmp_path, **{"town.geojson": content})
    assert (fault.file, fault.key) == ("town.geojson", key)
    assert said in f"{fault.problem} {fault.mend}"


def test_outlines_may_be_multipolygons_named_as_the_nation_names_them(tmp_path: Path) -> None:
    two = f'{{"type": "MultiPolygon", "coordinates": [[{SQUARE}], [{SQUARE}]]}}'
    content = feature(two, role="priority_area", lib_qp="Les Deux Rives")
    (tmp_path / "town.geojson").write_text(content, encoding="utf-8")
    file = tmp_path / "town.toml"
    file.write_text(GOOD.replace('town = "', 'outlines = "town.geojson"\ntown = "'), encoding="utf-8")
    (area,) = load(str(file)).priority_areas
    assert (area.name, len(area.polygons)) == ("Les Deux Rives", 2)
