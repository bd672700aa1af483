"""Weeks of participants: reminded, asked, changed, cancelled; said in the .txt files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.programme import MeetingPoint
from bot.flows.messages import msg
from tests.participants import PARIS, at, change, enrol, lay, live, meet, week

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

INDOORS = MeetingPoint({"fr": "Maison pour Tous", "ar": "دار الجميع"}, indoor=True)


def _until(town: Town, phone: Phone, moment: str) -> None:
    """Let time go by, and say in the transcript which day it is."""
    town.log.append((phone.name, f"⏰ {at(moment).astimezone(PARIS):%d/%m %H:%M}"))
    live(town, moment)


def whole_week(town: Town, phone: Phone) -> None:
    """Yes to the week, a child to look after on Wednesday, rain on Thursday, Friday cancelled."""
    phone.types("/start")
    enrol(town, phone)
    laid = lay(town, *week())
    meet(town, phone, at("2026-04-23 14:00"))
    town.log.clear()
    _until(town, phone, "2026-04-08 18:00")
    _until(town, phone, "2026-04-19 18:00")
    phone.chooses(msg("coming.whole_week"))
    _until(town, phone, "2026-04-20 18:00")
    _until(town, phone, "2026-04-21 18:00")
    phone.chooses(msg("coming.absent"))
    phone.chooses(msg("absence.once_tomorrow"))
    phone.press(town.territory.text(town.territory.rules.absence_reasons[0].label, phone.language))
    _until(town, phone, "2026-04-22 18:00")
    _until(town, phone, "2026-04-22 21:00")
    change(town, laid[3], replace(laid[3].slot, place=INDOORS))
    _until(town, phone, "2026-04-23 06:30")
    phone.chooses(msg("coming.late"))
    _until(town, phone, "2026-04-23 19:00")
    change(town, laid[4], laid[4].slot, cancelled=True)
    _until(town, phone, "2026-04-23 19:01")


def until_friday(town: Town, phone: Phone) -> None:
    """An absence to the end of the week, taken back; words instead of buttons; a photo; too late."""
    phone.types("/start")
    enrol(town, phone)
    lay(town, *week())
    _until(town, phone, "2026-04-19 18:00")
    town.log.clear()
    _until(town, phone, "2026-04-20 18:00")
    phone.chooses(msg("coming.absent"))
    phone.chooses(msg("absence.until_friday"))
    phone.chooses(msg("absence.no_reason"))
    phone.chooses(msg("coming.after_all"))
    _until(town, phone, "2026-04-21 18:00")
    phone.photo()
    phone.chooses(msg("about.absence"))
    phone.chooses(msg("coming.absent"))
    phone.chooses(msg("absence.unknown"))
    _until(town, phone, "2026-04-23 07:40")
    phone.types(town.words.plain(msg("coming.late"), phone.language))
    _until(town, phone, "2026-04-24 13:00")
    phone.chooses(msg("coming.absent"))


def outage(town: Town, phone: Phone) -> None:
    """Nothing ran for three days: what is still of use comes with true words."""
    phone.types("/start")
    enrol(town, phone)
    lay(town, *week())
    meet(town, phone, at("2026-04-23 14:00"))
    _until(town, phone, "2026-04-19 18:00")
    town.log.clear()
    town.now = at("2026-04-23 07:20")
    _until(town, phone, "2026-04-23 07:20")
    _until(town, phone, "2026-04-23 08:00")
    _until(town, phone, "2026-04-23 12:00")
    phone.chooses(msg("coming.absent"))
    phone.chooses(msg("absence.another_moment"))


ALONE: dict[str, Callable[[Town, Phone], None]] = {
    "reminded.week": whole_week,
    "reminded.absent": until_friday,
    "reminded.outage": outage,
}
