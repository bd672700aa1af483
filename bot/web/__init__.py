"""HTTP: health, metrics, webhook; no rules."""
