"""What does each command that a dialogue ends with, and why one request cannot join another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.commands import (
    AddToReport,
    AnswerQuestion,
    AskOfficer,
    BeAway,
    CorrectContact,
    CorrectDecision,
    EnterApplication,
    FileApplication,
    FileReport,
    FollowReport,
    ReopenReport,
    Search,
    TellAbsence,
)
from bot.domain.crew_commands import KeepSheet
from bot.domain.decisions import (
    AnswerMatter,
    AskReporter,
    ClearReport,
    CloseMatter,
    CountOutcome,
    DeclineApplication,
    DismissReport,
    EndEnrolment,
    Enrol,
    ForwardReport,
    JoinApplication,
    MergeReport,
    NoteProfile,
    OfferTimes,
    OrientApplicant,
    PlanReport,
    ProposeMeeting,
    PutOnWaitingList,
    RedactText,
    Snooze,
    TellPerson,
    TickCriteria,
    WriteNote,
    WriteToPerson,
)
from bot.domain.errors import (
    Begun,
    ItselfAgain,
    Misfit,
    NoSuchApplication,
    NoSuchReport,
    OverAlready,
    SameApplication,
    Taken,
    WrongHours,
)
from bot.domain.programme_commands import (
    AddPhase,
    BookAppointment,
    ChangeAnswer,
    ChangeShift,
    InvitePeople,
    MakeReady,
    MoveAppointment,
    ResizeCrew,
    WordReady,
)
from bot.flows.messages import msg
from bot.services import (
    additions,
    answers,
    application_decisions,
    applications,
    asking,
    away,
    clean,
    corrections,
    decisions,
    desk,
    entries,
    followers,
    free_questions,
    matter_decisions,
    outcome_asking,
    profiles,
    programme_decisions,
    ready_desk,
    redacting,
    reports,
    roll_calls,
    searching,
    snoozing,
    talking,
    usual_answers,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.commands import Command
    from bot.domain.errors import CannotMerge
    from bot.flows.messages import Message
    from bot.services.work import Work

#: What does each command; all return the number of the request they dealt with, if it is one.
SERVICES: dict[type[Command], Callable[[Work, int, Any], int | None]] = {
    FileReport: reports.file,
    FileApplication: applications.file,
    EnterApplication: entries.file,
    TellAbsence: answers.show_next,
    CorrectContact: entries.correct,
    CorrectDecision: corrections.correct,
    FollowReport: followers.follow,
    AddToReport: additions.add,
    AnswerQuestion: asking.answer,
    AskOfficer: free_questions.file,
    ReopenReport: clean.reopen,
    PlanReport: decisions.plan,
    ClearReport: decisions.clear,
    DismissReport: decisions.dismiss,
    ForwardReport: decisions.forward,
    MergeReport: decisions.merge,
    RedactText: redacting.redact,
    AskReporter: asking.ask,
    ProposeMeeting: application_decisions.meet,
    Enrol: application_decisions.enrol,
    PutOnWaitingList: application_decisions.put_on_waiting_list,
    DeclineApplication: application_decisions.decline,
    OrientApplicant: application_decisions.orient,
    JoinApplication: application_decisions.join,
    EndEnrolment: application_decisions.end,
    WriteNote: desk.note,
    WriteToPerson: talking.write,
    Snooze: snoozing.put_aside,
    TellPerson: talking.tell,
    TickCriteria: application_decisions.tick,
    AnswerMatter: matter_decisions.answer,
    OfferTimes: matter_decisions.offer,
    CloseMatter: matter_decisions.close,
    CountOutcome: outcome_asking.count,
    NoteProfile: profiles.note,
    ChangeShift: programme_decisions.change_shift,
    BookAppointment: programme_decisions.book,
    MoveAppointment: programme_decisions.move,
    InvitePeople: programme_decisions.invite,
    AddPhase: programme_decisions.add_phase,
    ResizeCrew: programme_decisions.resize,
    KeepSheet: roll_calls.keep_sheet,
    ChangeAnswer: usual_answers.change,
    Search: searching.search_for,
    BeAway: away.leave,
    WordReady: ready_desk.word,
    MakeReady: ready_desk.make,
}

#: Why a shift or an appointment cannot be then.
MISFITS: dict[type[Misfit], Message] = {
    Begun: msg("programme.past"),
    WrongHours: msg("programme.shift.wrong_hours"),
    Taken: msg("programme.shift.taken"),
}

#: Why a request cannot join the one that was named.
MERGE_REFUSALS: dict[type[CannotMerge], Message] = {
    NoSuchReport: msg("merge.unknown"),
    ItselfAgain: msg("merge.itself"),
    OverAlready: msg("merge.over"),
    NoSuchApplication: msg("double.unknown"),
    SameApplication: msg("double.itself"),
}
