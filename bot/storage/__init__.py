"""The only SQL; no rules."""
