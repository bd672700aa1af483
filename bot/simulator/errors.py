"""What the simulated server refuses and how it words it; it decides nothing about when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.shapes import Json


class SimulatorError(Exception):
    """The simulator refused."""

    def __str__(self) -> str:
        """Return the message: the docstring, unless the error was raised with a more precise one."""
        return str(self.args[0]) if self.args else (type(self).__doc__ or "").rstrip(".")


class ApiError(SimulatorError):
    """A Bot API error."""

    code = 500
    prefix = "Internal Server Error"

    def __init__(self, message: str = "") -> None:
        super().__init__(described(self.prefix, message))

    def parameters(self) -> Json | None:
        """Return the `parameters` object of the answer, if the error has one."""
        return None


class BadRequest(ApiError):  # noqa: N818 - named as the Bot API words it
    """The request is refused as it stands."""

    code = 400
    prefix = "Bad Request"


class Migrated(BadRequest):
    """The group has become a supergroup with another id."""

    def __init__(self, chat_id: int) -> None:
        self.chat_id = chat_id
        super().__init__("group chat was upgraded to a supergroup chat")

    def parameters(self) -> Json:
        """Return the id of the supergroup."""
        return {"migrate_to_chat_id": self.chat_id}


class Unauthorized(ApiError):  # noqa: N818 - named as the Bot API words it
    """The token is not the bot's."""

    code = 401
    prefix = "Unauthorized"


class Forbidden(ApiError):  # noqa: N818 - named as the Bot API words it
    """The person cannot be reached."""

    code = 403
    prefix = "Forbidden"


class NotFound(ApiError):  # noqa: N818 - named as the Bot API words it
    """No such method or path."""

    code = 404
    prefix = "Not Found"


class Conflict(ApiError):  # noqa: N818 - named as the Bot API words it
    """Two ways of receiving updates exclude each other."""

    code = 409
    prefix = "Conflict"


class TooManyRequests(ApiError):  # noqa: N818 - named as the Bot API words it
    """The bot sends too fast."""

    code = 429
    prefix = "Too Many Requests"

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"retry after {retry_after}")

    def parameters(self) -> Json:
        """Return how long the bot has to wait, in seconds."""
        return {"retry_after": self.retry_after}


class NotSimulated(ApiError):  # noqa: N818 - reads as what it says
    """A real method of the Bot API that this simulator does not play yet."""

    code = 501
    prefix = "Not Implemented"

    def __init__(self, method: str) -> None:
        super().__init__(f"{method} is known, not simulated")


class BrokenContract(ApiError):  # noqa: N818 - reads as what it says
    """The simulator was about to send what the published types forbid: a fault of its own."""


class NotLoopbackError(SimulatorError):
    """The simulator listens on this machine only, unless remote access is allowed on purpose."""


class ControlError(SimulatorError):
    """The control call cannot be carried out."""

    status = 400


class NoSuchThingError(ControlError):
    """There is no such person, message or button."""

    status = 404


class CannotNowError(ControlError):
    """This cannot be done in the present state."""

    status = 409


def described(prefix: str, message: str) -> str:
    """Return the description of an error as the server words it.

    The first letter is lower-cased unless the second is `_` or upper-case, so codes of Telegram's own
    servers such as BUTTON_DATA_INVALID stay as they are.
    """
    if not message:
        return prefix
    shouted = len(message) > 1 and (message[1] == "_" or "A" <= message[1] <= "Z")
    return f"{prefix}: {message if shouted else message[0].lower() + message[1:]}"
