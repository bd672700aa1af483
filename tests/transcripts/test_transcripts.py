"""Every conversation reads as it is written beside this file: the place where people read the wording.

`pytest tests/transcripts --update-transcripts` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.town import Town
from tests.transcripts import (
    apply_cases,
    cases,
    decision_cases,
    leading_cases,
    matter_cases,
    officer_cases,
    participant_cases,
    programme_cases,
    ready_cases,
    reminder_cases,
    rights_cases,
    talk_cases,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = Path(__file__).parent
SECRET = re.compile(r"\bl-[\w-]{22}")  # of a one-time link: another one each time
LANGUAGES = ("fr", "ar", "en", "es")
ALONE = {
    **cases.ALONE,
    **apply_cases.ALONE,
    **leading_cases.ALONE,
    **participant_cases.ALONE,
    **programme_cases.ALONE,
    **reminder_cases.ALONE,
    **rights_cases.ALONE,
}
TOGETHER = {
    **cases.TOGETHER,
    **apply_cases.TOGETHER,
    **decision_cases.TOGETHER,
    **matter_cases.TOGETHER,
    **officer_cases.TOGETHER,
    **ready_cases.TOGETHER,
    **rights_cases.TOGETHER,
    **talk_cases.TOGETHER,
}
CASES = [*ALONE, *TOGETHER]


def play(town: Town, case: str, language: str) -> str:
    """Play a case with a resident who speaks this language; return what both screens say."""
    if case in ALONE:
        ALONE[case](town, town.phone(language))
        return "\n".join(line for _, line in town.log) + "\n"
    TOGETHER[case](town, town.phone(language), town.officer())
    return SECRET.sub("l-…", "\n".join(_two_screens(town.log)) + "\n")


def _two_screens(log: list[tuple[str, str]]) -> list[str]:
    """Say whose screen it is, whenever it is another one."""
    lines: list[str] = []
    whose = ""
    for name, line in log:
        if name != whose:
            lines += ["", f"--- {name}"] if whose else [f"--- {name}"]
        whose = name
        lines.append(line)
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_conversation_reads_as_it_is_written(
    sqlite_connection: Connection, tmp_path: Path, request: pytest.FixtureRequest, case: str, language: str
) -> None:
    said = play(Town(sqlite_connection, tmp_path), case, language)
    written = HERE / f"{case}.{language}.txt"
    if request.config.getoption("--update-transcripts", default=False):
        written.write_bytes(said.encode())

    assert said == written.read_bytes().decode()


def test_every_transcript_belongs_to_a_conversation() -> None:
    expected = {f"{case}.{language}.txt" for case in CASES for language in LANGUAGES}
    assert {file.name for file in HERE.glob("*.txt")} == expected
