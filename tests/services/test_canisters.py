"""A number of canisters may be told by ranges; nobody has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.town import Phone, Town


def canisters(phone: Phone) -> None:
    """Report canisters up to the summary."""
    phone.photo()
    phone.place()
    phone.press("Bonbonnes")


def test_a_number_is_offered_for_canisters_and_reaches_the_officer(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    canisters(resident)
    resident.press("Dire combien")
    assert "sans toucher" in resident.last
    resident.press("De 6 à 20")
    assert "De 6 à 20" in resident.last
    resident.press("Envoyer")

    assert "De 6 à 20" in officer.last


def test_nobody_has_to_tell(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    canisters(resident)
    resident.press("Envoyer")

    assert "D-0001" in officer.last
    assert "🔢" not in officer.last


def test_nothing_else_is_counted_and_another_kind_forgets_the_number(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    canisters(resident)
    resident.press("Dire combien")
    resident.press("Plus de 50")
    resident.press("Changer")
    resident.press("Les déchets")
    resident.press("Sacs")
    assert "Dire combien" not in " ".join(resident.labels())
    assert "Plus de 50" not in resident.last
    resident.press("Envoyer")

    assert "Plus de 50" not in officer.last
