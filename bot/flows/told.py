"""How many people hear of what an officer does, as the officer reads it before; it counts nobody."""

from __future__ import annotations

from bot.flows.messages import Message, msg, msgn


def told(count: int) -> Message:
    """Say how many people are told at once: « 5 personnes seront prévenues. »."""
    return msgn("programme.told", count) if count else msg("programme.told_nobody")


def whom(now: int, expected: int) -> tuple[Message, ...]:
    """Say who is told at once, since they know of it, and that the others read it in their plan."""
    others = expected - now
    if others <= 0:
        return (told(now),)
    if not now:
        return (msgn("programme.plan_told", others),)
    return (told(now), msgn("programme.told_later", others))
