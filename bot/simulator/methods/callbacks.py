"""answerCallbackQuery: ends the spinner of a pressed button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.text.cleaning import clean

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.world import World

TEXT_LENGTH = 200


def answer(world: World, call: Call) -> bool:
    """Answer a press once, in time, with up to 200 characters that pop up."""
    text = clean(call.text("text")).strip()
    if len(text) > TEXT_LENGTH:
        raise BadRequest("MESSAGE_TOO_LONG")
    press = world.callbacks.close(call.text("callback_query_id"), world.now())
    if text:
        press.chat.popups.append(
            {"text": text, "alert": call.flag("show_alert"), "at": world.now().isoformat()}
        )
    press.chat.changed("popup" if text else "message")
    return True


METHODS = {"answerCallbackQuery": answer}
