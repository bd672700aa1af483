"""Whatever arguments a method gets, it answers in the Bot API's way and never breaks."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.simulator.answering import answer
from bot.simulator.call import Call, Upload
from bot.simulator.catalogue import known_methods
from bot.simulator.methods import METHODS
from tests.simulator.shape import faults, published
from tests.simulator.stage import Stage

ODD = ["", "0", "-1", "9" * 30, "x", "true", "null", "[]", "{}", "[[]]", "[1]", "attach://a", "1.5", '"x"']
LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.sampled_from(["", "x", "photo", "static", "attach://a"])
)


def thing(*names: str) -> st.SearchStrategy[dict[str, object]]:
    """Return objects with some of these fields, right and wrong values in them."""
    return st.dictionaries(st.sampled_from(names), LEAF | st.lists(LEAF, max_size=1), max_size=len(names))


BUTTON = thing("text", "url", "callback_data", "web_app", "pay", "request_location", "style")
NEARLY = st.one_of(
    st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(BUTTON, max_size=2), max_size=2)}),
    st.fixed_dictionaries({"keyboard": st.lists(st.lists(BUTTON | LEAF, max_size=2), max_size=2)}),
    thing("type", "media", "caption", "parse_mode", "photo", "chat_id"),
    thing("message_id", "chat_id", "allow_sending_without_reply", "is_disabled"),
    st.lists(thing("type", "offset", "length", "user", "url", "media", "command", "description"), max_size=2),
    st.lists(LEAF, max_size=2),
)
VALUES = st.sampled_from(ODD) | (NEARLY | LEAF).map(json.dumps)


def staged() -> tuple[Stage, list[int]]:
    """Return a stage and its chats, with something said in each: a person's, a group's, a forum's."""
    stage = Stage()
    chats = [stage.me, stage.group().id, stage.group("forum", rules=True).id]
    for chat_id in chats:
        stage.world.send(stage.world.place(str(chat_id)), {"text": "x"})
    return stage, chats


# The webhook is left out: it would start to deliver. The poll is not: it waits for nothing here.
every_method = pytest.mark.parametrize("method", sorted(METHODS.keys() - {"setwebhook"}))
patient = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@every_method
@given(data=st.data())
@settings(patient, max_examples=12)
async def test_any_arguments_get_an_answer(method: str, data: st.DataObject) -> None:
    await check(method, data)


@pytest.mark.slow
@every_method
@given(data=st.data())
@settings(patient, max_examples=150)
async def test_many_more_arguments_get_an_answer(method: str, data: st.DataObject) -> None:
    await check(method, data)


async def check(method: str, data: st.DataObject) -> None:
    """Call a method with arguments that are drawn; the answer has to be one of the Bot API's."""
    stage, chats = staged()
    fields = published()["methods"][known_methods()[method]]["fields"]
    arguments = {name: data.draw(VALUES, name) for name in fields if data.draw(st.booleans(), name)}
    if "chat_id" in fields and data.draw(st.booleans(), "known"):
        arguments["chat_id"] = str(data.draw(st.sampled_from(chats), "chat"))
    if "message_id" in fields and data.draw(st.booleans(), "real"):
        where = int(arguments["chat_id"]) if arguments.get("chat_id", "") in map(str, chats) else stage.me
        arguments["message_id"] = str(max(stage.world.chats.of(where).messages))
    made = await answer(stage.world, Call(method, arguments, {"a": Upload("a", b"abc", "text/plain")}))
    payload = json.loads(made.body)
    assert payload["ok"] is (made.status == 200)
    assert made.status in {200, 400, 403, 501}
    for pending in stage.world.queue.waiting():
        assert faults(pending.body, "Update") == []
    if made.status == 200:  # a check of its own, beside the simulator's
        returns = published()["methods"][known_methods()[method]]["returns"]
        assert faults(payload["result"], returns) == []
