"""What an error of Telegram's means for the message that met it; what is done about it is the sender's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.handlers.request import NotSent


class Meaning(Enum):
    """Whether the message arrived, and whether it may be tried again."""

    SENT = auto()  # it did arrive, or there was nothing to change
    WAIT = auto()  # surely not; everybody waits for `seconds`
    NOT_SENT = auto()  # surely not; any time again
    AMBIGUOUS = auto()  # perhaps
    REFUSED = auto()  # no, and never will
    UNREACHABLE = auto()  # no, and nothing will reach this account


@dataclass(frozen=True)
class Verdict:
    """A meaning, how long to wait, and Telegram's own words (never a token, never a person's words)."""

    meaning: Meaning
    seconds: float = 0.0
    detail: str = ""


SENT = Verdict(Meaning.SENT)

#: A 403 or 400 that says the account is gone; any other 403 may be a passing state of the chat.
_GONE = (
    "bot was blocked by the user",
    "user is deactivated",
    "bot can't initiate conversation with a user",
    "chat not found",
    "bot was kicked",
    "group chat was deleted",
)


def judge(error: Exception) -> Verdict:
    """Tell what an error raised by a call means; whatever is not known to be harmless is ambiguous."""
    match error:
        case RetryAfter():
            return Verdict(Meaning.WAIT, seconds=_seconds(error))
        case NotSent():
            return Verdict(Meaning.NOT_SENT, detail=str(error))
        case InvalidToken():
            return _unknown_here(error)
        case BadRequest() | Forbidden() | ChatMigrated():
            return _refusal(error)
        case TelegramError() | KeyError():  # the library gives a KeyError for an answer without a result
            return Verdict(Meaning.AMBIGUOUS, detail=type(error).__name__)
        case _:  # a fault of our own, before the call left: a wrong argument, a file that is not there
            return Verdict(Meaning.REFUSED, detail=type(error).__name__)


def is_gone(detail: str) -> bool:
    """Tell whether Telegram's words mean that a message to be edited is no more on the screen."""
    words = detail.lower()
    return "message to edit not found" in words or "message can't be edited" in words


def _refusal(error: TelegramError) -> Verdict:
    words = str(error).lower()
    if "message is not modified" in words:
        return SENT
    gone = any(phrase in words for phrase in _GONE)
    return Verdict(Meaning.UNREACHABLE if gone else Meaning.REFUSED, detail=str(error))


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def _unknown_here(error: InvalidToken) -> Verdict:
    """The library gives one error for a refused token (the poller will see it too) and an unknown method."""
    if "not found" in str(error).lower():
        return Verdict(Meaning.REFUSED, detail="this server does not know the method")
    return Verdict(Meaning.NOT_SENT, detail="the token was refused")
