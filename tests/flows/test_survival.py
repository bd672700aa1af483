"""Whatever comes in whatever order, and whatever another release stored: a dialogue asks or ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.commands import Picture, Recording
from bot.flows.catalogue import FLOWS
from bot.flows.dialogue import Flow, Session, Turn, begin, choices, reread
from bot.flows.inbound import Choice, Event, Located, Odd, Oddity, Photo, Place, Taken, Text, Voice
from bot.flows.outbound import Keyboard
from bot.flows.report_dump import REPORT_DUMP
from tests.flows.playing import (
    ADDITION,
    APPLICATION,
    APPOINTMENT,
    CARD,
    CREW,
    KNOWN,
    PHOTO,
    PLACE,
    QUESTION,
    SHIFT,
    TOWN,
    WRITTEN_TO,
    asked,
    go_on,
    play,
    press,
    said,
)

NAMES = [
    *sorted({question.name for flow in FLOWS.values() for question in flow.questions}),
    *("reply", "gone", "_was", "at_request"),
]
VALUES = [
    *(
        "no",
        "yes",
        "last",
        "share",
        "elsewhere",
        "more",
        "emergency",
        "send",
        "change",
        "again",
        "back",
        "cancel",
        "",
    ),
    *(f"change:{name}" for name in NAMES),
    *(each.id for each in TOWN.kinds),
    *(each.id for each in TOWN.districts),
    *(each.id for each in TOWN.bodies),
    *(each.id for each in TOWN.dismissal_reasons),
    *("bag", "lorry", "2026-04-14", "2020-01-01"),
]
NAMING = ["c'est monsieur Dupont", "AB-123-CD"]
PICTURES = st.builds(
    Picture, st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.sampled_from([None, "a"])
)
SOUGHT = st.sampled_from([{"text": "Gare"}, {"text": "Tamaris"}, {"latitude": 44.1, "longitude": 4.1}])
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Choice, st.sampled_from(VALUES), st.sampled_from(NAMES)),
    st.builds(Text, st.text(max_size=12) | st.sampled_from(["x" * 600, "Tamaris", "14/04", *NAMING])),
    st.builds(Photo, PICTURES, st.sampled_from(["", "derrière"])),
    st.builds(Voice, st.builds(Recording, st.just("v"), st.sampled_from("abcdefg"), st.integers(0, 400))),
    st.builds(Place, st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["", "Gare", "x" * 300])),
    st.builds(Odd, st.sampled_from(Oddity)),
    st.builds(Taken, st.sampled_from("abcdefg"), st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(Located, SOUGHT, st.just(44.15), st.just(4.08), st.just("1 rue du Port")),
)
#: A later part of an album says nothing, nor an address beside its point, nor what comes too late.
QUIET = Photo | Located | Taken
#: A number presses that button of what the screen shows last, so that plays get far.
ACTS: st.SearchStrategy[Event | int] = EVENTS | st.integers(0, 8)
OPENED: dict[str, dict[str, Any]] = {
    "report_dump": {},
    "answer_question": QUESTION,
    "answer_application": QUESTION,
    "add_to_report": ADDITION,
    "correct_decision": {
        "at_decision": 1,
        "at_reference": "D-0001",
        "at_people": 2,
        **WRITTEN_TO,
    },
    "change_answer": {"at_question": "rain", "at_worded": {"fr": "Venez."}},
    "be_away": {"at_day": "2026-04-14", "at_deputies": [[2, "Camille", 2]]},
    "snooze": {**CARD, "at_moments": [["tomorrow", "2026-04-15", "08:30"]]},
    "keep_sheet": {"at_shift": 1, "at_day": "2026-09-16"},
    **dict.fromkeys(("meet_applicant", "enrol_applicant", "wait_applicant"), APPLICATION),
    **dict.fromkeys(("decline_application", "orient_applicant", "join_application"), APPLICATION),
    **dict.fromkeys(("note_application", "tick_criteria", "release_seat"), APPLICATION),
    **dict.fromkeys(("count_outcome", "note_profile", "answer_matter", "close_matter"), APPLICATION),
    **dict.fromkeys(("shift_place", "shift_hour", "shift_day"), SHIFT),
    **dict.fromkeys(("move_appointment", "invite_people"), APPOINTMENT),
    "resize_crew": CREW,
    "word_ready": {"at_model": "photo-needed", "at_language": "ar", "at_aside": False},
}
KEYS = st.text(max_size=5) | st.sampled_from(
    [
        "found",
        "checked",
        "address",
        "name",
        "answer",
        "latitude",
        "longitude",
        "landmark",
        "file_id",
        "file_unique_id",
        "album",
        "text",
        "picture",
        "recording",
        "seconds",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
STORED = st.dictionaries(
    st.sampled_from([*NAMES, "_wanted", "at_version", "at_reference", "x"]), JSON, max_size=8
)
FLOW = st.sampled_from([*FLOWS.values()])


def test_every_dialogue_is_opened_with_what_it_needs() -> None:
    lost = [name for name, flow in FLOWS.items() if not flow.opened.keys() <= OPENED.get(name, CARD).keys()]
    assert lost == []


def done(flow: Flow, turn: Turn, act: Event | int) -> Event:
    """Return the input that an act is on the screen of this turn."""
    if not isinstance(act, int):
        return act
    question, rows = choices(flow, turn.session, KNOWN)
    options = [option for row in rows for option in row]
    return Choice(options[act % len(options)].value, question)


def asks_or_ends(turn: Turn) -> bool:
    return bool(turn.command or turn.cancelled or asked(turn) or said(turn))


@settings(max_examples=150, deadline=None)
@given(FLOW, st.lists(ACTS, max_size=25))
def test_any_inputs_in_any_order_ask_or_end(flow: Flow, acts: list[Event | int]) -> None:
    turn = play(flow, opened=OPENED.get(flow.name, CARD))
    for act in acts:
        event = done(flow, turn, act)
        quiet = isinstance(event, QUIET)
        turn = go_on(flow, turn, event)
        assert asks_or_ends(turn) or quiet
        if turn.command or turn.cancelled:
            return


def undoes(event: Event) -> bool:
    return isinstance(event, Choice) and (
        event.value in ("back", "cancel", "erase") or event.value.startswith("change:")
    )


def answers_of(turn: Turn) -> set[str]:
    """Return what was answered, without what goes with another place or with other words."""
    return {name for name in turn.session.answers if name[0] != "_"} - {"district", "landmark", "named"}


@settings(max_examples=200, deadline=None)
@given(FLOW, st.lists(ACTS, max_size=25))
def test_no_answer_is_lost_unless_somebody_goes_back_changes_or_cancels(
    flow: Flow, acts: list[Event | int]
) -> None:
    turn = play(flow, opened=OPENED.get(flow.name, CARD))
    for act in acts:
        event = done(flow, turn, act)
        if undoes(event):
            continue
        held, photos = answers_of(turn), turn.session.answers.get("photos", [])
        turn = go_on(flow, turn, event)
        assert held <= answers_of(turn)
        assert photos == turn.session.answers.get("photos", [])[: len(photos)]
        if turn.command:
            return


@settings(max_examples=250, deadline=None)
@given(FLOW, STORED, st.lists(EVENTS, max_size=4))
def test_whatever_another_release_stored_is_survived(
    flow: Flow, answers: dict[str, Any], events: list[Event]
) -> None:
    whole = {**OPENED.get(flow.name, CARD), **answers}
    turn = begin(flow, reread(flow, Session(whole, keyboard=Keyboard.REPLY), KNOWN), KNOWN)
    assert asks_or_ends(turn)
    for event in events:
        if turn.command or turn.cancelled:
            return
        turn = go_on(flow, turn, event)
        assert asks_or_ends(turn) or isinstance(event, QUIET)


@pytest.mark.parametrize("flow", [*FLOWS.values()], ids=lambda flow: str(flow.name))
def test_every_button_fits_telegrams_sixty_four_bytes(flow: Flow) -> None:
    prompts = [
        *play(flow, opened=OPENED.get(flow.name, CARD)).prompts,
        *(
            prompt
            for value in ("more", "change")
            for prompt in play(REPORT_DUMP, PHOTO, PLACE, press("kind", value)).prompts
        ),
    ]
    for prompt in prompts:
        for value in prompt.values():
            assert len(f"q1:{2**53}:{prompt.question}:{value}".encode()) <= 64


def test_an_answer_that_this_release_does_not_know_is_asked_again() -> None:
    stored = {"photos": [], "place": {}, "district": "razed", "landmark": "", "kind": "uranium"}
    turn = play(REPORT_DUMP, opened=stored)

    assert asked(turn) == "district"
    assert asked(go_on(REPORT_DUMP, turn, press("district", "tamaris"))) == "kind"


def test_answers_to_questions_that_are_gone_harm_nothing() -> None:
    opened = {"photos": [], "weather": "rain", "place": {"latitude": 44.1, "longitude": 4.1}, "kind": "bags"}
    turn = play(REPORT_DUMP, press("summary", "send"), opened=opened)
    assert turn.command is not None


def test_a_release_with_one_more_question_asks_it() -> None:
    older = replace(
        REPORT_DUMP, questions=tuple(each for each in REPORT_DUMP.questions if each.name != "photos")
    )
    session = play(older, PLACE, press("kind", "bags")).session

    assert asked(begin(REPORT_DUMP, session, KNOWN)) == "photos"


def test_a_session_to_which_nothing_is_missing_any_more_ends_at_the_next_input() -> None:
    shorter = replace(
        REPORT_DUMP, questions=tuple(each for each in REPORT_DUMP.questions if each.name != "summary")
    )
    session = play(REPORT_DUMP, PHOTO, PLACE, press("kind", "bags")).session

    assert go_on(shorter, Turn(session), Text("bonjour")).command is not None


def test_a_decision_that_no_longer_knows_its_card_is_given_up() -> None:
    assert play(FLOWS["plan_report"], opened={"at_request": "1"}).cancelled
