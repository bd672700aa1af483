"""Every refusal of the programme's rules: a class each, its docstring its message; no words for people."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The rules do not allow this."""

    def __str__(self) -> str:
        """Return the class's own sentence and the facts."""
        facts = ", ".join(f"{name}={value}" for name, value in vars(self).items())
        return f"{(type(self).__doc__ or '').strip()} {facts}".strip()


class IllegalMove(Refusal):
    """A thing in this state cannot go to that one."""

    def __init__(self, state: str, to: str) -> None:
        super().__init__()
        self.state = state
        self.to = to


class NotAllowed(Refusal):
    """This person may not do that."""

    def __init__(self, act: str) -> None:
        super().__init__()
        self.act = act


class Stale(Refusal):
    """The thing has changed since the button was drawn."""

    def __init__(self, request: int, version: int) -> None:
        super().__init__()
        self.request = request
        self.version = version


class TooMany(Refusal):
    """This person has filed as many as the territory allows for now."""


class Gone(Refusal):
    """The report that somebody wanted to join has been closed meanwhile."""


class CannotMerge(Refusal):
    """A request cannot join that one."""


class NoSuchReport(CannotMerge):
    """There is no report of that number."""


class NoSuchApplication(CannotMerge):
    """There is no application of that number."""


class SameApplication(CannotMerge):
    """That one is the application itself, or has joined it."""


class ItselfAgain(CannotMerge):
    """That one is the report itself, or has joined it."""


class OverAlready(CannotMerge):
    """Nothing more will come of that report."""


class Full(Refusal):
    """No seat is left in this crew."""

    def __init__(self, crew: int) -> None:
        super().__init__()
        self.crew = crew


class Misfit(Refusal):
    """A shift or an appointment cannot be then."""


class Begun(Misfit):
    """What has begun is changed no more, and nothing is put into the past."""


class WrongHours(Misfit):
    """A shift ends after it starts, on the same day."""


class Taken(Misfit):
    """The crew has another shift at that hour."""

    def __init__(self, crew: int) -> None:
        super().__init__()
        self.crew = crew


class BrokenInput(Refusal):
    """What was received cannot be read."""
