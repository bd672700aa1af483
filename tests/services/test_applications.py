"""Asking to join from the first button to the end: filed, kept, waited for, looked at, taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.application import CLOSED, State
from bot.flows.messages import Message, Term, TermKind, msg
from bot.services.applications import standing
from bot.storage import applications, contacts, people
from bot.storage.tables import applications as application_rows
from bot.storage.tables import events, outbox, requests
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.storage.applications import Application
    from tests.town import Phone

NUMBER = "06 39 98 12 34"
TAMARIS = msg("label.term", term=Term(TermKind.DISTRICT, "tamaris"))
SHORTEST: tuple[Message | str, ...] = (
    *(msg("menu.join"), msg("apply.info.understood"), msg("button.yes"), TAMARIS),
    *(msg("out_of_work.over_two_years"), msg("button.yes"), msg("apply.phases.any")),
    *(msg("apply.attractions.any"), "Camille Exemple", msg("spoken.darija"), NUMBER, msg("button.send")),
)


def play(phone: Phone, *gestures: Message | str) -> None:
    """Press each button, type each text."""
    for gesture in gestures:
        if isinstance(gesture, str):
            phone.types(gesture)
        else:
            phone.chooses(gesture)


def applied(town: Town, language: str = "fr") -> Phone:
    """Let somebody ask to join with the shortest answers."""
    phone = town.phone(language)
    phone.types("/start")
    play(phone, *SHORTEST)
    return phone


def application(town: Town, number: int = 1) -> Application:
    return applications.by_id(town.connection, number)


def decide(town: Town, state: State, number: int = 1) -> None:
    """Let an officer bring an application into a state; how is their side's matter."""
    waiting = None if state in CLOSED else town.now
    applications.change(town.connection, number, {"state": state, "waiting_since": waiting}, {})


# --- filed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
def test_an_application_is_twelve_gestures_in_every_language(town: Town, language: str) -> None:
    phone = applied(town, language)

    assert len(SHORTEST) == 12
    assert "E-0001" in phone.last


def test_the_acknowledgement_says_what_an_administration_owes(town: Town) -> None:
    phone = applied(town)

    for owed in ("E-0001", "mardi 21 avril (21/04)", "mardi 7 avril", "Mairie", "30100", "04", "/suivi"):
        assert owed in phone.last


def test_the_promised_day_is_ten_working_days_away(connection: Connection) -> None:
    town = Town(connection, now=datetime(2026, 4, 30, 8, tzinfo=UTC))  # before Labour Day
    applied(town)

    assert application(town).answer_by.isoformat() == "2026-05-19"  # Victory Day and Ascension between


def test_what_was_said_is_kept_and_how_to_call(town: Town) -> None:
    applied(town)

    held = application(town)
    assert (held.state, held.district, held.of_age, held.mornings) == (State.RECEIVED, "tamaris", True, True)
    contact = contacts.of_person(town.connection, held.person)
    assert (contact.first_name, contact.last_name, contact.phone) == ("Camille", "Exemple", "+33639981234")
    assert contact.speaks == "darija"


def test_ones_own_shared_number_counts_and_anothers_does_not(town: Town) -> None:
    phone = town.phone()
    phone.types("/rejoindre")
    play(phone, *SHORTEST[1:-2])
    phone.sends(contact={"phone_number": "33639985678", "first_name": "x", "user_id": 99})
    assert town.says(msg("apply.phone.not_yours")) in phone.last
    phone.sends(contact={"phone_number": "33639981234", "first_name": "x", "user_id": phone.number})
    phone.press("Envoyer")

    assert contacts.of_person(town.connection, application(town).person).phone == "+33639981234"


def test_a_number_without_an_account_is_not_ones_own(town: Town) -> None:
    phone = town.phone()
    phone.types("/rejoindre")
    play(phone, *SHORTEST[1:-2])
    phone.sends(contact={"phone_number": "33639985678", "first_name": "x"})
    assert town.says(msg("apply.phone.not_yours")) in phone.last


