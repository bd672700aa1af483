"""Buttons as Telegram takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.flows import labels, menu
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Option, Prompt, Share
from bot.handlers.keyboards import of_prompt
from bot.i18n import Words
from bot.territories import load

if TYPE_CHECKING:
    from bot.handlers.keyboards import Markup

TOWN = load("ales")
WORDS = Words(TOWN)
LINES = (msg("report.kind.ask"),)


def markup(prompt: Prompt, *, staff: bool = False, language: str = "fr") -> Markup:
    return of_prompt(prompt, WORDS, language, staff=lambda: staff)


def test_an_inline_button_names_its_dialogue_question_and_value() -> None:
    rows = ((Option("send", labels.SEND),),)
    made = markup(Prompt(LINES, rows, Keyboard.INLINE, session=7, question="summary"))

    assert isinstance(made, InlineKeyboardMarkup)
    assert made.inline_keyboard[0][0].callback_data == "q1:7:summary:send"


def test_a_language_is_chosen_outside_of_any_dialogue() -> None:
    made = markup(menu.languages(TOWN))

    assert isinstance(made, InlineKeyboardMarkup)
    data = [button.callback_data for row in made.inline_keyboard for button in row]
    assert data == ["l1:fr", "l1:ar", "l1:en", "l1:es"]
    assert [button.text for row in made.inline_keyboard for button in row][1] == "العربية"


@pytest.mark.parametrize(("share", "asks"), [(Share.LOCATION, (True, None)), (Share.CONTACT, (None, True))])
def test_a_reply_button_may_ask_the_phone_for_something(
    share: Share, asks: tuple[bool | None, bool | None]
) -> None:
    rows = ((Option("share", msg("report.place.share"), share),),)
    made = markup(Prompt(LINES, rows, Keyboard.REPLY))

    assert isinstance(made, ReplyKeyboardMarkup)
    button = made.keyboard[0][0]
    assert (button.request_location, button.request_contact) == asks


@pytest.mark.parametrize("language", TOWN.languages)
@pytest.mark.parametrize("staff", [True, False])
def test_the_menu_is_ones_own(language: str, *, staff: bool) -> None:
    made = markup(Prompt(LINES, keyboard=Keyboard.MENU), staff=staff, language=language)

    assert isinstance(made, ReplyKeyboardMarkup)
    shown = {button.text for row in made.keyboard for button in row}
    assert (WORDS.plain(menu.LABELS[menu.Item.QUEUE], language) in shown) is staff
    assert WORDS.plain(menu.LABELS[menu.Item.REPORT], language) in shown


def test_a_keyboard_is_taken_away_or_left() -> None:
    assert isinstance(markup(Prompt(LINES, keyboard=Keyboard.CLEAR)), ReplyKeyboardRemove)
    assert markup(Prompt(LINES)) is None


def test_no_two_labels_of_the_menu_are_one_when_typed() -> None:
    for language in TOWN.languages:
        shown = [WORDS.plain(label, language) for label in menu.LABELS.values()]
        assert len(set(shown)) == len(shown)
