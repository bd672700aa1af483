"""One story a point of what reporting must be, from phones through the real process and server and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import BAGS, IN_TOWN, SOFA, Process, becomes_officer, reports

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver

pytestmark = pytest.mark.slow

HOUR, DAY = 3600, 24 * 3600
AN_HOUR = 5  # reports that somebody may file within one
APART = 0.003  # degrees: too far from one another to be the same heap


async def ends(resident: DrivenPerson, reference: str) -> None:
    """Choose the kind and send, once it is asked; see the number, or why there is none."""
    await resident.sees("Que voyez-vous")
    await resident.press("Sacs")
    await resident.sees("Votre signalement")
    await resident.press("Envoyer")
    await resident.sees(reference)
    await resident.mark()


async def has_no_photo(resident: DrivenPerson) -> None:
    """Say so, once a photo is asked for."""
    await resident.sees("Envoyez une photo")
    await resident.press("Pas de photo")


# --- 1. every way in ---------------------------------------------------------------------------


async def test_words_a_venue_or_a_place_open_a_report_as_a_photo_does(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")

    await resident.says("Bonjour, il y a un dépôt sauvage derrière l'école")
    await has_no_photo(resident)
    await resident.press("ma position", at=IN_TOWN)
    await ends(resident, "D-0001")
    await resident.shares_venue(IN_TOWN[0] + APART, IN_TOWN[1], "Gymnase", "rue de la Paix")
    await has_no_photo(resident)
    await ends(resident, "D-0002")
    await resident.shares_location(IN_TOWN[0], IN_TOWN[1] + APART)
    await resident.sees("Envoyez une photo")
    await resident.sends_photo(SOFA)
    await ends(resident, "D-0003")

    await officer.sees("derrière l'école")
    await officer.press("Suivant (2)")
    await officer.sees("Gymnase, rue de la Paix")


# --- 2. every way to say where -----------------------------------------------------------------


async def test_a_place_is_typed_as_coordinates_as_a_link_in_words_or_is_the_last_one(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    for said, reference in (
        ("44°09'01\"N 4°04'56\"E", "D-0001"),
        ("https://www.openstreetmap.org/?mlat=44.1402&mlon=4.0723#map=18/44.1402/4.0723", "D-0002"),
    ):
        await resident.sends_photo(SOFA)
        await resident.sees("Où sont les déchets")
        await resident.says(said)
        await ends(resident, reference)

    await resident.sends_photo(SOFA)
    await resident.sees("Où sont les déchets")
    await resident.press("Je ne suis plus sur place")
    await resident.press("Tamaris")
    await resident.sees("Comment trouver")
    await resident.says("Bâtiment B, entrée 3")
    await ends(resident, "D-0003")
    await resident.sends_photo(BAGS)
    await resident.sees("Où sont les déchets")
    await resident.press("Même lieu")
    await ends(resident, "D-0004")

    for place in ("Point sur la carte", "Point sur la carte", "entrée 3"):
        await officer.sees(place)
        await officer.mark()
        await officer.press("Suivant")
    await officer.sees("entrée 3")


# --- 3. seen before it is sent -----------------------------------------------------------------


async def test_a_neighbour_joins_a_report_is_told_of_its_end_and_stops_following(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    await reports(await driver.person("resident", language="fr"))
    neighbour = await driver.person("neighbour", language="ar")

    await neighbour.sends_photo(BAGS)
    await neighbour.sees("أين النفايات")
    await neighbour.shares_location(IN_TOWN[0] + APART / 20, IN_TOWN[1])
    await neighbour.press("أثاث")
    await neighbour.sees("1.")
    await neighbour.press("إنه نفسه")
    await neighbour.sees("D-0001")
    await officer.sees("1 autre personne")
    await neighbour.mark()
    await officer.press("Accepter")
    await neighbour.sees("D-0001")
    await neighbour.press("🔕")
    await officer.hides("1 autre personne")
    await neighbour.mark()
    await officer.press("Nettoyé")
    await officer.press("Pas de photo")
    await officer.sees("nettoyé")

    assert not [each for each in await neighbour.screen() if "🌿" in each.get("text", "")]


# --- 4. danger ---------------------------------------------------------------------------------


async def test_canisters_say_danger_first_to_the_resident_and_to_the_officer(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.shares_location(*IN_TOWN)
    await resident.press("Pas de photo")
    await resident.press("Seringues")
    await resident.sees("Ne touchez pas")
    await resident.press("Feu, fuite, blessé")
    await resident.sees("112")
    await resident.sees("114")
    await resident.press("Envoyer")
    await resident.sees("D-0001")

    card = await officer.sees("D-0001")
    assert card["caption"].startswith("⚠️ Danger")
    labels = [button["text"] for row in card["reply_markup"]["inline_keyboard"] for button in row]
    assert not any("Planifier" in label for label in labels)


# --- 5. after sending --------------------------------------------------------------------------


async def test_a_question_is_asked_reminded_of_and_answered_in_the_chat(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    await officer.press("Demander")
    await officer.says("Quelle entrée ?")
    await resident.sees("Quelle entrée ?")
    await resident.mark()
    await driver.advance(3 * DAY)
    await resident.sees("Quelle entrée ?")
    await resident.press("Répondre")
    await resident.says("L'entrée du fond")

    await resident.sees("Votre réponse est arrivée")
    await officer.sees("L'entrée du fond")


async def test_a_place_that_is_not_clean_comes_back_and_is_cleared_for_good(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    await officer.press("Nettoyé")
    await officer.press("Pas de photo")
    await resident.press("Non, il en reste")
    await resident.sees("ce qui reste")
    await resident.sends_photo(BAGS)
    await resident.sees("Nous allons regarder encore")
    await officer.sees("à revoir")
    await officer.mark()
    await resident.mark()

    await officer.press("Nettoyé")
    await officer.sends_photo(BAGS)
    await resident.sees("C'est propre maintenant")
    await resident.press("👍 Oui")
    await resident.press("Merci à l'équipe")
    await resident.sees("Votre merci est gardé")


async def test_a_promised_day_that_passes_is_told_to_the_officer_then_to_the_resident(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    for _ in range(20):
        await driver.advance(DAY)

    await officer.sees("réponse promise aujourd'hui")
    await resident.sees("nous sommes en retard, pardon")


# --- 6. the officer's side ---------------------------------------------------------------------


async def test_two_reports_of_one_heap_are_joined_and_both_people_are_told(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    first, second = [await driver.person(role, language="fr") for role in ("resident", "neighbour")]
    await reports(first)
    await second.sends_photo(BAGS)
    await second.press("ma position", at=IN_TOWN)
    await second.press("Meubles")
    await second.press("Non, un autre")
    await second.press("Envoyer")
    await second.sees("D-0002")
    await officer.press("Suivant")
    await officer.sees("D-0001 🛋️,")
    await officer.press("Doublon")
    await officer.press("D-0001, à 10 m")
    await second.sees("D-0001")

    await officer.says("/file")
    await officer.press("En attente de réponse")
    await officer.sees("1 autre personne")
    await officer.press("Accepter")
    await first.sees("Accepté")
    await second.sees("Accepté")


async def test_a_report_is_handed_to_whoever_must_act(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    await officer.press("Transmettre")
    await officer.sees("à qui transmettre")
    [body, *_] = (await officer.sees("à qui transmettre"))["reply_markup"]["inline_keyboard"]
    await officer.press(body[0]["text"])

    await resident.sees("Votre signalement est transmis")


# --- 7. limits ---------------------------------------------------------------------------------


async def test_the_sixth_report_of_an_hour_is_kept_and_leaves_an_hour_later(
    bot: Process, driver: Driver
) -> None:
    assert bot.running is not None
    resident = await driver.person("resident", language="fr")
    for number in range(6):
        await resident.shares_location(IN_TOWN[0] + number * APART, IN_TOWN[1])
        await has_no_photo(resident)
        await ends(resident, f"D-000{number + 1}" if number < AN_HOUR else "Celui-ci est gardé")
    await driver.advance(HOUR + 60)
    await resident.press("Envoyer")
    await resident.sees("D-0006")
