"""What an officer is told before words leave in a language that the person does not read; it sends nothing.

The dialogue is opened with what `services.reaching.written_to` returns: `at_language` (which they read),
`at_speaks`, `at_phone` and `at_call_time`, each "" when they have not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.application import CallTime
from bot.flows.application_labels import CALL_TIMES
from bot.flows.apply_contact import spoken
from bot.flows.dialogue import Aside
from bot.flows.messages import Code, Term, TermKind, msg
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message
    from bot.flows.outbound import Rows

CALL = "call"
#: What a dialogue that writes to somebody is opened with besides.
OPENED = {"at_language": str, "at_speaks": str, "at_phone": str, "at_call_time": str}


def is_other(answers: Answers, known: Known) -> bool:
    """Tell whether the person reads another language than the territory's own."""
    return bool(answers["at_language"] != known.territory.default_language)


def named(language: str) -> Term:
    """Name a language in the reader's own: « arabe »."""
    return Term(TermKind.LANGUAGE_NAMED, language)


def untranslated(answers: Answers, known: Known) -> tuple[Message, ...]:
    """Say that typed words leave as they are, which language the person reads, and which one they speak."""
    if not is_other(answers, known):
        return ()
    own = named(known.territory.default_language)
    said = msg("decline.untranslated", language=own, reads=named(answers["at_language"]))
    return (said, *_speaks(answers, known))


def own_untranslated(answers: Answers, known: Known) -> tuple[Message, ...]:
    """Say the same of typed words where ready-made ones are offered beside them."""
    if not is_other(answers, known):
        return ()
    own = named(known.territory.default_language)
    return (msg("ready.own_untranslated", language=own, reads=named(answers["at_language"])),)


def without_text(answers: Answers, known: Known) -> tuple[Message, ...]:
    """Say that a ready-made answer is not there in the language the person reads."""
    own = named(known.territory.default_language)
    said = msg("ready.no_text", reads=named(answers["at_language"]), language=own)
    return (said, *_speaks(answers, known))


def _speaks(answers: Answers, known: Known) -> tuple[Message, ...]:
    speaks = answers["at_speaks"]
    if not speaks or speaks == answers["at_language"]:
        return ()
    return (msg("card.speaks", language=spoken(speaks, known.territory.languages)),)


def call_row(answers: Answers) -> Rows:
    """Return the button that shows whom to call, when there is a number."""
    return ((Option(CALL, msg("matter.call")),),) if answers["at_phone"] else ()


def calling(answers: Answers, known: Known) -> Aside:
    """Show the number, and how and when the person wants to be called; nothing is closed."""
    when = CALL_TIMES.get(CallTime(answers["at_call_time"])) if answers["at_call_time"] else None
    lines = (
        msg("matter.call_about", reference=Code(answers["at_reference"])),
        msg("card.phone", phone=Code(answers["at_phone"])),
        *([msg("card.call", when=when)] if when else []),
        *_speaks(answers, known),
    )
    return Aside(Prompt(lines))