def test_a_spoken_word_lands_on_the_application(town: Town) -> None:
    phone = town.phone()
    phone.types("/rejoindre")
    play(phone, *SHORTEST[1:-1], msg("apply.summary.note"))
    phone.voice()
    phone.press("Envoyer")

    assert len(town.dump()["recordings"]) == 1


def test_the_officers_card_shows_it_and_counts_it(town: Town) -> None:
    officer = town.officer()
    applied(town)

    assert "E-0001" in officer.screen


# --- an application that is there -------------------------------------------------------------------


def test_a_second_one_tells_where_the_first_stands_and_files_nothing(town: Town) -> None:
    phone = applied(town)
    phone.types("/rejoindre")

    assert "E-0001" in phone.last
    assert town.says(msg("apply.already")) in phone.last
    assert len(town.dump()["applications"]) == 1


def test_two_dialogues_at_once_still_file_one_application(town: Town) -> None:
    """An officer may have entered one for the same person while they were answering."""
    phone = town.phone()
    phone.types("/rejoindre")
    play(phone, *SHORTEST[1:-1])
    other = town.dump()["sessions"]
    assert len(other) == 1
    person = people.by_account(town.connection, phone.number)
    assert person is not None
    queue: dict[str, Any] = {"state": State.RECEIVED, "person": person.id, "waiting_since": town.now}
    queue |= {"answer_by": town.now.date(), "created_at": town.now}
    facts = {"of_age": True, "in_town": True, "out_of_work": "unsaid", "mornings": True}
    applications.add(town.connection, queue, {**facts, "phases": [], "attractions": []})
    phone.press("Envoyer")

    assert "E-0001" in phone.last
    assert len(town.dump()["applications"]) == 1


@pytest.mark.parametrize("state", sorted(CLOSED - {State.ENROLLED}))
def test_after_a_closed_one_a_new_one_is_linked_to_it(town: Town, state: State) -> None:
    phone = applied(town)
    decide(town, state)
    play(phone, *SHORTEST)

    assert application(town, 2).same_as == 1
    assert application(town, 2).state is State.RECEIVED


def test_whoever_is_in_the_crew_asks_no_more(town: Town) -> None:
    phone = applied(town)
    decide(town, State.ENROLLED)
    phone.types("/rejoindre")

    assert town.says(msg("application.enrolled")) in phone.last
    assert len(town.dump()["sessions"]) == 1


@pytest.mark.parametrize("command", ["/suivi", "/demandes"])
def test_it_is_shown_with_its_state_since_when_and_the_promised_day(town: Town, command: str) -> None:
    phone = applied(town)
    town.pass_time(days=2)
    phone.types(command)

    for told in ("E-0001", "Demande reçue", "mardi 7 avril", "mardi 21 avril"):
        assert told in phone.last


def test_the_waiting_list_names_the_phase_hoped_for(town: Town) -> None:
    phone = applied(town)
    facts = {"hoped_phase": "2027-spring"}
    queue = {"state": State.WAITING_LIST, "waiting_since": None}
    applications.change(town.connection, 1, queue, facts)
    phone.types("/suivi")

    assert "Avril et mai" in phone.last
    assert "2027" in phone.last


def test_reports_and_applications_stand_in_one_list(town: Town) -> None:
    phone = applied(town)
    phone.report()
    phone.types("/suivi")

    assert "E-0001" in phone.last
    assert "D-0002" in phone.last
    assert phone.labels() == ["🛋️ D-0002", "🗑️ Retirer ma demande"]


# --- taken back ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", sorted(set(State) - CLOSED))
def test_it_is_taken_back_in_two_taps_in_every_open_state(town: Town, state: State) -> None:
    officer = town.officer()
    phone = applied(town)
    decide(town, state)
    phone.types("/suivi")
    phone.press("Retirer ma demande")
    assert town.says(msg("withdraw.no_reason")) in phone.last
    phone.press("Oui, retirer")

    held = application(town)
    assert (held.state, held.waiting_since) == (State.WITHDRAWN, None)
    assert town.says(msg("application.state.withdrawn")) in officer.screen
    assert standing(_work(town), held.person) is None


def _work(town: Town) -> Any:  # noqa: ANN401 - what services are given
    return town.talk._work(town.connection, town.now, "test")


