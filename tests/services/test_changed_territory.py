"""A town changes its file while reports of the old one are still open: nothing breaks, nobody is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.i18n import Words
from bot.storage.files import kept_photo

if TYPE_CHECKING:
    from tests.town import Town

DIGEST = "ab" * 32


def test_a_kind_and_a_district_that_are_gone_still_have_cards_and_a_list(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.photo()
    resident.types("Bâtiment B")
    resident.press("Tamaris")
    resident.press("Gravats")
    resident.press("Envoyer")
    old = town.territory
    town.territory = replace(
        old,
        kinds=tuple(kind for kind in old.kinds if kind.id != "rubble"),
        districts=tuple(district for district in old.districts if district.id != "tamaris"),
    )
    town.words = Words(town.territory)
    town.restart()
    officer.press("Je m'en occupe")
    resident.types("/demandes")

    assert "Autre chose" in officer.bubbles[-1].text
    assert "tamaris" in officer.bubbles[-1].text
    assert "D-0001" in resident.last


def test_a_kept_photo_that_is_lost_from_the_disk_leaves_the_neutral_picture(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.file("image/jpeg")
    resident.place()
    resident.press("Meubles")
    town.end_errands(DIGEST)
    resident.press("Envoyer")
    town.end_errands(DIGEST)
    kept_photo(town.photos, DIGEST).unlink(missing_ok=True)
    officer.press("Je m'en occupe")

    assert "Vous vous en occupez" in officer.screen


def test_whoever_collects_a_kind_is_offered_first(town: Town) -> None:
    body = town.territory.bodies[-1].id
    kinds = tuple(
        replace(kind, collector=body) if kind.id == "bulky" else kind for kind in town.territory.kinds
    )
    town.territory = replace(town.territory, kinds=kinds)
    town.restart()
    officer, resident = town.officer(), town.phone()
    resident.report()
    officer.press("Transmettre")

    assert officer.labels()[0] == town.territory.bodies[-1].name["fr"]
