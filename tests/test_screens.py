"""Every screen the dialogues and cards can show, found by playing them: few buttons, short, told apart."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.domain.commands import Picture, Recording, Spot
from bot.domain.report import Canisters, Size, State
from bot.domain.request import Holder, Standing
from bot.domain.territory import CANISTERS_KIND
from bot.domain.text import fold
from bot.flows import application_card, away, labels, matter_card, menu, ready_screens, report_card, usual
from bot.flows.catalogue import FLOWS
from bot.flows.dialogue import (
    AGAIN,
    BACK,
    CANCEL,
    CHANGE,
    PATIENCE,
    Session,
    Turn,
    advance,
    begin,
    choices,
)
from bot.flows.inbound import Choice, Located, Odd, Oddity, Photo, Place, Taken, Text, Voice
from bot.flows.known import Known
from bot.flows.messages import Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt
from bot.flows.redact import Written
from bot.flows.report_card import Action, Beside, ReportCard
from bot.flows.report_dump import EMERGENCY, MORE, SEND
from bot.handlers import keyboards
from bot.i18n import Words
from bot.territories import SHIPPED, load
from tests.application_cards import NOTE, application_cards, crews
from tests.matter_cards import matter_cards
from tests.programme_screens import members, programme_screens
from tests.ready_made import filled, ready_models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.territory import Territory, WasteKind
    from bot.flows.dialogue import Flow
    from bot.flows.inbound import Event
    from bot.flows.outbound import CardFace, Rows

TERRITORIES = [
    *(file.stem for file in SHIPPED.glob("*.toml")),
    str(Path(__file__).parent / "territories/bahia.toml"),
]
CHOICES, LABEL, DATA, CAPTION, ALERT = 8, 40, 64, 1024, 200
HIGHEST = 2**63 - 1  # of a session or a request
VERSION = 2**31 - 1
REFERENCE = "D-999999"
WEDNESDAY = date(2026, 9, 16)  # the longest names of days and months stand around it

#: What opens a dialogue from a card or a relayed question.
OPENED = {
    "at_request": HIGHEST,
    "at_version": VERSION,
    "at_reference": REFERENCE,
    "at_kind": "bulky",
    "at_question": "?",
    "at_texts": [*Written],
    "at_worded": {"ar": "نعم"},
    "at_photos": 1,
    "at_recordings": 1,
    "at_language": "ar",
    "at_phone": "+33639981234",
    "at_model": "foto",
    "at_aside": False,
    "at_speaks": "darija",
    "at_call_time": "morning",
    "at_seen": [],
    "at_alike": [[HIGHEST, "E-999999"], [HIGHEST - 1, "E-999998"]],
    "at_shift": HIGHEST,
    "at_shift_version": VERSION,
    "at_appointment": HIGHEST,
    "at_appointment_version": VERSION,
    "at_told": 5,
    "at_expected": 6,
    "at_crew": HIGHEST,
    "at_seats": 8,
    "at_taken": 8,
    "at_waiting": 3,
    "at_day": "2026-09-16",
    "at_near": [[HIGHEST, REFERENCE, 50], [HIGHEST - 1, "D-999998", 50], [HIGHEST - 2, "D-999997", 50]],
}
LOOKS = {Action.PREVIOUS, Action.NEXT, Action.PHOTOS, Action.LISTEN, Action.PLACE, Action.MORE, Action.LESS}
NAVIGATION = {BACK, AGAIN, CANCEL, *LOOKS}


@cache
def town(name: str) -> tuple[Territory, Words]:
    territory = load(name)
    return territory, Words(territory)


every_town = pytest.mark.parametrize("name", TERRITORIES, ids=lambda name: Path(name).stem)

# --- playing ----------------------------------------------------------------------------------------


def deeds(rows: Rows, question: str) -> Iterator[Event]:
    """Give what somebody may do at a screen: each button, and one thing of every other sort."""
    yield from (Choice(option.value, question) for row in rows for option in row)
    yield Text("derrière le bâtiment 12")
    yield Text("a" * 600)
    yield Text("la voiture AB-123-CD")
    yield Photo(Picture("f", "u"), "caption")
    yield from (Voice(Recording("f", "u", seconds)) for seconds in (3, 3000))
    yield Place(44.1502, 4.0823)
    yield Place(43.8367, 4.3601, "x" * 300)
    yield Taken("u", 44.1502, 4.0823)
    yield Located({"text": "derrière le bâtiment 12"}, 44.1502, 4.0823, "Rue Docteur-Coulet 30100 Alès")
    yield Located(
        {"latitude": 44.1502, "longitude": 4.0823}, 44.1502, 4.0823, "Rue Docteur-Coulet 30100 Alès"
    )
    yield from (Odd(what) for what in Oddity)


#: Beyond so many questions an empty answer is as good as another: one empty one at a time is seen anyhow.
QUESTIONS_IN_FULL = 12


def standing(flow: Flow, question: str, session: Session) -> object:
    """Return what tells two situations apart for what is shown, whatever the very answers are."""
    roughly = len(flow.questions) > QUESTIONS_IN_FULL

    def shape(value: Any) -> object:  # noqa: ANN401 - a stored answer
        if isinstance(value, dict):
            return sorted(value)
        return bool(value) or (roughly and isinstance(value, str | list))

    answers = sorted((name, shape(answer)) for name, answer in session.answers.items())
    return question, repr(answers), session.misses + 1 >= PATIENCE, session.keyboard


def play(flow: Flow, known: Known) -> Iterator[Turn]:
    """Play a dialogue in every way there is; give what every input brought."""
    waiting, seen = [begin(flow, Session(OPENED), known)], set()
    while waiting:
        turn = waiting.pop()
        yield turn
        question, rows = choices(flow, turn.session, known)
        where = standing(flow, question, turn.session)
        if where in seen or turn.cancelled or turn.command:
            continue
        seen.add(where)
        waiting += [advance(flow, turn.session, deed, known) for deed in deeds(rows, question)]


@cache
def played(name: str) -> tuple[list[Prompt], list[Rows]]:
    """Return every prompt of every dialogue, and every set of options that typed words are matched with."""
    known = Known(
        town(name)[0],
        WEDNESDAY,
        crews=lambda: crews(town(name)[0]),
        members=lambda: members(town(name)[0]),
        last_spot=lambda: Spot(44.1502, 4.0823, address="1 rue"),
        ready=lambda _: filled(town(name)[0]),
        models=lambda: ready_models(town(name)[0]),
    )
    prompts: dict[object, Prompt] = {}
    options: dict[object, Rows] = {}
    for flow in FLOWS.values():
        for turn in play(flow, known):
            prompts |= {(prompt.rows, prompt.lines): prompt for prompt in turn.prompts}
            rows = choices(flow, turn.session, known)[1]
            options[rows] = rows
    return list(prompts.values()), list(options.values())


# --- every screen -----------------------------------------------------------------------------------


def merged(waste: WasteKind, *, full: bool) -> dict[str, Any]:
    """Return what a card says of other reports, and of the talk."""
    return {
        "beside": (Beside(HIGHEST, REFERENCE, waste, 50.0),) * 3 * full,
        "merged": 12 * full,
        "more_photos": 12 * full,
        "joined": REFERENCE,
        **dict.fromkeys(("was_shown", "reachable", "callable", "unanswered"), full),
    }


def cards(territory: Territory) -> Iterator[ReportCard]:
    """Give a card of every standing, with everything on it that can be, as long as it can be."""
    longest = max(territory.kinds, key=lambda kind: len(kind.id))
    either = (True, False)
    for state, holder, crew, full, back in itertools.product(State, Holder, either, either, either):
        yield ReportCard(
            request=HIGHEST,
            version=VERSION,
            reference=REFERENCE,
            state=state,
            waste=replace(longest, dangerous=full, crew_may_handle=crew),
            district=territory.districts[0].id if full else None,
            landmark="w" * 300 if full else None,
            address="w" * 300 if full else None,
            has_point=full,
            in_town="no" if full else "yes",
            in_priority_area="border",
            size=Size.CAR if full else None,
            canisters=Canisters.HEAPS if full else None,
            danger=full,
            **dict.fromkeys(("note", "added", "question", "answer"), "w" * 600 if full else None),
            answer_by=WEDNESDAY,
            standing=Standing(holder, late=full, behind=100 * full, back=back),
            photos=5 * full,
            showable=crew if full else None,
            recordings=3 * full,
            followers=7 * full,
            **merged(longest, full=full),
            planned_on=WEDNESDAY,
            forwarded_to=territory.bodies[0].id,
            dismissal=territory.dismissal_reasons[0].id,
            texts=(*Written,) if full else (),
            muted=full,
            forwarded_for=14 if full else None,
            notes=(NOTE,) * 2 * full,
        )


def screens(name: str) -> Iterator[Rows]:
    """Give the buttons of every screen."""
    territory, _ = town(name)
    yield from (prompt.rows for prompt in played(name)[0])
    yield from (report_card.rows(card) for card in cards(territory))
    yield from (application_card.rows(card) for card in application_cards(territory))
    yield from (matter_card.rows(card) for card in matter_cards(territory))
    yield from (screen.rows for screen in programme_screens(territory))
    models = ready_models(territory)
    yield away.gone(date(2026, 12, 24), None).rows
    yield from (ready_screens.screen(models, page).rows for page in range(4))
    yield from (ready_screens.one(each, territory.languages).rows for each in models)
    yield usual.asked(territory.rules.questions).rows
    yield usual.editable(territory.rules.questions).rows
    yield menu.languages(territory).rows
    yield from (menu.rows(staff=staff, member=staff) for staff in (True, False))


@every_town
def test_playing_reaches_every_button_there_is(name: str) -> None:
    territory, _ = town(name)
    reached = {option.value for rows in screens(name) for row in rows for option in row}
    expected = {BACK, CANCEL, AGAIN, SEND, MORE, "change", f"{CHANGE}photos", f"{CHANGE}note"}
    expected |= {"share", "last", "elsewhere", "yes", *menu.Item, *Action, *Size}
    expected |= {*application_card.Action, *matter_card.Action}
    if CANISTERS_KIND in {kind.id for kind in territory.kinds}:
        expected |= set(Canisters)
    if any(kind.dangerous for kind in territory.kinds):
        expected.add(EMERGENCY)
    for records in (territory.kinds, territory.districts, territory.bodies, territory.dismissal_reasons):
        expected |= {record.id for record in records}
    assert expected - reached == set()


@every_town
def test_a_screen_has_eight_choices_at_most_beside_navigation(name: str) -> None:
    for rows in screens(name):
        values = [option.value for row in rows for option in row]
        assert len(set(values) - NAVIGATION) <= CHOICES, values
        assert len(set(values)) == len(values), values


@every_town
def test_a_label_fits_a_button_in_every_language(name: str) -> None:
    _, words = town(name)
    options = {option for rows in screens(name) for row in rows for option in row}
    long = [
        label
        for option in options
        for language in words.languages
        if len(label := words.plain(option.label, language)) > LABEL
    ]
    assert long == []


def faces(territory: Territory) -> Iterator[CardFace]:
    """Give every card as it is shown."""
    yield from (report_card.face(card) for card in cards(territory))
    yield from (application_card.face(card) for card in application_cards(territory))
    yield from (matter_card.face(card) for card in matter_cards(territory))


def markups(name: str) -> Iterator[InlineKeyboardMarkup | ReplyKeyboardMarkup]:
    """Give the keyboards of every screen as Telegram gets them, with the longest numbers there are."""
    territory, words = town(name)
    for screen in programme_screens(territory):
        made = keyboards.of_prompt(screen, words, words.languages[0], staff=lambda: True)
        assert isinstance(made, InlineKeyboardMarkup)
        yield made
    for prompt in (*played(name)[0], menu.languages(territory)):
        made = keyboards.of_prompt(
            replace(prompt, session=HIGHEST), words, words.languages[0], staff=lambda: True
        )
        if isinstance(made, InlineKeyboardMarkup | ReplyKeyboardMarkup):
            yield made
    for face in faces(territory):
        yield keyboards.of_card(face, words, words.languages[0])


@every_town
def test_the_data_of_a_button_fits_sixty_four_bytes(name: str) -> None:
    held = [
        str(button.callback_data)
        for markup in markups(name)
        if isinstance(markup, InlineKeyboardMarkup)
        for row in markup.inline_keyboard
        for button in row
    ]
    assert any(data.startswith("q1:") for data in held)
    assert any(data.startswith("c1:") for data in held)
    assert [data for data in held if not 0 < len(data.encode()) <= DATA] == []


def test_the_longest_ids_a_territory_may_have_still_fit() -> None:
    territory, words = town("ales")
    wide = Prompt((), ((Option("x" * 24, labels.SEND),),), Keyboard.INLINE, HIGHEST, "landmark")
    made = keyboards.of_prompt(wide, words, territory.default_language, staff=lambda: False)
    assert isinstance(made, InlineKeyboardMarkup)
    assert len(str(made.inline_keyboard[0][0].callback_data).encode()) <= DATA


@every_town
def test_no_typed_word_stands_for_two_buttons_of_a_question(name: str) -> None:
    _, words = town(name)
    for rows in played(name)[1]:
        stands: dict[str, set[str]] = {}
        for option in (option for row in rows for option in row):
            for language in words.languages:
                stands.setdefault(fold(words.plain(option.label, language)), set()).add(option.value)
        assert [each for each in stands.items() if len(each[1]) > 1 or not each[0]] == []


@every_town
def test_no_typed_word_stands_for_two_items_of_the_menu(name: str) -> None:
    _, words = town(name)
    stands = [
        (fold(words.plain(label, language)), item)
        for item, label in menu.LABELS.items()
        for language in words.languages
    ]
    assert len({typed for typed, _ in set(stands)}) == len(set(stands))


# --- texts as they are sent ---------------------------------------------------------------------------


@every_town
def test_every_prompt_and_card_becomes_a_text_in_every_language(name: str) -> None:
    territory, words = town(name)
    said = {line for prompt in played(name)[0] for line in prompt.lines}
    said |= {line for face in faces(territory) for line in face.lines}
    for line, language in itertools.product(said, words.languages):
        assert words.html(line, language).strip()


@every_town
def test_a_card_fits_its_caption_in_every_language(name: str) -> None:
    territory, words = town(name)
    for face, language in itertools.product(faces(territory), words.languages):
        caption = words.lines(face.lines, language).replace("<b>", "").replace("</b>", "")
        assert len(caption) <= CAPTION, caption


@every_town
def test_what_a_spinner_says_fits_an_alert(name: str) -> None:
    _, words = town(name)
    keys = [
        msg("card.stale"),
        msg("card.stale_self"),
        msg("card.stale_resident"),
        msg("card.stale_colleague"),
    ]
    for key, language in itertools.product(keys, words.languages):
        told = Message(key.key, {"reference": REFERENCE})
        assert len(words.plain(told, language)) <= ALERT


@every_town
def test_what_telegram_shows_of_a_command_fits(name: str) -> None:
    _, words = town(name)
    every = menu.COMMANDS | menu.PARTICIPANT_COMMANDS | menu.STAFF_COMMANDS
    for said, language in itertools.product(every.values(), words.languages):
        assert 3 <= len(words.plain(said, language)) <= 256
