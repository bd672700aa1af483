"""Buttons as Telegram wants them, in one language; which buttons there are is the flows' matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.flows import menu
from bot.flows.outbound import Keyboard, Share, card_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.outbound import CardFace, Option, Prompt, Rows
    from bot.i18n import Words

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


def _nobody() -> bool:
    return False


def of_prompt(
    prompt: Prompt,
    words: Words,
    language: str,
    *,
    staff: Callable[[], bool],
    member: Callable[[], bool] = _nobody,
) -> Markup:
    """Return the markup of a prompt; `staff` and `member` are asked only where the menu is shown."""
    match prompt.keyboard:
        case Keyboard.INLINE:
            return _inline(prompt.rows, words, language, lambda option: _data(prompt, option))
        case Keyboard.REPLY:
            rows = [[_button(option, words, language) for option in row] for row in prompt.rows]
            return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
        case Keyboard.MENU:
            rows = [
                [_button(option, words, language) for option in row]
                for row in menu.rows(staff=staff(), member=member())
            ]
            return ReplyKeyboardMarkup(rows, resize_keyboard=True)
        case Keyboard.CLEAR:
            return ReplyKeyboardRemove()
    return None


def of_card(card: CardFace, words: Words, language: str) -> InlineKeyboardMarkup:
    """Return the markup of a card: each button carries the version it was drawn at."""
    return _inline(
        card.rows,
        words,
        language,
        lambda option: card_data(card.kind, card.request, option.value, card.version),
    )


def _data(prompt: Prompt, option: Option) -> str:
    """Return a button's data: a dialogue's names its session and question, any other is its own."""
    if not prompt.session:
        return option.value
    return f"q1:{prompt.session}:{prompt.question}:{option.value}"


def _inline(rows: Rows, words: Words, language: str, data: Callable[[Option], str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(words.plain(option.label, language), callback_data=data(option))
                for option in row
            ]
            for row in rows
        ]
    )


def _button(option: Option, words: Words, language: str) -> KeyboardButton:
    return KeyboardButton(
        words.plain(option.label, language),
        request_location=option.share is Share.LOCATION or None,
        request_contact=option.share is Share.CONTACT or None,
    )
