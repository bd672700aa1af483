"""sendPoll and stopPoll; people's votes are elsewhere. Pictures in polls are not played."""

from __future__ import annotations

import itertools
import secrets
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest, NotSimulated
from bot.simulator.fields import object_field, text_field
from bot.simulator.markup import parse_inline
from bot.simulator.methods.drafts import deliver, read_entities
from bot.simulator.shapes import Json, present
from bot.simulator.text.formatted import Draft, Formatted, formatted

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.world import World

QUESTION, OPTION, EXPLANATION = 300, 100, 200
OPTIONS = 12
LONGEST_OPEN = 2_628_000
_NOT_PLAYED = ("media", "explanation_media", "country_codes", "members_only", "allow_adding_options")


def send_poll(world: World, call: Call) -> Json:
    """Send a poll; what people vote comes as `poll` and, unless it is anonymous, `poll_answer`."""
    for name in _NOT_PLAYED:
        if call.text(name) and call.text(name).lower() not in {"false", "[]"}:
            raise NotSimulated(f"sendPoll with {name}")
    question = _text(world, Draft(call.text("question"), call.text("question_parse_mode"),
                                  read_entities(call, "question_entities")))  # fmt: skip
    options = _options(world, call)
    poll = {
        "id": str(secrets.randbits(62)),
        **_named("question", question),
        "options": options,
        "total_voter_count": 0,
        "is_closed": call.flag("is_closed"),
        "is_anonymous": call.flag("is_anonymous") if call.text("is_anonymous") else True,
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "members_only": False,
        **_kind(world, call, len(options)),
        **present(open_period=call.integer("open_period", 0, 0, LONGEST_OPEN) or None,
                  close_date=call.integer("close_date") or None),
    }  # fmt: skip
    _check(question)
    return deliver(world, call, {"poll": poll})


def stop_poll(world: World, call: Call) -> Json:
    """Close a poll and return it as it ended."""
    _, chat = world.reachable(call.text("chat_id"))
    markup = parse_inline(call.text("reply_markup")).body
    message = chat.find(call.integer("message_id"))
    if message is None:
        raise BadRequest("message with poll to stop not found")
    if "poll" not in message.body:
        raise BadRequest("message is not a poll")
    if not message.from_bot or message.body["poll"]["is_closed"]:
        raise BadRequest("poll can't be stopped")
    poll: Json = {**message.body["poll"], "is_closed": True}
    kept = {name: value for name, value in message.body.items() if name != "reply_markup"}
    message.body = {**kept, "poll": poll, **present(reply_markup=markup)}
    chat.changed("edit", message)
    world.queue.add("poll", poll)
    return poll


def _check(question: Formatted) -> None:
    if not question.text:
        raise BadRequest("text must be non-empty")
    if len(question.text) > QUESTION:
        raise BadRequest("poll question length must not exceed 300")


def _options(world: World, call: Call) -> list[Json]:
    given = call.json("options", "can't parse options JSON object") if call.text("options") else None
    if call.text("options") and not isinstance(given, list):
        raise BadRequest("expected an Array of String as options")
    if not isinstance(given, list):
        raise BadRequest("can't parse options JSON object")
    texts = [_option(world, each) for each in given]
    for text in texts:
        if not text.text:
            raise BadRequest("poll option must be non-empty")
        if len(text.text) > OPTION:
            raise BadRequest("poll options length must not exceed 100")
    if not texts:
        raise BadRequest("poll must have at least one answer option")
    if len(texts) > OPTIONS:
        raise BadRequest(f"poll can't have more than {OPTIONS} options")
    return [
        {"persistent_id": str(index), "voter_count": 0, **_named("text", text)}
        for index, text in enumerate(texts)
    ]


def _option(world: World, given: object) -> Formatted:
    if isinstance(given, str):
        return _text(world, Draft(given))
    option = object_field(given, "expected an option to be of type String")
    if option.get("media"):
        raise NotSimulated("sendPoll with media")
    texts = text_field(option, "text", required=True), text_field(option, "text_parse_mode")
    return _text(world, Draft(*texts, option.get("text_entities")))


def _kind(world: World, call: Call, options: int) -> Json:
    kind = call.text("type") or "regular"
    revoting = call.flag("allows_revoting") if call.text("allows_revoting") else kind != "quiz"
    if kind == "regular":
        return {"type": kind, "allows_revoting": revoting}
    if kind != "quiz":
        raise BadRequest("unsupported poll type specified")
    explanation = _text(world, Draft(call.text("explanation"), call.text("explanation_parse_mode")))
    made: Json = {"type": kind, "allows_revoting": revoting, "correct_option_ids": _correct(call, options)}
    return made | (_named("explanation", explanation) if explanation.text else {})


def _correct(call: Call, options: int) -> list[int]:
    old = [call.integer("correct_option_id", -1)] if call.text("correct_option_id") else []
    given = call.json("correct_option_ids", "can't parse correct option identifiers JSON object")
    given = old if given is None else given
    if not isinstance(given, list):
        raise BadRequest("expected an Array of correct option identifiers")
    if any(type(each) is not int for each in given):
        raise BadRequest("correct option identifier must be of type Number")
    if not given:
        raise BadRequest("correct quiz option list must be non-empty")
    if any(first >= second for first, second in itertools.pairwise(given)):
        raise BadRequest("correct quiz option list must be increasing")
    if not all(0 <= each < options for each in given):
        raise BadRequest("wrong quiz correct_option_id")
    return given


def _text(world: World, draft: Draft) -> Formatted:
    return formatted(draft, world.user_of)


def _named(name: str, text: Formatted) -> Json:
    return present(**{name: text.text, f"{name}_entities": text.entities or None})


METHODS = {"sendPoll": send_poll, "stopPoll": stop_poll}
