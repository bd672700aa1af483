"""The menu everybody has at hand, the first words, help and the languages; it acts on nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.people import Act, manages, may
from bot.flows.messages import Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, pairs

if TYPE_CHECKING:
    from bot.domain.people import Role
    from bot.domain.territory import Territory


class Item(StrEnum):
    """What the menu offers."""

    REPORT = "report"
    JOIN = "join"
    CREW = "crew"
    MINE = "mine"
    LANGUAGE = "language"
    HELP = "help"
    QUEUE = "queue"


LABELS: dict[Item, Message] = {
    Item.REPORT: msg("menu.report"),
    Item.JOIN: msg("menu.join"),
    Item.CREW: msg("menu.crew"),
    Item.MINE: msg("menu.mine"),
    Item.LANGUAGE: msg("menu.language"),
    Item.HELP: msg("menu.help"),
    Item.QUEUE: msg("menu.queue"),
}

#: Slash commands of the menu's items and of what has no button there, with what Telegram says of each.
COMMANDS: dict[str, Message] = {
    "start": msg("command.start"),
    "rejoindre": msg("command.join"),
    "demandes": msg("command.mine"),
    "question": msg("command.question"),
    "aide": msg("command.help"),
    "langue": msg("command.language"),
    "confidentialite": msg("command.privacy"),
    "mesdonnees": msg("command.data"),
    "supprimer": msg("command.erase"),
    "pause": msg("command.pause"),
    "annuler": msg("command.cancel"),
}
#: Besides, of whoever takes part in the programme.
PARTICIPANT_COMMANDS: dict[str, Message] = {
    "planning": msg("command.planning"),
    "rdv": msg("command.appointments"),
    "attestation": msg("command.attestation"),
}
STAFF_COMMANDS: dict[str, Message] = {
    "file": msg("command.queue"),
    "chercher": msg("command.search"),
    "historique": msg("command.history"),
    "programme": msg("command.programme"),
    "inscrire": msg("command.enter"),
    "couper": msg("command.cut"),
    "reponses": msg("command.answers"),
    "modeles": msg("command.ready"),
    "absence": msg("command.away"),
    "chiffres": msg("command.figures"),
    "exporter": msg("command.export"),
}

TEAM_COMMANDS: dict[str, Message] = {"equipe": msg("command.team")}
SUPERVISOR_COMMANDS: dict[str, Message] = {
    "programme": STAFF_COMMANDS["programme"],
    "feuille": msg("command.sheet"),
}

#: Other words for the same commands: English ones, and Telegram's own.
ALIASES = {
    "help": "aide",
    "suivi": "demandes",
    "privacy": "confidentialite",
    "cancel": "annuler",
    "stop": "pause",
    "mydata": "mesdonnees",
    "delete": "supprimer",
}

CHOOSE = "l1:"  # how the data of a language's button begins


def staff_commands(roles: frozenset[Role]) -> dict[str, Message]:
    """Return the commands that these roles have besides everybody's."""
    own = STAFF_COMMANDS if may(roles, Act.DECIDE) else {}
    leads = SUPERVISOR_COMMANDS if may(roles, Act.LEAD_CREW) else {}
    return {**own, **leads, **(TEAM_COMMANDS if manages(roles) else {})}


def rows(*, staff: bool, member: bool = False) -> Rows:
    """Return the menu's buttons; staff have the queue besides, and members of a crew that crew."""
    items = [Item.REPORT, Item.CREW if member else Item.JOIN, Item.MINE, Item.LANGUAGE, Item.HELP]
    own = ((Option(Item.QUEUE, LABELS[Item.QUEUE]),),) if staff else ()
    return (*own, *pairs([Option(item, LABELS[item]) for item in items]))


def welcome() -> Prompt:
    """Greet, and say in two lines what the bot is for."""
    lines = (
        msg("welcome.hello", programme=Term(TermKind.PROGRAMME)),
        msg("welcome.what", town=Term(TermKind.TOWN)),
        msg("welcome.how"),
    )
    return Prompt(lines, keyboard=Keyboard.MENU)


def languages(territory: Territory) -> Prompt:
    """Ask which language; each button names its language in that language."""
    options = [
        Option(f"{CHOOSE}{name}", msg("label.term", term=Term(TermKind.LANGUAGE, name)))
        for name in territory.languages
    ]
    return Prompt((msg("language.ask"),), pairs(options), Keyboard.INLINE)


def greeting(territory: Territory) -> Prompt:
    """Greet somebody who is on the way to a report: a name, and the languages; the rest can wait."""
    asked = languages(territory)
    hello = msg("welcome.hello", programme=Term(TermKind.PROGRAMME))
    return Prompt((hello, *asked.lines), asked.rows, asked.keyboard)


def help_lines(from_when: Message | None = None) -> tuple[Message, ...]:
    """Say what can be done here, whom to call, and when somebody is there again."""
    return (
        msg("help.report"),
        msg("help.join"),
        msg("help.mine"),
        msg("help.photo"),
        msg("help.human", phone=Term(TermKind.PHONE)),
        *((from_when,) if from_when else ()),
    )
