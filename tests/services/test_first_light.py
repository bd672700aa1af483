"""A report travels from a resident's phone to the officer and back, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.town import Town


def test_four_gestures_file_a_report_and_the_officer_sees_it(town: Town) -> None:
    officer = town.officer()
    resident = town.phone()

    resident.photo()
    resident.place()
    resident.press("Meubles")
    resident.press("Envoyer")

    assert "D-0001" in resident.last
    assert "D-0001" in officer.last
    assert "Tamaris" not in officer.last  # a point says nothing of a sector


def test_the_resident_reads_what_the_officer_decides(town: Town) -> None:
    officer = town.officer()
    resident = town.phone()
    resident.photo()
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")

    officer.press("Planifier")
    officer.types("14/04")

    assert "Du nouveau : D-0001".replace(" :", "\u00a0:") in resident.last
    assert "mardi 14 avril (14/04)" in resident.last
