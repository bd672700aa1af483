"""Makes a territory's records of its file's tables: which keys there are and what each must hold.

It does not say how a value is read (`reading`) nor whether the parts agree (`agreement`).
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain import territory as records
from bot.domain.calendar import (
    DANGER_HOURS,
    DIGEST,
    UNDO_SECONDS,
    WEEKDAYS,
    HolidayRegion,
    Holidays,
    Hours,
    Office,
    Season,
    are_hours_of_a_day,
)
from bot.domain.digest import NOON
from bot.domain.geometry import DATE_LINE, POLE, Point
from bot.domain.neighbours import Neighbour
from bot.domain.text import fold
from bot.territories.joining import read_joining
from bot.territories.programme import read_programme
from bot.territories.reading import UNREADABLE, Source
from bot.territories.ready import read_ready
from bot.territories.reminders import read_reminders
from bot.territories.retention import read_retention
from bot.territories.shapes import read_outlines
from bot.territories.values import LONGEST_LABEL, LONGEST_SENTENCE, read_phone
from bot.territories.weather import read_weather

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.geometry import Outline
    from bot.territories.reading import Table
    from bot.territories.shapes import Outlines

# Telegram's own limits (setMyName, setMyDescription, setMyShortDescription).
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_SHORT_DESCRIPTION = 64, 512, 120
LONGEST_PLACE_ID = 20  # it travels in a link on a poster, and a shorter link is a coarser, safer QR code
_AS_HOURS = 'hours = ["08:30-12:00", "13:30-17:00"]'
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


def read_territory(root: Table, folder: Path) -> records.Territory:
    """Make the territory of the file's outermost table; pictures and outlines lie in `folder`."""
    root.source.languages = _languages(root)
    service, address, phone = root.table("service", _service)
    boundary, priority_areas, around = _outlines(root, folder)
    territory = records.Territory(
        id=root.id(),
        programme=root.texts("programme", LONGEST_LABEL),
        town=root.texts("town", LONGEST_LABEL),
        service=service,
        address=address,
        phone=phone,
        timezone=_timezone(root),
        languages=root.source.languages,
        season=root.table("season", _season),
        office=_office(root),
        quiet_hours=root.table("quiet_hours", lambda table: _hours(table, "starts", "ends")),
        reminders=read_reminders(root),
        limits=root.table("limits", _limits),
        emergency=root.table("emergency", _emergency),
        profile=root.table("bot", lambda table: _profile(table, folder)),
        legal=root.table("legal", _legal),
        districts=root.tables("districts", _district),
        bodies=root.tables("bodies", _body),
        kinds=root.tables("kinds", _kind),
        dismissal_reasons=root.tables("dismissal_reasons", _dismissal_reason),
        joining=read_joining(root),
        rules=read_programme(root),
        ready=read_ready(root),
        places=root.optional_tables("places", _place),
        neighbours=root.optional_tables("neighbours", lambda table: _neighbour(table, around)),
        words=_words(root, folder),
        boundary=boundary,
        priority_areas=priority_areas,
        retention=read_retention(root),
        weather=read_weather(root),
    )
    root.close()
    return territory


def _languages(root: Table) -> tuple[str, ...]:
    languages = root.words("languages")
    wrong = [language for language in languages if not _LANGUAGE.fullmatch(language)]
    if languages and not wrong and len(set(languages)) == len(languages):
        return languages
    problem = f"has {', '.join(wrong)}" if wrong else "names none, or one twice"
    root.report("languages", problem, 'List codes, the default one first, as in ["fr", "ar"]')
    return tuple(dict.fromkeys(languages)) or ("fr",)


def _timezone(root: Table) -> str:
    name = root.text("timezone")
    try:
        ZoneInfo(name if name != UNREADABLE else "UTC")
    except (KeyError, ValueError, OSError):
        root.report("timezone", f"“{name}” is no time zone", "Write a name such as Europe/Paris")
    return name


def _service(table: Table) -> tuple[records.Texts, str, str]:
    return table.texts("name"), table.text("address"), read_phone(table, "phone")


def _season(table: Table) -> Season:
    return Season(
        starts=table.day_of_year("starts"),
        ends=table.day_of_year("ends"),
        answer_days_added_outside=table.whole("answer_days_added_outside", 0, 60, default=0),
    )


def _holidays(table: Table) -> Holidays:
    return Holidays(
        region=HolidayRegion(table.choice("region", [region.value for region in HolidayRegion])),
        yearly=table.days_of_year("yearly"),
        dates=table.dates("dates"),
    )


def _office(root: Table) -> Office:
    holidays = root.table("holidays", _holidays)
    return root.table("office", lambda table: _opening(table, holidays))


def _opening(table: Table, holidays: Holidays) -> Office:
    undo_seconds = table.whole("undo_seconds", 0, 600, UNDO_SECONDS)
    danger_hours = table.whole("danger_hours", 0, 40, DANGER_HOURS)
    days, hours, digest = _weekdays(table), _office_hours(table), _digest(table)
    return Office(days, hours, holidays, undo_seconds, digest, danger_hours)


def _digest(table: Table) -> time | None:
    """Read when officers are told what waits; a text without letters switches it off."""
    if "digest" not in table:
        return DIGEST
    if table.is_empty("digest"):
        return None
    hour = table.hour("digest")
    if hour >= NOON:
        table.report("digest", "is not in the morning", 'Write an hour before noon, as in "08:30", or ""')
    return hour


