"""What is counted for whoever watches the process; no label holds a person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self.polls = Counter("jardins_polls", "Answers to getUpdates", registry=own)
        self.stored = Counter(
            "jardins_updates_stored", "Updates stored before they are acknowledged", registry=own
        )
        self.handled = Counter("jardins_inputs_handled", "Inputs handled", registry=own)
        self.set_aside = Counter("jardins_inputs_set_aside", "Inputs that failed three times", registry=own)
        self.sent = Counter("jardins_messages_sent", "Calls that Telegram accepted", registry=own)
        self.unsent = Counter("jardins_messages_unsent", "Calls that failed", ["meaning"], registry=own)
        self.faults = Counter(
            "jardins_database_faults", "Transactions the database could not do", registry=own
        )
        self.pending = Gauge("jardins_pending", "What is still to do now", ["what"], registry=own)
        self.groups = Histogram(
            "jardins_group_seconds", "Time a group of inputs held the database's thread", registry=own
        )
