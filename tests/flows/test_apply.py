"""The dialogue of somebody who asks to join, played: the shortest way, other doors, names, ticks, changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.application import Attraction, CallTime, OutOfWork
from bot.domain.commands import FileApplication, Picture, Recording
from bot.domain.text import fold
from bot.flows.apply import APPLY
from bot.flows.apply_contact import split_name
from bot.flows.dialogue import Session, Turn, advance, begin
from bot.flows.inbound import Choice, Contact, Event, Odd, Oddity, Photo, Text, Voice
from bot.flows.outbound import Keyboard
from tests.flows.playing import KNOWN, PHOTO, asked, go_on, offered, play, press, said

INFORMED, OF_AGE, YOUNG = press("informed", "understood"), press("of_age", "yes"), press("of_age", "no")
TAMARIS, FAR = press("district", "tamaris"), press("district", "elsewhere")
FACTS = (press("out_of_work", "over_two_years"), press("mornings", "yes"))
WISHES = (press("phases", "any"), press("attractions", "any"))
NAME, SPEAKS, PHONE = Text("Camille Exemple"), press("speaks", "ar"), Contact("33639981234", own=True)
CONTACT = (NAME, SPEAKS, PHONE)
SEND, CHANGE = press("summary", "send"), press("summary", "change")
TO_NAME = (INFORMED, OF_AGE, TAMARIS, *FACTS, *WISHES)
SHORTEST = (*TO_NAME, *CONTACT, SEND)
NOTE = Voice(Recording("v", "u", 4))


def filed(*events: Event) -> FileApplication:
    command = play(APPLY, *events).command
    assert isinstance(command, FileApplication)
    return command


def test_the_shortest_application_takes_eleven_gestures_after_the_menus_button() -> None:
    assert len(SHORTEST) + 1 == 12
    assert filed(*SHORTEST) == FileApplication(
        of_age=True,
        district="tamaris",
        in_town=True,
        out_of_work=OutOfWork.OVER_TWO_YEARS,
        mornings=True,
        first_name="Camille",
        last_name="Exemple",
        speaks="ar",
        phone="+33639981234",
    )


def test_the_first_screen_informs_and_asks_for_no_consent() -> None:
    turn = play(APPLY)

    assert said(turn)[:2] == ["apply.info.title", "apply.info.no_papers"]
    assert offered(turn) == {"understood", "cancel"}


@pytest.mark.parametrize(
    ("events", "why", "door"),
    [
        ((INFORMED, YOUNG), "apply.young", "mission-locale"),
        ((INFORMED, OF_AGE, FAR), "apply.far", "plie"),
    ],
    ids=["under age", "elsewhere"],
)
def test_whoever_cannot_join_is_told_why_and_shown_another_door_and_may_go_on(
    events: tuple[Event, ...], why: str, door: str
) -> None:
    turn = play(APPLY, *events)

    assert said(turn)[0] == why
    named = [line.values["door"] for prompt in turn.prompts for line in prompt.lines if "door" in line.values]
    assert named[0].id == door
    assert {"leave", "nothing"} <= offered(turn)
    left = go_on(APPLY, turn, Choice("leave", asked(turn)))
    assert asked(left) == ("district" if why == "apply.young" else "out_of_work")
    gone = go_on(APPLY, turn, Choice("nothing", asked(turn)))
    assert gone.cancelled
    assert gone.farewell is not None


def test_what_was_said_of_age_and_town_is_filed_without_a_verdict() -> None:
    command = filed(
        *(INFORMED, YOUNG, press("young", "leave"), FAR, press("far", "leave")),
        *(*FACTS, *WISHES, *CONTACT, SEND),
    )
    assert (command.of_age, command.district, command.in_town) == (False, None, False)


def test_somebody_in_town_but_in_no_district_of_the_programme_is_shown_no_other_door() -> None:
    in_town = press("district", "in_town")
    assert asked(play(APPLY, INFORMED, OF_AGE, in_town)) == "out_of_work"
    command = filed(INFORMED, OF_AGE, in_town, *FACTS, *WISHES, *CONTACT, SEND)
    assert (command.district, command.in_town) == (None, True)


@pytest.mark.parametrize("typed", ["tamaris", "TAMARIS !", "PSJ", "près st jean"])
def test_a_typed_district_counts_however_it_is_spelt(typed: str) -> None:
    assert asked(play(APPLY, INFORMED, OF_AGE, Text(typed))) == "out_of_work"


# --- several answers -----------------------------------------------------------------------------


def to_phases() -> Turn:
    return play(APPLY, INFORMED, OF_AGE, TAMARIS, *FACTS)


def test_a_press_ticks_a_button_where_it_stands_and_another_takes_the_tick_away() -> None:
    ticked = go_on(APPLY, to_phases(), press("phases", "spring"))
    again = go_on(APPLY, ticked, press("phases", "spring"))

    assert (ticked.in_place, asked(ticked)) == (True, "phases")
    labels = {option.value: option.label.key for row in ticked.prompts[0].rows for option in row}
    assert labels["spring"] == "choosing.ticked"
    assert labels["autumn"] != "choosing.ticked"
    assert "done" in offered(ticked)
    assert "done" not in offered(again)


def test_the_ticked_ones_are_the_answer_in_the_territorys_order() -> None:
    ticks = (press("phases", "autumn"), press("phases", "spring"), press("phases", "done"))
    likes = (
        press("attractions", "indoor"),
        press("attractions", "green"),
        press("attractions", "indoor"),
        press("attractions", "done"),
    )
    command = filed(INFORMED, OF_AGE, TAMARIS, *FACTS, *ticks, *likes, *CONTACT, SEND)
    assert command.phases == ("spring", "autumn")
    assert command.attractions == (Attraction.GREEN,)


def test_any_of_them_takes_every_tick_away() -> None:
    ticks = (press("phases", "autumn"), press("phases", "any"))
    turn = play(APPLY, INFORMED, OF_AGE, TAMARIS, *FACTS, *ticks)
    assert asked(turn) == "attractions"
    assert (turn.session.answers["phases"], turn.session.answers["phases_ticked"]) == ([], [])


def test_a_tick_on_the_old_message_asks_the_question_again() -> None:
    turn = play(APPLY, *TO_NAME)
    ticked = go_on(APPLY, turn, press("phases", "spring"))
    assert (asked(ticked), ticked.in_place) == ("phases", True)
    assert asked(go_on(APPLY, ticked, press("phases", "done"))) == "name"
    assert asked(go_on(APPLY, ticked, press("phases", "back"))) == "name"


# --- name, language, telephone ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Camille Exemple", "Camille", "Exemple"),
        ("  camille   le  modèle ", "camille", "le modèle"),
        ("EXEMPLE Camille", "Camille", "EXEMPLE"),
        ("LE MODÈLE Camille Nour", "Camille Nour", "LE MODÈLE"),
        ("Camille EXEMPLE", "Camille", "EXEMPLE"),
        ("CAMILLE EXEMPLE", "CAMILLE", "EXEMPLE"),
        ("Jean-Noël D'Aubigné", "Jean-Noël", "D'Aubigné"),
        ("Camille", "Camille", None),
        ("", None, None),
    ],
)
def test_a_name_is_parted_as_it_was_meant(typed: str, first: str | None, last: str | None) -> None:
    assert split_name(typed) == (first, last)


@pytest.mark.parametrize("typed", ["اسم مثال", "Пример", "Camille مثال"])
def test_other_letters_are_asked_for_in_latin_ones_with_help(typed: str) -> None:
    turn = play(APPLY, *TO_NAME, Text(typed))
    assert said(turn)[0] == "apply.name.latin"
    assert "help" in offered(turn)


@pytest.mark.parametrize("typed", ["Camille 2", "...", "a" * 81, "<b>", "Camille @exemple"])
def test_what_is_no_name_is_asked_again(typed: str) -> None:
    turn = play(APPLY, *TO_NAME, Text(typed))
    assert (said(turn)[0], asked(turn)) == ("apply.name.wrong", "name")


@pytest.mark.parametrize("helped", [press("name", "help"), NOTE], ids=["button", "voice"])
def test_whoever_cannot_write_the_name_goes_on_without(helped: Event) -> None:
    command = filed(*TO_NAME, helped, SPEAKS, PHONE, SEND)
    assert (command.first_name, command.last_name) == (None, None)
    assert len(command.recordings) == isinstance(helped, Voice)


def test_any_other_language_may_be_typed() -> None:
    assert filed(*TO_NAME, NAME, Text("pachto"), PHONE, SEND).speaks == "pachto"


def test_the_telephone_is_asked_for_with_a_button_that_shares_it_and_shown_back() -> None:
    to_phone = play(APPLY, *TO_NAME, NAME, SPEAKS)
    assert to_phone.prompts[-1].keyboard is Keyboard.REPLY
    shown = go_on(APPLY, to_phone, PHONE)
    assert said(shown)[0] == "apply.phone.noted"
    assert shown.prompts[0].lines[0].values["phone"].text == "06 39 98 12 34"


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (Contact("33639981234", own=False), "apply.phone.not_yours"),
        (Text("06 12"), "apply.phone.wrong"),
        (press("phone", "share"), "apply.phone.share_help"),
    ],
)
def test_a_telephone_that_does_not_count_is_said_why(event: Event, why: str) -> None:
    turn = play(APPLY, *TO_NAME, NAME, SPEAKS, event)
    assert (said(turn)[0], asked(turn)) == (why, "phone")


def test_a_number_may_be_typed_or_not_be_given() -> None:
    typed, unsaid = Text("06 39 98 12 34"), press("phone", "unsaid")
    assert filed(*TO_NAME, NAME, SPEAKS, typed, SEND).phone == "+33639981234"
    assert filed(*TO_NAME, NAME, SPEAKS, unsaid, SEND).phone is None


# --- what is refused -------------------------------------------------------------------------------


PAPERS = [Odd(Oddity.DOCUMENT), Odd(Oddity.TOO_BIG), PHOTO, Photo(Picture("f", "u", as_file=True))]


@pytest.mark.parametrize("event", [*PAPERS, Text("2 69 05 49 588 157 80"), Text("j'ai un cancer")])
@pytest.mark.parametrize("at", range(len(SHORTEST) - 1))
def test_papers_numbers_and_health_are_refused_at_every_question_and_never_kept(
    event: Event, at: int
) -> None:
    known = replace(KNOWN, mentions=lambda text, listed: "cancer" in fold(text) and "health" in listed.key)
    turn = begin(APPLY, Session(), known)
    for each in SHORTEST[:at]:
        turn = advance(APPLY, turn.session, each, known)
    refused = advance(APPLY, turn.session, event, known)

    assert said(refused)[0].startswith("private.")
    assert refused.session.answers == turn.session.answers
    assert asked(refused) == asked(turn)


# --- the summary -------------------------------------------------------------------------------------


def test_a_call_time_and_a_word_are_asked_only_when_wanted() -> None:
    add_call, add_note = press("summary", "change:call"), press("summary", "change:note")
    command = filed(
        *SHORTEST[:-1], add_call, press("call", "morning"), add_note, Text("J'aime les arbres"), SEND
    )
    assert (command.call_time, command.note) == (CallTime.MORNING, "J'aime les arbres")


def test_a_word_may_be_spoken() -> None:
    command = filed(*SHORTEST[:-1], press("summary", "change:note"), NOTE, SEND)
    assert (command.note, command.recordings) == (None, (NOTE.recording,))


def test_every_answer_can_be_changed_without_the_others() -> None:
    turn = play(APPLY, *SHORTEST[:-1])
    first = offered(go_on(APPLY, turn, CHANGE))
    more = offered(go_on(APPLY, turn, press("summary", "more")))
    changes = {value.removeprefix("change:") for value in first | more if value.startswith("change:")}
    asks = {"of_age", "district", "out_of_work", "mornings", "phases", "attractions"}
    assert changes == asks | {"name", "speaks", "phone"}
    for name in changes:
        changed = go_on(APPLY, turn, press("summary", f"change:{name}"))
        assert asked(changed) == name
        assert asked(go_on(APPLY, changed, press(name, "back"))) == "summary"


def test_a_changed_district_shows_the_other_door_once() -> None:
    turn = play(APPLY, *SHORTEST[:-1], press("summary", "change:district"), FAR)
    assert asked(turn) == "far"
    assert asked(go_on(APPLY, turn, press("far", "leave"))) == "summary"
