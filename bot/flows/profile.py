"""The officer's dialogue that enters what the figures for funders need of a participant, and its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import NoteProfile
from bot.domain.profile import Age, Profile, Sex
from bot.flows.application_decisions import OPENED
from bot.flows.choosing import one_of
from bot.flows.decided import decided
from bot.flows.dialogue import Flow
from bot.flows.messages import Message, msg

if TYPE_CHECKING:
    from bot.flows.answers import Answers

SEXES: dict[Sex, Message] = {
    Sex.WOMAN: msg("profile.woman"),
    Sex.MAN: msg("profile.man"),
    Sex.UNSAID: msg("profile.unsaid"),
}
AGES: dict[Age, Message] = {
    Age.UNDER_30: msg("profile.under_30"),
    Age.THIRTIES: msg("profile.thirties"),
    Age.FORTIES: msg("profile.forties"),
    Age.FIFTIES: msg("profile.fifties"),
    Age.OVER_60: msg("profile.over_60"),
    Age.UNSAID: msg("profile.unsaid"),
}
#: Whether somebody lives in a district of priority, by what the button stands for.
DISTRICTS: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}
LIVES: dict[str, Message] = {
    "yes": msg("profile.priority_yes"),
    "no": msg("profile.priority_no"),
    "unknown": msg("profile.unsaid"),
}


def said(profile: Profile | None) -> tuple[Message, ...]:
    """Say on the card what has been entered, or that nothing has."""
    if profile is None:
        return (msg("profile.missing"),)
    lives = next(key for key, value in DISTRICTS.items() if value == profile.priority_district)
    return (msg("profile.held", sex=SEXES[profile.sex], age=AGES[profile.age], lives=LIVES[lives]),)


def _noted(answers: Answers) -> NoteProfile:
    profile = Profile(Sex(answers["sex"]), Age(answers["age"]), DISTRICTS[answers["lives"]])
    return NoteProfile(*decided(answers), profile=profile)


NOTE_PROFILE = Flow(
    "note_profile",
    (
        one_of(
            "sex",
            lambda _: (msg("profile.sex"), msg("profile.hint")),
            lambda _: {each.value: SEXES[each] for each in Sex},
        ),
        one_of("age", lambda _: (msg("profile.age"),), lambda _: {each.value: AGES[each] for each in Age}),
        one_of("lives", lambda _: (msg("profile.lives"),), lambda _: LIVES),
    ),
    _noted,
    OPENED,
)
