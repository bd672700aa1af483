"""Telephone numbers as people write them; every one here is fictitious, or nobody's."""

from __future__ import annotations

import pytest

from bot.flows.phones import read_phone, shown
from bot.flows.private import names_a_number


@pytest.mark.parametrize(
    ("typed", "phone", "read"),
    [
        ("06 39 98 12 34", "+33639981234", "06 39 98 12 34"),
        ("0639981234", "+33639981234", "06 39 98 12 34"),
        ("06.39.98.12.34", "+33639981234", "06 39 98 12 34"),
        ("mon numéro : 06-39-98-12-34 merci", "+33639981234", "06 39 98 12 34"),
        ("+33 6 39 98 12 34", "+33639981234", "06 39 98 12 34"),
        ("+33 (0)6 39 98 12 34", "+33639981234", "06 39 98 12 34"),
        ("0033639981234", "+33639981234", "06 39 98 12 34"),
        ("33639981234", "+33639981234", "06 39 98 12 34"),  # as Telegram writes it
        ("٠٦٣٩٩٨١٢٣٤", "+33639981234", "06 39 98 12 34"),
        ("04 65 71 00 10", "+33465710010", "04 65 71 00 10"),
        ("0700 123456", "+212700123456", "+212 7 00 12 34 56"),  # no French number begins like this
        ("+212 6 12 34 56 78", "+212612345678", "+212 6 12 34 56 78"),
        ("212612345678", "+212612345678", "+212 6 12 34 56 78"),
        ("00213 551 23 45 67", "+213551234567", "+213 551 23 45 67"),
        ("612 34 56 78", "+34612345678", "+34 612 34 56 78"),
        ("+34 612 34 56 78", "+34612345678", "+34 612 34 56 78"),
        ("+351 912 345 678", "+351912345678", "+351 912 345 678"),
        ("932 123 456", "+34932123456", "+34 932 12 34 56"),
        ("291 234 567", "+351291234567", "+351 291 234 567"),
        ("+49 1511 2345678", "+4915112345678", "+49 1511 2345678"),
    ],
)
def test_a_number_is_read_as_it_is_written_here_or_where_people_come_from(
    typed: str, phone: str, read: str
) -> None:
    assert read_phone(typed) == phone
    assert shown(phone) == read
    assert not names_a_number(typed)


@pytest.mark.parametrize(
    "typed", ["", "demain", "06 39 98 12 3", "06 39 98", "112", "30100", "1234567890123"]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_phone(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "2 69 05 49 588 157 80",
        "2690549588157",
        "mon numéro de sécu est 1 69 05 49 588 157",
        "2120549588157",  # with a sign before it, a number of Morocco
        "1 69 05 2A 588 157 80",
        "12AB34567",
        "passeport ab1234567",
        "880692310285",
        "9912345678",
        "FR76 3000 4000 0312 3456 7890 143",
    ],
)
def test_numbers_of_people_and_of_papers_are_known_by_their_look(typed: str) -> None:
    assert names_a_number(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "E-0042",
        "né en 1980",
        "le 12/03/2026",
        "bâtiment 12, 30100",
        "06 39 98 12 34 ou 06 39 98 56 78",
        "24 h",
    ],
)
def test_other_numbers_are_left_alone(typed: str) -> None:
    assert not names_a_number(typed)
