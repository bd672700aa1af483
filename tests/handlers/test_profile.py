"""The bot's face on Telegram, per language, from the territory."""

from __future__ import annotations

from dataclasses import replace

from bot.flows import menu
from bot.handlers.profile import calls, fingerprint
from bot.i18n import Words
from bot.territories import load

TOWN = load("ales")
WORDS = Words(TOWN)
METHODS = ["setMyName", "setMyDescription", "setMyShortDescription", "setMyCommands"]


def test_every_language_gets_its_face_and_every_other_one_the_towns_own() -> None:
    made = calls(TOWN, WORDS)
    languages = [call["arguments"].get("language_code", "") for call in made]

    assert [call["method"] for call in made] == METHODS * 5
    assert list(dict.fromkeys(languages)) == ["", "fr", "ar", "en", "es"]


def test_the_name_and_the_descriptions_are_the_territorys() -> None:
    arabic = {call["method"]: call["arguments"] for call in calls(TOWN, WORDS)[8:12]}

    assert arabic["setMyName"]["name"] == TOWN.profile.name["ar"]
    assert arabic["setMyDescription"]["description"] == TOWN.profile.description["ar"]


def test_everybody_is_shown_the_same_commands_and_no_staff_ones() -> None:
    shown = [
        call["arguments"]["commands"] for call in calls(TOWN, WORDS) if call["method"] == "setMyCommands"
    ]
    names = {tuple(each["command"] for each in commands) for commands in shown}

    assert names == {tuple(menu.COMMANDS)}
    assert not names & set(menu.STAFF_COMMANDS)


def test_the_fingerprint_tells_one_face_from_another() -> None:
    made = calls(TOWN, WORDS)
    renamed = replace(TOWN, profile=replace(TOWN.profile, name={"fr": "Autre"}))

    assert fingerprint(made, "a.jpg") == fingerprint(calls(TOWN, WORDS), "a.jpg")
    assert fingerprint(made, "a.jpg") != fingerprint(calls(renamed, WORDS), "a.jpg")
    assert fingerprint(made, "a.jpg") != fingerprint(made, None)
