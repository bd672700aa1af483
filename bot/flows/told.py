"""How many people hear of what an officer does, as the officer reads it before; it counts nobody."""

from __future__ import annotations

from bot.flows.messages import Message, msg, msgn


def told(count: int) -> Message:
    """Say how many people are told at once: « 5 personnes seront prévenues. »."""
    return msgn("programme.told", count) if count else msg("programme.told_nobody")
