"""« Mes demandes »: the list, the cards, and who may see and press what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody who has reported furniture, as an officer has seen."""
    phone = town.phone()
    phone.report()
    assert "D-0001" in officer.last
    return phone


def follower_of(town: Town) -> Phone:
    phone = town.phone()
    phone.photo("theirs")
    phone.place(IN_TAMARIS)
    phone.press("Meubles")
    phone.press("C'est le même")
    return phone


def opens(phone: Phone, reference: str = "D-0001") -> None:
    """Open a report's card from the list."""
    phone.types("/demandes")
    phone.press(reference)


def test_a_card_says_how_it_stands_under_its_photo_and_offers_what_may_be_done(resident: Phone) -> None:
    opens(resident)

    assert resident.bubbles[-1].what == "photo"
    for words in ("D-0001", "Meubles", "Reçu", "mardi 14 avril (14/04)", "mardi 7 avril (07/04)"):
        assert words in resident.last
    assert [label.split(" ", 1)[1] for label in resident.labels()] == [
        "Ajouter une photo ou un mot",
        "Retirer",
    ]


def test_a_report_without_a_photo_has_a_card_of_words(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.press("Signaler") if resident.keyboard else resident.types("Signaler des déchets")
    resident.press("Pas de photo")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    opens(resident)

    assert resident.bubbles[-1].what == ""
    assert "Sacs" in resident.last
    assert officer.bubbles


@pytest.mark.parametrize(
    ("presses", "said"),
    [
        (("Accepter",), "Accepté"),
        (("Planifier", "avril"), "Nettoyage prévu : "),
        (("Transmettre", "Logis"), "Qui peut agir : "),
        (("Sans suite", "résidence"), "Nous ne pouvons pas : "),
        (("Nettoyé", "Pas de photo"), "C'est nettoyé"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_a_card_says_what_was_decided(
    officer: Phone, resident: Phone, presses: tuple[str, ...], said: str
) -> None:
    for label in presses:
        officer.press(label)
    opens(resident)

    assert said in resident.last.replace("\u00a0", " ")
    assert "D-0001" in resident.last


def test_a_cleaned_place_is_shown_and_can_be_contradicted(
    town: Town, officer: Phone, resident: Phone
) -> None:
    officer.press("Nettoyé")
    officer.photo("after")
    opens(resident)

    assert town.calls[-1].arguments["photo"] == "id-after"
    resident.press("il en reste")
    resident.press("Pas de photo")
    assert "à revoir" in officer.last


def test_an_officers_question_is_answered_from_the_card(officer: Phone, resident: Phone) -> None:
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    opens(resident)
    resident.press("Répondre")
    assert "Quel bâtiment" in resident.last
    resident.types("Le B")

    assert "Le B" in officer.last


def test_the_list_holds_the_newest_seven(town: Town, resident: Phone) -> None:
    for _ in range(8):
        town.pass_time(hours=1)
        resident.report()
    resident.types("/demandes")

    assert len(resident.labels()) == 7
    assert "D-0009" in resident.labels()[0]
    assert "D-0002" not in resident.last


def test_looking_in_the_middle_of_a_report_loses_nothing(resident: Phone) -> None:
    resident.photo("other")
    resident.place()
    resident.types("/demandes")
    assert "Que voyez-vous" in resident.last
    resident.press("D-0001")
    resident.press("Gravats")
    if "Non, un autre" in " ".join(resident.labels()):
        resident.press("Non, un autre")
    resident.press("Envoyer")

    assert "D-0002" in resident.last


def test_a_follower_sees_neither_photo_nor_landmark_and_cannot_withdraw(
    town: Town, officer: Phone, resident: Phone
) -> None:
    follower = follower_of(town)
    opens(follower)

    assert follower.bubbles[-1].what == ""
    assert "Ne plus suivre" in " ".join(follower.labels())
    assert "Retirer" not in " ".join(follower.labels())
    follower.types("/inconnu")
    unknown = follower.last
    for deed in ("withdraw", "confirm"):
        follower.forge(f"c1:mine:1:{deed}:0")
        assert follower.last == unknown
    follower.press("Ne plus suivre")
    assert officer.bubbles
    assert resident.bubbles


@pytest.mark.parametrize("deed", ["show", "add", "withdraw", "confirm", "keep", "another"])
def test_nobody_elses_press_does_anything(town: Town, officer: Phone, resident: Phone, deed: str) -> None:
    for stranger in (town.phone(), officer):
        stranger.types("/inconnu")
        unknown = stranger.last
        before = town.dump()
        for number in (1, 99):
            stranger.forge(f"c1:mine:{number}:{deed}:0")
            assert stranger.last == unknown
        assert town.dump() == before
    assert resident.bubbles
