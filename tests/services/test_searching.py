"""`/chercher`, and a reference typed anywhere: for officers everything, for others what is their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.messages import msg
from bot.storage import search_index
from tests.indexing import index, rebuilt
from tests.services.test_erasure import NAME, NUMBER, asks_to_join, erases

if TYPE_CHECKING:
    from tests.town import Phone, Town

MORE = msg("search.more")


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def reports(town: Town, *notes: str) -> Phone:
    """Let somebody report once for each of some landmarks."""
    resident = town.phone()
    for note in notes:
        resident.photo(f"p{note}")
        resident.types(note)
        resident.press("Tamaris")
        resident.press("Meubles")
        resident.press("Envoyer")
        town.pass_time(hours=2)
    return resident


def buttons_of(phone: Phone) -> list[str]:
    return [label for row in phone.bubbles[-1].buttons for label, _ in row]


@pytest.mark.parametrize("typed", ["boulangerie", "BOULANGÈRIE", "derrière boulang", "tamaris boulangerie"])
def test_an_officer_finds_a_report_by_words_and_opens_its_card(
    town: Town, officer: Phone, typed: str
) -> None:
    reports(town, "devant l'école", "derrière la Boulangerie")
    officer.types(f"/chercher {typed}")
    assert buttons_of(officer) == ["🛋️ D-0002, Tamaris"]
    officer.press("D-0002")
    assert "D-0002" in officer.last
    assert "Boulangerie" in officer.last


def test_the_command_alone_asks_for_words(town: Town, officer: Phone) -> None:
    reports(town, "derrière la boulangerie")
    officer.types("/chercher")
    assert town.says(msg("search.ask")) in officer.last
    officer.types("boulangerie")
    officer.press("D-0001")
    assert "boulangerie" in officer.last


def test_pages_of_seven_follow_each_other_without_a_gap(town: Town, officer: Phone) -> None:
    reports(town, *(f"boulangerie {number}" for number in range(1, 10)))
    officer.types("/chercher boulangerie")
    first = buttons_of(officer)
    assert [label for label in first if "D-000" in label] == first[:7]
    assert "D-0009" in first[0]
    reports(town, "boulangerie encore")
    officer.chooses(MORE)
    assert [label.partition(",")[0] for label in buttons_of(officer)] == ["🛋️ D-0002", "🛋️ D-0001"], (
        officer.screen[-600:]
    )


def test_a_search_that_is_over_says_so(town: Town, officer: Phone) -> None:
    reports(town, *(f"boulangerie {number}" for number in range(9)))
    officer.types("/chercher boulangerie")
    officer.types("/chercher girafe")
    officer.chooses(MORE)
    assert town.says(msg("search.over")) in officer.last


def test_nothing_found_is_said_with_what_to_try(officer: Phone) -> None:
    officer.types("/chercher girafe")
    assert "girafe" in officer.last
    assert "/chercher" in officer.last


@pytest.mark.parametrize("typed", ["D-0001", "d1", " d 0001 ", "D\u20110001"])
def test_a_reference_typed_by_an_officer_opens_its_card(town: Town, officer: Phone, typed: str) -> None:
    reports(town, "derrière la boulangerie")
    officer.press("Sans suite")
    officer.types(typed)
    card = next(bubble for bubble in reversed(officer.bubbles) if "boulangerie" in bubble.text)
    assert "D-0001" in card.text
    assert town.says(msg("dialogue.resumed")) in officer.last, "the dialogue asks again below"


def test_where_a_reference_is_asked_for_it_is_the_answer(town: Town, officer: Phone) -> None:
    reports(town, "boulangerie", "boulangerie du coin")
    officer.types("D-0002")
    officer.press("⚙️ Plus…")
    officer.press("Doublon")
    officer.types("D-0001")
    assert "D-0002" in officer.last
    assert "doublon" in officer.last.casefold()


def test_a_resident_is_shown_their_own_report_and_nothing_of_anothers(town: Town, officer: Phone) -> None:
    resident = reports(town, "derrière la boulangerie")
    stranger = town.phone(name="stranger")
    resident.types("d-0001")
    assert "D-0001" in resident.last
    for typed in ("d-0001", "d-0777"):
        stranger.types(typed)
    said = [bubble.text for bubble in stranger.bubbles]
    assert "D-0001" not in stranger.screen
    assert said[: len(said) // 2] == said[len(said) // 2 :], "as for what does not exist"
    assert officer.screen.count("D-0001") >= 1


def test_a_number_and_a_name_lead_to_an_application_and_not_to_reports(town: Town, officer: Phone) -> None:
    resident = reports(town, "derrière la boulangerie")
    asks_to_join(resident)
    for typed in (NUMBER, NAME.casefold(), "E-0002"):
        officer.types(f"/chercher {typed}")
        assert "E-0002" in str(buttons_of(officer)) + officer.last
        assert "D-0001" not in str(buttons_of(officer))


@pytest.mark.parametrize("role", ["stranger", "former"])
def test_to_others_the_command_and_the_buttons_are_unknown(town: Town, officer: Phone, role: str) -> None:
    reports(town, *(f"boulangerie {number}" for number in range(9)))
    officer.types("/chercher boulangerie")
    data = [officer.data("D-0009"), officer.data("Plus…")]
    phone = town.phone(name="stranger") if role == "stranger" else officer
    town.revoke(officer)
    for each in data:
        phone.forge(each)
        assert phone.last == town.says(msg("unknown.command"))
    phone.types("/chercher boulangerie")
    assert phone.last == town.says(msg("unknown.command"))


def test_a_colleague_pages_through_no_search_but_their_own(town: Town, officer: Phone) -> None:
    reports(town, *(f"boulangerie {number}" for number in range(9)))
    officer.types("/chercher boulangerie")
    colleague = town.officer("collègue")
    colleague.forge(officer.data("Plus…"))
    assert colleague.last == town.says(msg("unknown.command"))


def test_an_officer_removed_in_the_middle_of_a_search_is_told_nothing(town: Town, officer: Phone) -> None:
    reports(town, "derrière la boulangerie")
    officer.types("/chercher")
    town.revoke(officer)
    officer.types("boulangerie")
    assert "D-0001" not in str(buttons_of(officer))


def test_erased_words_find_nothing_any_more(town: Town, officer: Phone) -> None:
    resident = reports(town, "derrière la boulangerie")
    asks_to_join(resident)
    erases(resident)
    for typed in ("boulangerie", NAME, NUMBER):
        officer.types(f"/chercher {typed}")
        assert buttons_of(officer) == []
    assert index(town.connection) == rebuilt(town.connection)


def test_redacted_words_find_nothing_any_more(town: Town, officer: Phone) -> None:
    reports(town, "chez Monsieur Marquenom")
    officer.types("/chercher marquenom")
    assert "D-0001" in str(buttons_of(officer))
    officer.press("D-0001")
    officer.press("⚙️ Plus…")
    officer.press("Effacer le texte")
    officer.press("Le repère")
    officer.types("/chercher marquenom")
    assert buttons_of(officer) == []
    search_index.rebuild(town.connection)
    officer.types("/chercher efface")
    assert buttons_of(officer) == []
