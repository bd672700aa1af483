"""`/file`: the views of the queue with their counts, and opening one; a card is `cards`' matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.domain.queue import WAITING
from bot.flows import queue_screens
from bot.flows.messages import msg
from bot.flows.outbound import Answer, Priority, Prompt
from bot.flows.queue_screens import Deed
from bot.services import buttons, cards, tallies
from bot.storage import people, queue

if TYPE_CHECKING:
    from bot.domain.queue import Counts, View
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def show(work: Work, person: Person) -> None:
    """Show the views, and then the counts that stay pinned above them."""
    tallies.show(work, person.id, Priority.CHANGE)
    work.send(person.id, queue_screens.views(counts(work, person.id)))


def show_end(work: Work, person: Person) -> None:
    """Say that the last request of a view was shown, and show the views."""
    ended = msg("queue.last")
    work.send(person.id, queue_screens.views(counts(work, person.id), first=ended))


def welcome(work: Work, person: Person) -> None:
    """Show a new officer what already waits, and pin how much it is."""
    tallies.show(work, person.id)
    open_view(work, person, WAITING)


def open_view(work: Work, person: Person, view: View) -> bool:
    """Send a card on the first request of a view, which walks it; False when the view is empty."""
    return cards.open_view(work, person.id, view)


def go_on(work: Work, person: Person) -> Message | None:
    """Send a card with what comes after the officer's last one; after the end, the views and a word."""
    if cards.go_on(work, person.id):
        return None
    show_end(work, person)
    return msg("queue.last")


def data(work: Work, view: View) -> str:
    """Return what the button of a view carries; `press` reads it back."""
    return queue_screens.data(view, districts(work))


def counts(work: Work, officer: int) -> Counts:
    """Return how many requests each view holds for an officer now."""
    return queue.counts(work.connection, officer, work.today)


def districts(work: Work) -> list[str]:
    """Return the ids of the territory's districts, in its order."""
    return [each.id for each in work.territory.districts]


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button of the views says, for whoever may see the queue."""
    if not may(people.roles_of(work.connection, person.id), Act.SEE_QUEUE) or button.version != 0:
        return buttons.refuse(work, person, pressed)
    match Deed(button.action):
        case Deed.ON:
            return (Answer(pressed.query, go_on(work, person)),)
        case Deed.QUEUE:
            show(work, person)
        case Deed.VIEWS | Deed.DISTRICTS | Deed.KINDS as deed:
            work.send(person.id, _screen(work, person, deed, button.request, pressed.message_id))
        case deed:
            view = queue_screens.read(deed, button.request, districts(work))
            if view is None:
                return buttons.refuse(work, person, pressed)
            return (Answer(pressed.query, _open(work, person, view, pressed.message_id)),)
    return (Answer(pressed.query),)


def _screen(work: Work, person: Person, deed: Deed, first: int, over: int) -> Prompt:
    held = counts(work, person.id)
    if deed is Deed.DISTRICTS:
        return queue_screens.by_district(held, districts(work), first, over)
    if deed is Deed.KINDS:
        return queue_screens.by_kind(held, first, over)
    return queue_screens.views(held, over)


def _open(work: Work, person: Person, view: View, over: int) -> Message | None:
    if open_view(work, person, view):
        return None
    work.send(person.id, queue_screens.views(counts(work, person.id), over, first=msg("queue.nothing_here")))
    return msg("queue.nothing_here")
