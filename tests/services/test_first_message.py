"""Whatever somebody does first after Start, or without it, opens a report, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.messages import msg
from tests.town import IN_TAMARIS, Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.messages import Message as Said
    from tests.town import Phone

PHOTOS, PLACE = msg("report.photos.privacy"), msg("report.place.hint")
DUMP = {"fr": "Dépôt sauvage", "ar": "نفايات", "en": "Fly-tipping", "es": "Vertedero"}

#: What somebody does first, and the words of the question that comes next.
FIRST: dict[str, tuple[Callable[[Phone], object], Said]] = {
    "photo": (lambda phone: phone.photo(), PLACE),
    "photo with words": (lambda phone: phone.photo(caption="Devant la porte"), PLACE),
    "part of an album": (lambda phone: phone.photo(album="1"), PLACE),
    "image as a file": (lambda phone: phone.file("image/png"), PLACE),
    "location": (lambda phone: phone.place(), PHOTOS),
    "live location": (
        lambda phone: phone.sends(
            location={"latitude": IN_TAMARIS[0], "longitude": IN_TAMARIS[1], "live_period": 900}
        ),
        PHOTOS,
    ),
    "venue": (lambda phone: phone.place(venue="Parc"), PHOTOS),
    "a word": (lambda phone: phone.types(DUMP[phone.language]), PHOTOS),
    "the button": (lambda phone: phone.chooses(msg("menu.report")), PHOTOS),
}


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
@pytest.mark.parametrize("first", FIRST)
def test_whatever_comes_first_after_start_opens_a_report(town: Town, first: str, language: str) -> None:
    phone = town.phone(language)
    phone.types("/start")
    act, asked = FIRST[first]
    act(phone)

    assert town.says(asked, language) in phone.last


@pytest.mark.parametrize("first", [name for name in FIRST if name != "the button"])
def test_whatever_comes_first_of_all_opens_a_report(town: Town, first: str) -> None:
    phone = town.phone("ar")
    act, asked = FIRST[first]
    act(phone)

    assert town.says(asked, "ar") in phone.last
