"""The document of the control API tells what there is: every route, and what it takes and gives."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.simulator.control import Control
from bot.simulator.control.acting import ACTS
from bot.simulator.control.openapi import document
from tests.simulator.json_schema import faults, resolved

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.server import Simulator

OPERATIONS = [(verb, path) for path, verbs in document()["paths"].items() for verb in verbs]


def test_every_route_and_every_act_is_told_and_nothing_else(simulator: Simulator) -> None:
    routes = Control(simulator.world, allow_remote=False).routes()
    real = {(route.method.lower(), re.sub(r":[^}]*}", "}", route.path)) for route in routes}
    real -= {("*", "/{path}"), ("post", "/_sim/chats/{id}/{act}")}
    assert set(OPERATIONS) == real | {("post", f"/_sim/chats/{{id}}/{act}") for act in ACTS}


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_every_operation_says_what_it_does_and_names_its_path_parameters(verb: str, path: str) -> None:
    operation = document()["paths"][path][verb]
    named = [each["name"] for each in operation.get("parameters", []) if each["in"] == "path"]
    assert named == re.findall(r"{(\w+)}", path)
    assert operation["summary"].endswith(".")
    for response in operation["responses"].values():
        assert "$ref" not in response or resolved(response, document())["description"]


async def test_the_document_is_served(simulator: Simulator) -> None:
    address = f"{simulator.base_url}/_sim/openapi.json"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert await answer.json() == json.loads(json.dumps(document()))


class Checker:
    """Makes control calls whose body and answer have to be as the document says."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self._base, self._session = base, session
        self.done: set[tuple[str, str]] = set()

    async def call(
        self, verb: str, path: str, body: object = None, *, status: int = 200, **at: object
    ) -> Any:  # noqa: ANN401 - any JSON
        """Return the answer, once it has been checked."""
        operation = document()["paths"][path][verb]
        if body is not None and status == 200:
            wanted = operation["requestBody"]["content"]["application/json"]["schema"]
            assert faults(body, wanted, document()) == []
        async with self._session.request(verb, self._base + path.format(**at), json=body) as answer:
            made = await answer.json()
            assert answer.status == status, made
        told = operation["responses"][str(status)]
        told = resolved(told, document()) if "$ref" in told else told
        assert faults(made, told["content"]["application/json"]["schema"], document()) == []
        self.done.add((verb, path))
        return made


ACTED: dict[str, dict[str, object]] = {
    "text": {"text": "bonjour"},
    "start": {"payload": "abc"},
    "photo": {"samples": ["sofa.jpg", "bags.jpg"], "caption": "deux"},
    "document": {"samples": ["sofa.jpg"]},
    "voice": {},
    "sticker": {},
    "poll": {},
    "forward": {"text": "vu hier", "from_name": "Un voisin"},
    "web_app": {"data": "{}", "button_text": "Carte"},
    "video": {},
    "venue": {"latitude": 44.1, "longitude": 4.1, "title": "Mairie", "address": "Place"},
    "contact": {"phone_number": "+33199001234", "first_name": "Sacha"},
    "block": {},
    "unblock": {},
}


async def acted(checker: Checker, person: DrivenPerson) -> None:
    """Do every act once."""
    for act, fields in ACTED.items():
        body = fields or None
        await checker.call("post", f"/_sim/chats/{{id}}/{act}", body, id=person.id)
    place = {"latitude": 44.1, "longitude": 4.1}
    live = await checker.call(
        "post", "/_sim/chats/{id}/location", {**place, "live_period": 900}, id=person.id
    )
    moved = {"message_id": live["message_id"], **place}
    await checker.call("post", "/_sim/chats/{id}/move", moved, id=person.id)
    said = await person.says("bonsoir")
    edited = {"message_id": said["message_id"], "text": "bonne nuit"}
    await checker.call("post", "/_sim/chats/{id}/edit", edited, id=person.id)
    reaction = {"message_id": said["message_id"], "emoji": "👍"}
    await checker.call("post", "/_sim/chats/{id}/react", reaction, id=person.id)
    poll = next(message for message in await person.screen() if "poll" in message)
    vote = {"message_id": poll["message_id"], "options": [1]}
    await checker.call("post", "/_sim/chats/{id}/vote", vote, id=person.id)
    forged = {"message_id": said["message_id"], "data": "x"}
    await checker.call("post", "/_sim/chats/{id}/press", forged, id=person.id)


