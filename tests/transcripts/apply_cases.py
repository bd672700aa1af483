"""Conversations of people who ask to join the crew; what is said is in the .txt files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import Message, Term, TermKind, msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

YES, NO = msg("button.yes"), msg("button.no")
SEND, CHANGE = msg("button.send"), msg("button.change")
TAMARIS = msg("label.term", term=Term(TermKind.DISTRICT, "tamaris"))
OVER_TWO_YEARS = msg("out_of_work.over_two_years")
ANY_PHASE, ALL_OF_IT = msg("apply.phases.any"), msg("apply.attractions.any")
NAME, NUMBER = "Camille Exemple", "06 39 98 12 34"
WITHDRAW = msg("mine.withdraw_application")


def does(phone: Phone, *gestures: Message | str) -> None:
    """Press each button, type each text."""
    for gesture in gestures:
        if isinstance(gesture, str):
            phone.types(gesture)
        else:
            phone.chooses(gesture)


def begins(phone: Phone) -> None:
    """Ask to join, and read what is said first."""
    phone.types("/rejoindre")
    phone.chooses(msg("apply.info.understood"))


def reaches(phone: Phone) -> None:
    """Say who it is and how to call, up to the summary."""
    does(phone, NAME, msg("spoken.darija"), NUMBER)


def applies(phone: Phone) -> None:
    """The shortest application."""
    begins(phone)
    does(phone, YES, TAMARIS, OVER_TWO_YEARS, YES, ANY_PHASE, ALL_OF_IT)
    reaches(phone)
    phone.chooses(SEND)


def short(_: Town, applicant: Phone) -> None:
    """Twelve gestures, the menu's button included; asking again tells where it stands."""
    applicant.types("/start")
    applicant.chooses(msg("menu.join"))
    applicant.chooses(msg("apply.info.understood"))
    does(applicant, YES, TAMARIS, OVER_TWO_YEARS, YES, ANY_PHASE, ALL_OF_IT, NAME, msg("spoken.darija"))
    applicant.sends(contact={"phone_number": "33639981234", "first_name": "x", "user_id": applicant.number})
    applicant.chooses(SEND)
    applicant.chooses(msg("menu.join"))


def under_age(_: Town, applicant: Phone) -> None:
    """Too young: another door, and details left for later."""
    begins(applicant)
    does(applicant, NO, msg("apply.leave_details"), TAMARIS)


def outside(_: Town, applicant: Phone) -> None:
    """Lives elsewhere: another door, and no thank you."""
    begins(applicant)
    does(applicant, YES, msg("apply.district.elsewhere"), msg("apply.no_thanks"))


def changed(_: Town, applicant: Phone) -> None:
    """Several periods, help with the name, a mind changed, a word added."""
    begins(applicant)
    does(applicant, YES, "PSJ", msg("button.unsaid"), YES)
    for phase in ("spring", "autumn", "spring"):
        applicant.chooses(msg("label.term", term=Term(TermKind.PHASE, phase)))
    does(applicant, msg("choosing.done"), msg("attraction.green"), msg("choosing.done"))
    does(applicant, "آية بن علي", msg("apply.name.help"), "pachto", "06 39", msg("button.unsaid"))
    does(applicant, CHANGE, msg("apply.change.more"), msg("apply.change.work"), OVER_TWO_YEARS)
    does(applicant, CHANGE, msg("apply.change.phone"), NUMBER)
    does(applicant, msg("apply.summary.call"), msg("call_time.morning"))
    does(applicant, msg("apply.summary.note"), "J'aime les arbres", SEND)


def withdrawn(_: Town, applicant: Phone) -> None:
    """Where it stands, then taken back in two taps; the way back stays open."""
    applies(applicant)
    does(applicant, "/suivi", WITHDRAW, msg("withdraw.keep"), WITHDRAW, msg("withdraw.confirm"), "/suivi")


def refused_paper(_: Town, applicant: Phone) -> None:
    """A paper, a social security number and an illness: none is kept."""
    begins(applicant)
    applicant.file("application/pdf")
    does(applicant, YES, TAMARIS, OVER_TWO_YEARS, YES, ANY_PHASE, ALL_OF_IT)
    applicant.types("2 69 05 49 588 157 80")
    reaches(applicant)
    does(applicant, msg("apply.summary.note"), "J'ai une maladie", msg("button.no_answer"), SEND)


def report_in_the_middle(_: Town, applicant: Phone) -> None:
    """A photo of waste, then one of something else, while the name is asked: both are told apart."""
    begins(applicant)
    does(applicant, YES, TAMARIS, OVER_TWO_YEARS, YES, ANY_PHASE, ALL_OF_IT)
    applicant.photo("sofa")
    applicant.chooses(msg("about.waste"))
    applicant.place()
    does(applicant, msg("kind.bulky"), SEND)
    applicant.photo("paper")
    applicant.chooses(msg("about.other"))
    reaches(applicant)
    applicant.chooses(SEND)


def still_reading(town: Town, applicant: Phone, _: Phone) -> None:
    """Nobody has answered: after a week, on the promised day, and the day after it."""
    applies(applicant)
    town.log.clear()
    for days in (7, 7, 1):
        town.pass_time(days=days)


ALONE: dict[str, Callable[[Town, Phone], None]] = {
    "apply.short": short,
    "apply.under_age": under_age,
    "apply.outside": outside,
    "apply.changed": changed,
    "apply.withdrawn": withdrawn,
    "apply.refused_paper": refused_paper,
    "apply.report_in_the_middle": report_in_the_middle,
}
TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "apply.still_reading": still_reading,
}