def _weekdays(table: Table) -> frozenset[int]:
    names = table.words("weekdays")
    known = frozenset(WEEKDAYS.index(name) for name in names if name in WEEKDAYS)
    if not known or not set(names) <= set(WEEKDAYS):
        table.report("weekdays", "is no list of weekdays", 'Write it in English, as in ["monday", "tuesday"]')
    return known or frozenset({0})


def _office_hours(table: Table) -> tuple[Hours, ...]:
    """Read the hours of a day; what was written as `opens` and `closes` is told how to be written now."""
    old = [key for key in ("opens", "closes") if key in table]
    for key in old:
        table.report(key, "is read no more", f"Write {_AS_HOURS} instead of opens and closes")
    hours = tuple(Hours(*span) for span in table.spans("hours")) if "hours" in table or not old else ()
    if hours and not are_hours_of_a_day(hours):
        table.report("hours", "are not in the order of the day", f"Write {_AS_HOURS}, a break between two")
    return hours if are_hours_of_a_day(hours) else (Hours(time(9), time(17)),)


def _hours(table: Table, starts: str, ends: str) -> Hours:
    return Hours(table.hour(starts), table.hour(ends))


def _limits(table: Table) -> records.ReportLimits:
    usual = records.ReportLimits()
    return records.ReportLimits(
        reports_an_hour=table.whole("reports_an_hour", 1, 100, usual.reports_an_hour),
        photos=table.whole("photos", 1, 10, usual.photos),
        landmark_characters=table.whole("landmark_characters", 40, 1000, usual.landmark_characters),
        note_characters=table.whole("note_characters", 40, 2000, usual.note_characters),
        same_within_metres=table.whole("same_within_metres", 0, 1000, usual.same_within_metres),
        same_within_weeks=table.whole("same_within_weeks", 1, 104, usual.same_within_weeks),
    )


def _emergency(table: Table) -> records.Emergency:
    return records.Emergency(
        read_phone(table, "call"), read_phone(table, "text") if "text" in table else None
    )


def _profile(table: Table, folder: Path) -> records.BotProfile:
    return records.BotProfile(
        name=table.texts("name", LONGEST_NAME),
        description=table.texts("description", LONGEST_DESCRIPTION),
        short_description=table.texts("short_description", LONGEST_SHORT_DESCRIPTION),
        picture=_picture(table, folder),
    )


def _picture(table: Table, folder: Path) -> str | None:
    name = table.optional_text("picture")
    if name is None:
        return None
    file = folder / name
    if file.suffix.lower() not in {".jpg", ".jpeg"} or not file.is_file():
        table.report("picture", f"“{name}” is no JPEG beside the file", "Put a square .jpg picture there")
    return str(file)


def _legal(table: Table) -> records.Legal:
    return records.Legal(table.texts("controller"), table.text("dpo_contact"), table.texts("complaint_body"))


def _district(table: Table) -> records.District:
    return records.District(table.id(), table.texts("name", LONGEST_LABEL), table.words("aliases"))


def _body(table: Table) -> records.Body:
    return records.Body(
        id=table.id(),
        name=table.texts("name", LONGEST_LABEL),
        kind=records.BodyKind(table.choice("kind", [kind.value for kind in records.BodyKind])),
        phone=read_phone(table, "phone"),
        handles=table.words("handles"),
    )


def _kind(table: Table) -> records.WasteKind:
    return records.WasteKind(
        id=table.id(),
        pictogram=table.text("pictogram", longest=8),
        dangerous=table.flag("dangerous", default=False),
        crew_may_handle=table.flag("crew_may_handle", default=True),
        answer_days=table.whole("answer_days", 1, 60),
        shown_first=table.flag("shown_first", default=False),
        rule=table.optional_texts("rule", LONGEST_SENTENCE),
        collector=table.optional_text("collector"),
        same_within_metres=table.optional_whole("same_within_metres", 0, 1000),
    )


def _dismissal_reason(table: Table) -> records.DismissalReason:
    return records.DismissalReason(
        table.id(), table.texts("label", LONGEST_LABEL * 2), table.optional_text("body")
    )


def _place(table: Table) -> records.NamedPlace:
    return records.NamedPlace(
        id=table.id(LONGEST_PLACE_ID),
        name=table.texts("name", LONGEST_LABEL),
        point=Point(table.degrees("latitude", POLE), table.degrees("longitude", DATE_LINE)),
        district=table.optional_text("district"),
        approximate=table.flag("approximate", default=False),
    )


def _neighbour(table: Table, outlines: tuple[Outline, ...]) -> Neighbour:
    name = table.texts("name", LONGEST_LABEL)
    called = set(map(fold, name.values()))
    outline = next((each for each in outlines if fold(each.name) in called), None)
    return Neighbour(table.id(), name, read_phone(table, "phone"), outline)


def _words(root: Table, folder: Path) -> str | None:
    name = root.optional_text("words")
    if name is None:
        return None
    if not any((folder / name).glob("*/LC_MESSAGES/messages.po")):
        mend = "Put a catalogue there, as in fr/LC_MESSAGES/messages.po"
        root.report("words", f"“{name}” has no catalogue", mend)
    return str(folder / name)


def _outlines(root: Table, folder: Path) -> Outlines:
    name = root.optional_text("outlines")
    if name is None:
        return None, (), ()
    source = Source(name)
    outlines = read_outlines(folder / name, source)
    root.source.faults.extend(source.faults)
    return outlines
