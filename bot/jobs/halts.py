"""The reasons of Telegram's side for which the process stops, and no other."""

from __future__ import annotations

from bot.storage.errors import Halt


class TokenRefused(Halt):
    """Telegram does not accept the token (JARDINS_TOKEN): ask BotFather for it again."""

    exit_code = 2


class NoAnswer(Halt):
    """Telegram (JARDINS_API_ROOT) does not answer: see that this machine reaches it, then try again."""

    exit_code = 10


class AnotherPoller(Halt):
    """Another process polls with the same token: stop it; two would share the updates between them."""

    exit_code = 4


class ForeignWebhook(Halt):
    """A webhook that this database did not set takes the updates: set JARDINS_WEBHOOK_URL, or delete it."""

    exit_code = 4


class AddressTaken(Halt):
    """The address for health and metrics (JARDINS_HTTP) cannot be used."""

    exit_code = 8


class TaskEnded(Halt):
    """A task that must never end has ended."""

    exit_code = 1
