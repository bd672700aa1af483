"""The edge that runs by itself: poller, core runner, senders, errands, ticks; no rules."""
