"""Polls: sent, voted in, stopped; and reactions, which come and go the same way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.simulator import acts, reactions
from bot.simulator.errors import CannotNowError, ControlError
from tests.simulator.stage import Stage

ALL = json.dumps(["message", "poll", "poll_answer", "message_reaction"])
QUESTION = {"question": "Quand ?", "options": ["Lundi", {"text": "*Mardi*", "text_parse_mode": "MarkdownV2"}]}


@pytest.fixture
async def stage() -> Stage:
    made = Stage()
    await made.ok("getUpdates", allowed_updates=ALL)
    return made


async def news(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [update[kind] for update in await stage.ok("getUpdates") if kind in update]


def votes(stage: Stage, message_id: int, *options: int) -> acts.Done:
    return reactions.vote(stage.world, stage.person(), stage.person(), message_id, list(options))


async def test_a_poll_is_as_it_was_asked_and_anonymous_by_default(stage: Stage) -> None:
    poll = (await stage.ok("sendPoll", **QUESTION))["poll"]
    assert [option["text"] for option in poll["options"]] == ["Lundi", "Mardi"]
    assert poll["options"][1]["text_entities"] == [{"offset": 0, "length": 5, "type": "bold"}]
    assert (poll["is_anonymous"], poll["type"], poll["total_voter_count"]) == (True, "regular", 0)


async def test_a_vote_is_counted_changed_and_taken_back(stage: Stage) -> None:
    sent = await stage.ok("sendPoll", **QUESTION, is_anonymous=False)
    for options, counts in (((0,), [1, 0]), ((1,), [0, 1]), ((), [0, 0])):
        votes(stage, sent["message_id"], *options)
        poll = (await news(stage, "poll"))[-1]
        assert [option["voter_count"] for option in poll["options"]] == counts
        answer = (await news(stage, "poll_answer"))[-1]
        assert (answer["option_ids"], answer["user"]["id"]) == (list(options), stage.me)


async def test_who_voted_in_an_anonymous_poll_is_not_told(stage: Stage) -> None:
    sent = await stage.ok("sendPoll", **QUESTION)
    votes(stage, sent["message_id"], 0)
    assert await news(stage, "poll_answer") == []
    assert (await news(stage, "poll"))[-1]["total_voter_count"] == 1


async def test_a_stopped_poll_takes_no_more_votes(stage: Stage) -> None:
    sent = await stage.ok("sendPoll", **QUESTION)
    stopped = await stage.ok("stopPoll", message_id=sent["message_id"])
    assert stopped["is_closed"] is True
    with pytest.raises(CannotNowError):
        votes(stage, sent["message_id"], 0)
    refused = await stage.refused("stopPoll", message_id=sent["message_id"])
    assert refused == (400, "Bad Request: poll can't be stopped")


async def test_a_vote_for_two_needs_a_poll_that_takes_them(stage: Stage) -> None:
    one = await stage.ok("sendPoll", **QUESTION)
    with pytest.raises(ControlError):
        votes(stage, one["message_id"], 0, 1)
    more = await stage.ok("sendPoll", **QUESTION, allows_multiple_answers=True)
    votes(stage, more["message_id"], 0, 1)
    assert (await news(stage, "poll"))[-1]["total_voter_count"] == 1


async def test_a_quiz_keeps_its_answer_and_its_explanation(stage: Stage) -> None:
    quiz = {**QUESTION, "type": "quiz", "correct_option_ids": [1], "explanation": "<i>voilà</i>"}
    poll = (await stage.ok("sendPoll", **quiz, explanation_parse_mode="HTML"))["poll"]
    assert (poll["correct_option_ids"], poll["explanation"], poll["allows_revoting"]) == ([1], "voilà", False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": ""}, "text must be non-empty"),
        ({"question": "é" * 301}, "poll question length must not exceed 300"),
        ({"options": "x"}, "can't parse options JSON object"),
        ({"options": {}}, "expected an Array of String as options"),
        ({"options": [1]}, "expected an option to be of type String"),
        ({"options": ["a", " "]}, "poll option must be non-empty"),
        ({"options": ["a", "é" * 101]}, "poll options length must not exceed 100"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["a"] * 13}, "poll can't have more than 12 options"),
        ({"type": "survey"}, "unsupported poll type specified"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        ({"type": "quiz", "correct_option_ids": [1, 0]}, "correct quiz option list must be increasing"),
        ({"type": "quiz", "correct_option_ids": [2]}, "wrong quiz correct_option_id"),
    ],
)
async def test_a_wrong_poll_is_refused(stage: Stage, change: dict[str, object], words: str) -> None:
    assert await stage.refused("sendPoll", **{**QUESTION, **change}) == (400, f"Bad Request: {words}")


async def test_only_the_bots_own_poll_can_be_stopped(stage: Stage) -> None:
    refused = [
        await stage.refused("stopPoll", message_id=9),
        await stage.refused("stopPoll", message_id=await stage.sent()),
        await stage.refused("stopPoll", message_id=acts.ask(stage.world, stage.me).messages[0]),
    ]
    assert [words.removeprefix("Bad Request: ") for _, words in refused] == [
        "message with poll to stop not found",
        "message is not a poll",
        "poll can't be stopped",
    ]


async def test_a_reaction_comes_changes_and_goes(stage: Stage) -> None:
    message_id = await stage.sent()
    for emoji in ("👍", "🔥", ""):
        reactions.react(stage.world, stage.person(), stage.person(), message_id, emoji)
    told = await news(stage, "message_reaction")
    shown = [[[each["emoji"] for each in one[f"{when}_reaction"]] for when in ("old", "new")] for one in told]
    assert shown == [[[], ["👍"]], [["👍"], ["🔥"]], [["🔥"], []]]


async def test_reactions_are_told_only_to_a_bot_that_asked(stage: Stage) -> None:
    await stage.ok("getUpdates", allowed_updates=["message"])
    done = reactions.react(stage.world, stage.person(), stage.person(), await stage.sent(), "👍")
    assert done.updates == (0,)


async def test_the_bot_has_one_reaction_of_those_there_are(stage: Stage) -> None:
    message_id = acts.say(stage.world, stage.me, "x").messages[0]
    emoji = {"type": "emoji", "emoji": "👍"}
    await stage.ok("setMessageReaction", message_id=message_id, reaction=[emoji])
    seen = stage.world.chats.of(stage.me).messages[message_id].view()
    assert seen["reactions"] == [emoji]
    for reaction, words in (
        ([emoji, emoji], "REACTIONS_TOO_MANY"),
        ([{"type": "emoji", "emoji": "x"}], "REACTION_INVALID"),
        ([{"type": "paid"}], "can't parse ReactionType: invalid reaction type specified"),
        ([1], "can't parse ReactionType: expected an Object"),
        ("{", "can't parse reaction types JSON object"),
    ):
        refused = await stage.refused("setMessageReaction", message_id=message_id, reaction=reaction)
        assert refused == (400, f"Bad Request: {words}")
    await stage.ok("setMessageReaction", message_id=message_id)
    assert stage.world.chats.of(stage.me).messages[message_id].view()["reactions"] == []
