"""What a Mini App is told of its user is signed as the real server signs it."""

from __future__ import annotations

from urllib.parse import parse_qsl

from bot.simulator.webapp import init_data, signature

TOKEN = "123456:AA-test"
FIELDS = {"auth_date": "1795394000", "query_id": "AAE", "user": '{"id":7,"first_name":"Zoé"}'}
GOLDEN = "41614536229946a682d0915bd6b6709e50b9eafc761ee2de57ee0e68ae9ab454"


def test_the_signature_is_the_golden_one() -> None:
    assert signature(TOKEN, FIELDS) == GOLDEN


def test_init_data_carries_every_field_and_the_signature() -> None:
    assert dict(parse_qsl(init_data(TOKEN, FIELDS))) == {**FIELDS, "hash": GOLDEN}


def test_another_token_or_field_signs_otherwise() -> None:
    assert signature("123456:AA-other", FIELDS) != GOLDEN
    assert signature(TOKEN, FIELDS | {"user": "{}"}) != GOLDEN
    assert signature(TOKEN, FIELDS | {"hash": "x"}) == GOLDEN
