"""The programme's rules; no I/O, no clock, no language, no third party."""