def test_it_is_kept_when_the_second_tap_says_so(town: Town) -> None:
    phone = applied(town)
    phone.types("/suivi")
    phone.press("Retirer ma demande")
    phone.press("Non, garder")

    assert application(town).state is State.RECEIVED


def test_nobody_else_can_take_it_back(town: Town) -> None:
    applied(town)
    stranger = town.phone()
    before = town.dump()["applications"]
    stranger.forge("c1:joining:1:confirm:0")
    stranger.forge("c1:joining:99:confirm:0")

    assert town.says(msg("unknown.command")) in stranger.screen
    assert (town.dump()["applications"], application(town).state) == (before, State.RECEIVED)


def test_an_old_button_below_a_closed_one_only_tells_where_it_stands(town: Town) -> None:
    phone = applied(town)
    phone.types("/suivi")
    decide(town, State.DECLINED)
    phone.press("Retirer ma demande")

    assert town.says(msg("application.declined")) in phone.last
    assert application(town).state is State.DECLINED


def test_every_step_is_in_its_history(town: Town) -> None:
    phone = applied(town)
    phone.types("/suivi")
    phone.press("Retirer ma demande")
    phone.press("Oui, retirer")

    query = select(events.c.kind, events.c.state_from, events.c.state_to).order_by(events.c.id)
    steps = [tuple(row) for row in town.connection.execute(query)]
    assert steps == [("filed", None, "received"), ("withdrawn", "received", "withdrawn")]


# --- what time brings --------------------------------------------------------------------------------


def test_after_a_week_officers_are_warned_and_the_applicant_is_told_it_is_still_read(town: Town) -> None:
    officer, phone = town.officer(), applied(town)
    town.pass_time(days=6, hours=23)
    assert "encore en lecture" not in phone.screen
    town.pass_time(hours=1)

    assert "encore en lecture" in phone.last
    assert "mardi 21 avril" in phone.last
    assert "E-0001 attend une réponse" in officer.screen


def test_a_promised_day_that_passes_is_told_to_officers_first_and_honestly_to_the_applicant(
    town: Town,
) -> None:
    officer, phone = town.officer(), applied(town)
    town.pass_time(days=14)
    assert town.says(msg("queue.promised_today", reference="E-0001")) in officer.screen
    assert "retard" not in phone.screen
    town.pass_time(days=1)

    assert "retard" in phone.last
    assert application(town).state is State.RECEIVED


def test_nothing_ends_an_application_but_somebody(town: Town) -> None:
    applied(town)
    for _ in range(30):
        town.pass_time(days=30)
    assert application(town).state is State.RECEIVED


def told(officer: Phone) -> list[str]:
    """Return what an officer reads beside the pinned counts."""
    return [bubble.text for bubble in officer.bubbles if bubble.message_id not in officer.pinned]


@pytest.mark.parametrize("state", sorted(set(State) - {State.RECEIVED, State.IN_REVIEW}))
def test_nobody_is_told_of_a_wait_that_is_over(town: Town, state: State) -> None:
    officer, phone = town.officer(), applied(town)
    decide(town, state)
    said = phone.screen, told(officer)
    town.pass_time(days=60)

    assert (phone.screen, told(officer)) == said


# --- what is never kept ------------------------------------------------------------------------------


def test_a_refused_word_is_in_no_row_of_the_dialogue_or_the_application(town: Town) -> None:
    phone = town.phone()
    phone.types("/rejoindre")
    play(phone, *SHORTEST[1:-1], msg("apply.summary.note"))
    for refused in ("2 69 05 49 588 157 80", "J'ai un cancer, une maladie"):
        phone.types(refused)
    assert town.says(msg("private.health")) in phone.last
    phone.file("application/pdf", name="paper")
    assert town.says(msg("private.papers")) in phone.last
    phone.press("Sans réponse")
    phone.press("Envoyer")

    rows = "\n".join(line for lines in town.dump().values() for line in lines)
    assert all(word not in rows for word in ("588 157", "cancer", "paper"))
    tables = (requests, application_rows, outbox)
    assert all("cancer" not in str(town.connection.execute(select(table)).all()) for table in tables)
