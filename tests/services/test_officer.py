"""The officer's cards: when one comes, what it shows, walking the queue, and two officers in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.messages import msg

if TYPE_CHECKING:
    from tests.town import Phone, Town

DECIDING = ["Je m'en occupe", "Accepter", "Planifier", "Nettoyé", "Transmettre", "Sans suite", "Demander"]


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def cards(phone: Phone) -> list[str]:
    return [bubble.text for bubble in phone.bubbles if bubble.what == "photo" and bubble.buttons]


def test_a_new_report_comes_as_a_card_with_what_the_officer_must_know(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.photo()
    resident.press("plus sur place")
    resident.press("Tamaris")
    resident.types("bâtiment B")
    resident.press("Bonbonnes")
    resident.press("Envoyer")

    card = officer.bubbles[-1]
    assert card.what == "photo"
    for known in ("D-0001", "Bonbonnes", "Danger", "Tamaris", "bâtiment B", "jeudi 9 avril (09/04)"):
        assert known in card.text
    assert [label for label in DECIDING if any(label in each for each in officer.labels())] == DECIDING


def test_a_card_never_shows_who_reported(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("📷 Photos")
    officer.press("📍 Lieu")

    sent = [
        str(dict(call.arguments)) for call in town.calls if call.arguments.get("chat_id") == officer.number
    ]
    assert not any('<b>&"' in each or "&lt;b&gt;" in each or "1001" in each for each in sent)


def test_while_a_card_is_open_a_new_report_only_raises_its_count(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.phone().report()

    assert len(cards(officer)) == 1
    assert "Suivant (1)" in " ".join(officer.labels())


def test_once_the_card_is_decided_the_next_report_comes_as_a_card(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("Accepter")
    town.phone().report()

    assert len(cards(officer)) == 2
    assert "D-0002" in cards(officer)[-1]


def test_the_queue_is_walked_forwards_and_back_on_one_card(town: Town, officer: Phone) -> None:
    for _ in range(3):
        town.phone().report()
    shown = []
    for step in ("Suivant", "Suivant", "Précédent", "Suivant"):
        officer.press(step)
        shown.append(cards(officer)[-1].split()[0])

    assert shown == ["D-0002", "D-0003", "D-0002", "D-0003"]
    assert len(cards(officer)) == 1


def test_the_queue_shows_the_late_then_the_dangerous_then_whoever_waits_longest(
    town: Town, officer: Phone
) -> None:
    town.phone().report("Meubles")
    town.pass_time(days=8)
    town.phone().report("Sacs")
    town.phone().report("Bonbonnes")
    officer.opens_queue()
    order = []
    for _ in range(3):
        order.append(next(word for word in cards(officer)[-1].split() if word.startswith("D-")))
        officer.press("Suivant")

    assert order == ["D-0001", "D-0003", "D-0002"]


def test_an_empty_queue_says_that_nothing_waits(town: Town, officer: Phone) -> None:
    officer.opens_queue()
    assert officer.last == town.says(msg("queue.empty"))


def test_after_the_last_one_stand_the_views_and_before_the_first_nothing(town: Town, officer: Phone) -> None:
    town.phone().report()
    assert not any("Précédent" in label for label in officer.labels())
    request, card = officer.data("Accepter"), officer.bubbles[-1].message_id
    (first,) = officer.forge(request.replace("accept", "previous"), card)
    (last,) = officer.press("Retour à la file")

    assert first.text == town.says(msg("queue.first"))
    assert last.text == town.says(msg("queue.last"))
    assert officer.last.startswith(town.says(msg("queue.last")))
    assert "En attente de réponse (1)" in " ".join(officer.labels())


@pytest.mark.parametrize("action", ["more", "less", "listen"])
def test_a_button_that_has_nothing_to_show_says_so(town: Town, officer: Phone, action: str) -> None:
    town.phone().report()
    (answer,) = officer.forge(officer.data("Accepter").replace("accept", action))

    assert answer.text


def test_photos_and_place_are_shown_below_the_card(town: Town, officer: Phone) -> None:
    resident = town.phone()
    for name in ("a", "b"):
        resident.photo(name, album="1")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    officer.press("📷 Photos")
    officer.press("📍 Lieu")

    assert [bubble.what for bubble in officer.bubbles[-3:]] == ["album", "", "pin"]


def test_two_officers_have_the_same_report_and_stay_in_step(town: Town, officer: Phone) -> None:
    second = town.officer()
    town.phone().report()
    officer.press("Je m'en occupe")

    assert town.says(msg("card.mine")) in cards(officer)[-1]
    assert town.says(msg("card.taken")) in cards(second)[-1]
    assert not any(label in " ".join(second.labels()) for label in DECIDING)


@pytest.mark.parametrize("label", DECIDING)
def test_a_press_too_late_changes_nothing_says_who_did_it_and_redraws(town: Town, label: str) -> None:
    first, second = town.officer(), town.officer()
    town.phone().report()
    old = {phone: phone.data(label) for phone in (first, second)}
    first.press("Accepter")
    before, edits = town.dump(), len(town.calls)

    (own,) = first.forge(old[first], first.bubbles[-2].message_id)
    (colleague,) = second.forge(old[second], second.bubbles[-1].message_id)
    assert town.dump() == before
    assert own.text is not None
    assert "par vous" in own.text
    assert colleague.text is not None
    assert "quelqu'un de l'équipe" in colleague.text
    assert own.alert
    assert {call.method for call in town.calls[edits:]} == {"edit_message_media"}


def test_an_older_card_of_the_same_report_is_redrawn_when_it_is_pressed(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.opens_queue()
    first, second = (bubble for bubble in officer.bubbles if bubble.what == "photo")
    officer.forge(second.buttons[1][0][1], second.message_id)
    officer.forge(first.buttons[1][0][1], first.message_id)

    assert cards(officer)[0] == cards(officer)[1]


def test_a_colleagues_report_cannot_be_decided_even_with_its_present_version(town: Town) -> None:
    first, second = town.officer(), town.officer()
    town.phone().report()
    first.press("Je m'en occupe")
    before = town.dump()
    (answer,) = second.forge(first.data("Accepter"), second.bubbles[-1].message_id)

    assert town.dump() == before
    assert answer.text is not None
    assert "quelqu'un de l'équipe" in answer.text


def test_two_officers_press_accept_and_the_resident_is_told_once(town: Town, officer: Phone) -> None:
    second, resident = town.officer(), town.phone()
    resident.report()
    data = officer.data("Accepter")
    officer.forge(data, officer.bubbles[-1].message_id)
    second.forge(data, second.bubbles[-1].message_id)

    assert resident.screen.count(town.says(msg("state.accepted"))) == 1


def test_a_colleague_decides_while_a_day_is_being_chosen(town: Town, officer: Phone) -> None:
    second, resident = town.officer(), town.phone()
    resident.report()
    officer.press("Planifier")
    second.press("Accepter")
    officer.types("14/04")

    assert "a changé" in officer.last
    assert "Nettoyage prévu" not in resident.screen


def test_planning_twice_opens_one_dialogue_and_leaves_none_behind(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    plan = officer.data("Planifier")
    card = officer.bubbles[-1].message_id
    officer.forge(plan, card)
    officer.forge(plan, card)
    officer.types("14/04")
    officer.types("merci")

    assert resident.screen.count("Nettoyage prévu") == 1
    assert officer.last.startswith(town.says(msg("unknown.text")))


def test_a_dialogue_about_what_a_colleague_has_decided_is_not_taken_up_again(
    town: Town, officer: Phone
) -> None:
    second = town.officer()
    town.phone().report()
    town.phone().report()
    officer.press("Planifier")
    second.press("Accepter")
    officer.press("Suivant")
    officer.press("Sans suite")
    officer.press("terrain privé")

    assert officer.bubbles[-1].text.startswith("✅ D-0002")


def test_a_dialogue_about_another_report_is_taken_up_again(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.phone().report()
    officer.press("Planifier")
    officer.press("Suivant")
    officer.press("Sans suite")
    officer.press("terrain privé")
    assert "D-0001" in officer.last
    officer.types("14/04")

    assert officer.last.startswith("✅ D-0001")


def test_opening_a_dialogue_does_not_say_that_it_is_done(town: Town, officer: Phone) -> None:
    town.phone().report()
    (opened,) = officer.press("Planifier")
    (accepted,) = officer.forge(officer.data("Accepter"), officer.bubbles[0].message_id)

    assert opened.text is None
    assert accepted.text == town.says(msg("card.done"))


def test_what_a_crew_must_not_touch_cannot_be_planned(town: Town, officer: Phone) -> None:
    town.phone().report("Seringues")
    before = town.dump()
    forged = officer.data("Accepter").replace("accept", "plan")
    officer.forge(forged, officer.bubbles[-1].message_id)

    assert not any("Planifier" in label for label in officer.labels())
    assert town.dump() == before


def test_whoever_joins_later_sees_what_already_waits(town: Town) -> None:
    town.phone().report()
    assert "D-0001" in town.officer().screen


def test_staff_have_the_queue_in_their_menu_and_residents_have_not(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.types("/start")
    label = town.says(msg("menu.queue"))

    assert [label] in officer.keyboard
    assert [label] not in resident.keyboard


def test_on_the_promised_day_the_officer_is_reminded(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.pass_time(days=6, hours=23)
    reminder = msg("queue.promised_today", reference="D-0001")
    assert town.says(reminder) not in officer.screen
    town.pass_time(hours=1)

    assert town.says(reminder) in officer.screen


@pytest.mark.parametrize("decision", ["Accepter", "Planifier"])
def test_nobody_is_reminded_of_what_was_answered(town: Town, officer: Phone, decision: str) -> None:
    town.phone().report()
    officer.press(decision)
    officer.types("14/04")
    town.pass_time(days=8)

    assert "promise aujourd'hui" not in officer.screen


def test_an_answered_report_has_no_reminder_waiting(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("Accepter")
    assert "cancelled" in town.dump()["timers"][0]


def test_a_reminder_that_rings_all_the_same_says_nothing_of_an_answered_report(
    town: Town, officer: Phone
) -> None:
    town.phone().report()
    officer.press("Accepter")
    before = len(officer.bubbles)
    town.handle("timer", {"kind": "promise", "subject": 1})
    town.settle()

    assert len(officer.bubbles) == before


def test_a_late_report_says_so_on_its_card(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.pass_time(days=9)
    officer.opens_queue()
    assert "En retard" in officer.last
