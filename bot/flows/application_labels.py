"""The labels of what an application says, one literal key each; who reads which screen is said elsewhere."""

from __future__ import annotations

from bot.domain.application import Attraction, CallTime, OutOfWork, State
from bot.flows.messages import Message, msg

#: What the applicant reads of each state.
STATES: dict[State, Message] = {
    State.RECEIVED: msg("application.received"),
    State.IN_REVIEW: msg("application.in_review"),
    State.INFO_NEEDED: msg("application.info_needed"),
    State.INTERVIEW: msg("application.interview"),
    State.ACCEPTED: msg("application.accepted"),
    State.WAITING_LIST: msg("application.waiting_list"),
    State.ENROLLED: msg("application.enrolled"),
    State.DECLINED: msg("application.declined"),
    State.ORIENTED: msg("application.oriented"),
    State.WITHDRAWN: msg("application.withdrawn"),
    State.DUPLICATE: msg("application.duplicate"),
}

OUT_OF_WORK: dict[OutOfWork, Message] = {
    OutOfWork.UNDER_ONE_YEAR: msg("out_of_work.under_one_year"),
    OutOfWork.ONE_TO_TWO_YEARS: msg("out_of_work.one_to_two_years"),
    OutOfWork.OVER_TWO_YEARS: msg("out_of_work.over_two_years"),
    OutOfWork.UNSAID: msg("button.unsaid"),
}

ATTRACTIONS: dict[Attraction, Message] = {
    Attraction.GREEN: msg("attraction.green"),
    Attraction.CLEAN_UP: msg("attraction.clean_up"),
    Attraction.INDOOR: msg("attraction.indoor"),
    Attraction.MEETING: msg("attraction.meeting"),
}

CALL_TIMES: dict[CallTime, Message] = {
    CallTime.MORNING: msg("call_time.morning"),
    CallTime.AFTERNOON: msg("call_time.afternoon"),
    CallTime.ANY: msg("call_time.any"),
    CallTime.WRITE: msg("call_time.write"),
}

#: Languages that people speak and that are none of the territory's; any other is typed.
SPOKEN: dict[str, Message] = {
    "tamazight": msg("spoken.tamazight"),
    "darija": msg("spoken.darija"),
}
