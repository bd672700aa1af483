"""Whatever arguments a method gets, it answers in the Bot API's way and never breaks."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.simulator.answering import answer
from bot.simulator.call import Call, Upload
from bot.simulator.catalogue import known_methods
from bot.simulator.methods import METHODS
from bot.simulator.people import BotAccount
from bot.simulator.world import World
from tests.simulator.shape import published

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


class Fixed:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, tzinfo=UTC)


def world() -> tuple[World, int]:
    made = World(BotAccount(1), Fixed(), flood=False)
    person = made.people.change(made.people.add("resident", "R").id, started=True)
    made.send(person, {"text": "x"})
    return made, person.id


@pytest.mark.parametrize("method", sorted(METHODS.keys() - {"getupdates", "setwebhook"}))
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_arguments_get_an_answer(method: str, data: st.DataObject) -> None:
    simulated, person = world()
    fields = published()["methods"][known_methods()[method]]["fields"]
    arguments = {name: data.draw(VALUES, name) for name in fields if data.draw(st.booleans(), name)}
    if "chat_id" in fields and data.draw(st.booleans(), "known"):
        arguments["chat_id"] = str(person)
    if "message_id" in fields and data.draw(st.booleans(), "real"):
        arguments["message_id"] = str(max(simulated.chats.of(person).messages))
    made = await answer(simulated, Call(method, arguments, {"a": Upload("a", b"abc", "text/plain")}))
    payload = json.loads(made.body)
    assert payload["ok"] is (made.status == 200)
    assert made.status in {200, 400, 403, 501}