async def test_real_answers_are_as_the_document_says(simulator: Simulator, driver: Driver) -> None:
    async with aiohttp.ClientSession() as session:
        checker = Checker(simulator.base_url, session)
        new = {"role": "resident", "first_name": "Habitante", "language_code": "ar", "phone": "+336399800"}
        made = await checker.call("post", "/_sim/people", new)
        person = await driver.person("resident")
        await checker.call("patch", "/_sim/people/{id}", {"last_name": "B", "met": True}, id=made["id"])
        await acted(checker, person)
        await checker.call("get", "/_sim/chats/{id}", id=person.id)
        await checker.call("post", "/_sim/clock", {"advance": 60})
        await checker.call("post", "/_sim/faults", {"kind": "slow", "method": "getMe", "seconds": 0.1})
        for verb in ("get", "delete"):
            await checker.call(verb, "/_sim/faults")
        raw = await checker.call("post", "/_sim/raw", {"update": {"message": {}}})
        await checker.call("post", "/_sim/redeliver", raw)
        await checker.call("post", "/_sim/push", {"count": 2, "chats": 1})
        for path in ("/_sim/state", "/_sim/openapi.json"):
            await checker.call("get", path)
        replayed = await driver.replay("")
        assert faults(replayed, document()["components"]["schemas"]["Replayed"], document()) == []
        for entry in await driver.journal():
            assert faults(entry, document()["components"]["schemas"]["Entry"], document()) == []
        founded = {"creator": person.id, "title": "Voisins", "kind": "forum", "bot": "administrator"}
        group = await checker.call("post", "/_sim/groups", founded)
        await checker.call("get", "/_sim/groups")
        await checker.call("get", "/_sim/groups/{id}", id=group["id"])
        text = {"person": person.id, "text": "bonjour"}
        await checker.call("post", "/_sim/groups/{id}/{act}", text, id=group["id"], act="text")
        other = {("get", "/_sim/events"), ("get", "/_sim/files/{file_id}"), ("get", "/_sim/journal"),
                 ("post", "/_sim/replay")}  # fmt: skip
        assert set(OPERATIONS) - checker.done == other  # what is not JSON is tested elsewhere


async def test_refusals_are_as_the_document_says(simulator: Simulator, driver: Driver) -> None:
    person = await driver.person("resident")
    async with aiohttp.ClientSession() as session:
        checker = Checker(simulator.base_url, session)
        await checker.call("post", "/_sim/people", {"role": "x"}, status=400)
        await checker.call("post", "/_sim/clock", {"advance": -1}, status=400)
        await checker.call("post", "/_sim/faults", {"kind": "rain"}, status=400)
        await checker.call("post", "/_sim/redeliver", {"update_id": 1}, status=404)
        await checker.call("get", "/_sim/chats/{id}", status=404, id=1)
        await checker.call(
            "post", "/_sim/chats/{id}/edit", {"message_id": 1, "text": "x"}, status=404, id=person.id
        )
        await person.blocks()
        await checker.call("post", "/_sim/chats/{id}/text", {"text": "x"}, status=409, id=person.id)


async def test_a_part_of_the_journal_can_be_asked_for(driver: Driver, simulator: Simulator) -> None:
    person = await driver.person("resident")
    for number in range(5):
        await person.says(f"texte {number}")
    journal = simulator.world.journal
    assert [entry["number"] for entry in journal.entries(after=3)] == [4, 5]
    assert [entry["number"] for entry in journal.entries(last=2)] == [4, 5]
    assert [entry["number"] for entry in journal.entries(after=1, last=2)] == [4, 5]
    assert journal.entries(after=9) == []
