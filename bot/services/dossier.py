"""Somebody's whole file, written for themselves: a page to read and a file to take elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.request import RequestKind
from bot.flows import labels, own_matter, rights
from bot.flows.application_labels import STATES as APPLICATION_STATES
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Form, Prompt
from bot.flows.packing import unpack_content
from bot.i18n import RIGHT_TO_LEFT
from bot.services import own_data
from bot.storage import dossier
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from bot.services.work import Work

OTHERS_REPORTS = "same."  # the keys of lines that tell of reports near the place, which others have made
#: How each kind of request calls its states; every other one is a matter.
STATES: dict[RequestKind, Mapping[Any, Message]] = {
    RequestKind.REPORT: labels.STATES,
    RequestKind.APPLICATION: APPLICATION_STATES,
}
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1.1em/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}}</style></head>
<body>
{body}
</body></html>
"""


def written(work: Work, person: int, form: Form) -> bytes:
    """Return the whole file of a person."""
    text = _json(work, person) if form is Form.JSON else _page(work, person)
    return text.encode()


def _json(work: Work, person: int) -> str:
    held: dict[str, Any] = {"made_on": work.today, **dossier.rows(work.connection, person)}
    held["messages"] = [{"at": at, "text": "\n".join(lines)} for at, lines in _messages(work, person)]
    return json.dumps(held, ensure_ascii=False, indent=1, default=str)


# --- the page --------------------------------------------------------------------------------------------


def _page(work: Work, person: int) -> str:
    language = stored_people.reads(work.connection, person)
    held = own_data.holdings(work, person, all_of_it=True)
    parts = [rights.holdings(held).lines, *_histories(work, person)]
    body = "\n".join(_section(work, lines, language) for lines in parts)
    return PAGE.format(
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        title=work.words.plain(msg("file.title"), language),
        body=body + "\n" + _sent(work, person, language),
    )


def _section(work: Work, lines: tuple[Message, ...], language: str) -> str:
    return "<section>" + "".join(_paragraph(work.words.html(line, language)) for line in lines) + "</section>"


def _paragraph(html: str) -> str:
    return f"<p>{html.strip()}</p>\n"


def _histories(work: Work, person: int) -> Iterator[tuple[Message, ...]]:
    """Give the history of each thing somebody has asked for, the service's notes included."""
    held = dossier.rows(work.connection, person)
    for request in held.get("requests", []):
        lines = [msg("file.history", reference=Code(request["reference"]))]
        for event in held.get("events", []):
            if event["request"] == request["id"]:
                lines += _event(work, request["kind"], event)
        yield tuple(lines)


def _event(work: Work, kind: str, event: dict[str, Any]) -> Iterator[Message]:
    day = _day(work, event["at"])
    if event["state_to"]:
        yield msg("file.moved", day=day, state=_state(kind, event["state_to"]))
    else:
        yield msg("file.noted", day=day)
    for value in (event["detail"] or {}).values():
        if isinstance(value, str) and value:
            yield msg("file.words", text=value)


def _state(kind: str, state: str) -> Message:
    named = STATES.get(RequestKind(kind), own_matter.STATES)
    return {each.value: label for each, label in named.items()}[state]


def _day(work: Work, at: datetime) -> date:
    return at.astimezone(ZoneInfo(work.territory.timezone)).date()


def _sent(work: Work, person: int, language: str) -> str:
    """Return the messages that were sent, as they read now."""
    title = _paragraph(work.words.html(msg("file.messages"), language))
    told = [
        _paragraph(work.words.html(msg("file.sent", day=_day(work, at)), language))
        + "".join(map(_paragraph, lines))
        for at, lines in _messages(work, person)
    ]
    return "<section>" + title + "".join(told) + "</section>" if told else ""


def _messages(work: Work, person: int) -> Iterator[tuple[datetime, list[str]]]:
    """Give what was sent to a resident; what staff were sent tells of others."""
    if stored_people.was_staff(work.connection, person):
        return
    language = stored_people.reads(work.connection, person)
    for at, content in dossier.messages(work.connection, person):
        if content.get("is") != "prompt":
            continue
        prompt = unpack_content(dict(content))
        assert isinstance(prompt, Prompt)
        own = [line for line in prompt.lines if not line.key.startswith(OTHERS_REPORTS)]
        yield at, [work.words.html(line, language) for line in own]
