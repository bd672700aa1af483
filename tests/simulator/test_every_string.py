"""Every refusal in the table of what is known of the real server, row by row: its code and exact words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.simulator.stage import Stage
from tests.simulator.string_table import CASES, ELSEWHERE, ROWS, Case, migrated

if TYPE_CHECKING:
    from tests.simulator.api import Api

PREFIXES = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.row}: {case.words}"[:70] for case in CASES])
async def test_each_row_is_refused_with_its_words(case: Case) -> None:
    stage = Stage()
    prepared = await case.prepare(stage) if case.prepare else {}
    refused = await stage.refused(case.method, **{**prepared, **case.arguments})
    assert refused == (case.code, f"{PREFIXES[case.code]}: {case.words}")


def test_no_row_of_the_table_is_left_out() -> None:
    assert ROWS - ELSEWHERE.keys() == {case.row for case in CASES}


async def test_a_migrated_group_names_its_new_id() -> None:
    stage = Stage()
    payload = await stage.call("sendMessage", text="x", **await migrated(stage))
    assert payload["parameters"] == {"migrate_to_chat_id": -1_002_000_000_000}


async def test_flood_and_a_second_setwebhook_name_how_long_to_wait() -> None:
    stage = Stage(flood=True)
    for _ in range(5):
        await stage.sent()
    payload = await stage.call("sendMessage", text="x")
    assert payload["description"] == "Too Many Requests: retry after 1"
    assert payload["parameters"] == {"retry_after": 1}
    await stage.call("setWebhook", url="https://example.org/")
    again = await stage.call("setWebhook", url="https://example.org/")
    assert (again["error_code"], again["parameters"]) == (429, {"retry_after": 1})
    await stage.world.webhook.close()


async def test_a_file_above_20971520_bytes_is_too_big_to_fetch() -> None:
    stage = Stage()
    sent = await stage.ok("sendDocument", document=bytes(20_971_521))
    refused = await stage.refused("getFile", file_id=sent["document"]["file_id"])
    assert refused == (400, "Bad Request: file is too big")


async def test_deactivated_first_letter_rule_keeps_codes_in_capitals() -> None:
    stage = Stage()
    keyboard = json.dumps({"inline_keyboard": [[{"text": "x", "callback_data": "a" * 65}]]})
    assert (await stage.refused("sendMessage", text="x", reply_markup=keyboard))[1].endswith(
        ": BUTTON_DATA_INVALID"
    )


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0123:aa/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot1:" + "a" * 79 + "/getMe", 401, "Unauthorized: invalid token specified"),
        ("/getMe", 404, "Not Found"),
    ],
)
async def test_tokens_and_paths(api: Api, path: str, code: int, words: str) -> None:
    async with api.session.post(api.base_url + path) as answer:
        assert (answer.status, (await answer.json())["description"]) == (code, words)
