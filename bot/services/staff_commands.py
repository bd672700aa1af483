"""Slash commands of those who answer for the town, and who may give each; to others they are unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.services import (
    away,
    crew_desk,
    entering,
    figures_desk,
    history,
    programme_desk,
    queue_desk,
    ready_desk,
    searching,
    team,
    usual_answers,
)
from bot.storage import people

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.work import Work
    from bot.storage.people import Person


def _decides(work: Work, person: Person) -> bool:
    return may(people.roles_of(work.connection, person.id), Act.DECIDE)


def sees_queue(work: Work, person: Person) -> bool:
    """Tell whether somebody may see what waits."""
    return may(people.roles_of(work.connection, person.id), Act.SEE_QUEUE)


#: Who may give a command, and what it does with the words after it.
COMMANDS: dict[str, tuple[Callable[[Work, Person], bool], Callable[[Work, Person, str], None]]] = {
    "file": (sees_queue, lambda work, person, _: queue_desk.show(work, person)),
    "chercher": (_decides, searching.open_search),
    "historique": (_decides, history.show),
    "inscrire": (_decides, entering.enter),
    "couper": (_decides, entering.cut),
    "chiffres": (_decides, lambda work, person, _: figures_desk.show_figures(work, person)),
    "exporter": (_decides, lambda work, person, _: figures_desk.show_export(work, person)),
    "reponses": (_decides, lambda work, person, _: usual_answers.show_list(work, person)),
    "absence": (_decides, lambda work, person, _: away.show(work, person)),
    "modeles": (_decides, lambda work, person, _: ready_desk.show(work, person)),
    "programme": (
        lambda work, person: programme_desk.is_for(work, person.id),
        lambda work, person, _: programme_desk.show(work, person),
    ),
    "feuille": (
        lambda work, person: crew_desk.leads(work, person.id),
        lambda work, person, _: crew_desk.show_sheet(work, person),
    ),
    "equipe": (team.may_manage, lambda work, person, _: team.show(work, person)),
}


def obey(work: Work, person: Person, name: str, argument: str) -> bool:
    """Do what a command says; False for another one, or when this person may not give it."""
    allowed, act = COMMANDS.get(name, (None, None))
    if allowed is None or act is None or not allowed(work, person):
        return False
    act(work, person, argument)
    return True
