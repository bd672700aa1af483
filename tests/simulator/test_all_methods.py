"""Every method of the published list is known, and each of its parameters checked as the list says."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest

from bot.simulator.answering import answer
from bot.simulator.call import Call, Upload
from bot.simulator.catalogue import known_methods, published
from bot.simulator.methods import METHODS
from bot.simulator.parameters import Parameter, parameters
from bot.simulator.people import BotAccount
from bot.simulator.world import World

FIELDS = published()["methods"]
UNPLAYED = sorted(name for name in FIELDS if name.lower() not in METHODS)
PLAYED = sorted(name for name in FIELDS if name.lower() in METHODS)
FORGIVEN = {("setWebhook", "url"), ("setMyCommands", "commands"), ("deleteMessages", "message_ids")}
"""What the list requires and the server does not: an empty list, an empty URL."""


class Fixed:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, tzinfo=UTC)


def world() -> tuple[World, int]:
    made = World(BotAccount(1), Fixed(), flood=False)
    person = made.people.change(made.people.add("resident", "R").id, started=True)
    made.send(person, {"text": "x"})
    return made, person.id


def example(parameter: Parameter) -> str:
    """Return an argument that is right."""
    if parameter.words:
        return parameter.words[0]
    kind = parameter.types[0]
    if kind.startswith("Array of "):
        return "[]" if not kind.startswith("Array of Array") else "[[]]"
    plain = {"Integer": "1", "Float": "1.5", "Boolean": "true", "String": "x", "InputFile": "attach://part"}
    return plain.get(kind) or json.dumps(structure(kind))


def structure(kind: str) -> object:
    """Return the least value that is of a type."""
    fields = published()["types"].get(kind)
    if isinstance(fields, list):
        return structure(fields[0])
    if fields is None:
        plain: dict[str, object] = {"Integer": 1, "Float": 1.5, "Boolean": True, "String": "x"}
        return plain.get(kind, [])
    words = published()["enums"]
    return {
        name: words[f"{kind}.{name}"][0] if f"{kind}.{name}" in words else structure(types.split("|")[0])
        for name, types in fields.items()
        if not types.endswith("?")
    }


def right(method: str, *, without: str = "") -> dict[str, str]:
    return {each.name: example(each) for each in parameters(method) if each.required and each.name != without}


def called(method: str, arguments: dict[str, str]) -> tuple[int, str]:
    simulated, _ = world()
    made = asyncio.run(
        answer(simulated, Call(method, arguments, {"part": Upload("a", b"abc", "text/plain")}))
    )
    payload = json.loads(made.body)
    return made.status, payload.get("description", "")


def test_the_list_is_whole() -> None:
    assert len(known_methods()) == 180
    assert METHODS.keys() <= known_methods().keys()


@pytest.mark.parametrize("method", UNPLAYED)
def test_a_right_call_of_a_method_not_played_says_so_and_each_wrong_one_is_refused(method: str) -> None:
    assert called(method, right(method)) == (501, f"Not Implemented: {method} is known, not simulated")
    for each in parameters(method):
        if each.required:
            code, words = called(method, right(method, without=each.name))
            assert (code, words) == (400, f'Bad Request: parameter "{each.name}" is required')
        if not {"String", "InputFile"} & set(each.types) or each.words:
            code, words = called(method, right(method) | {each.name: "{wrong"})
            assert code == 400, (each.name, words)
            assert each.name.replace("_", " ") in words.replace("_", " ")


@pytest.mark.parametrize("method", PLAYED)
def test_a_method_that_is_played_refuses_a_call_without_what_it_requires(method: str) -> None:
    for each in parameters(method):
        if each.required and (method, each.name) not in FORGIVEN:
            code, words = called(method, right(method, without=each.name))
            assert code in {400, 403}, (each.name, code, words)


@pytest.mark.parametrize("method", PLAYED)
def test_json_that_cannot_be_read_is_refused_or_ignored_as_the_server_does(method: str) -> None:
    for each in parameters(method):
        if each.structured:
            code, words = called(method, right(method) | {each.name: "{wrong"})
            assert code in {200, 400, 403, 409, 501}, (each.name, code, words)


def test_what_the_server_tolerates_against_the_list_is_noted_in_the_journal() -> None:
    simulated, person = world()
    asyncio.run(answer(simulated, Call("sendMessage", {
        "chat_id": str(person), "text": "x", "message_thread_id": "none"})))  # fmt: skip
    last = json.loads(list(simulated.journal.lines())[-2])
    assert (last["what"], last["wrong"]) == (
        "tolerated",
        ['parameter "message_thread_id" must be of type Integer'],
    )


def test_an_unknown_parameter_of_a_newer_api_is_ignored() -> None:
    assert called("sendDice", {"chat_id": "1", "brand_new": "x"})[0] == 501


def test_arrays_and_objects_are_checked_to_their_depth() -> None:
    question = {"chat_id": "1", "title": "t", "description": "d", "payload": "p", "currency": "EUR"}
    good = {**question, "prices": json.dumps([{"label": "a", "amount": 1}])}
    assert called("sendInvoice", good)[0] == 501
    bad = {**question, "prices": json.dumps([{"label": "a", "amount": "much"}])}
    assert called("sendInvoice", bad) == (
        400,
        "Bad Request: parameter \"prices\"[0].amount is no Integer: 'much'",
    )
