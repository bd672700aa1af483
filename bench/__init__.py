"""Measures the bot's speed as ratios to bare libraries on the same machine; not part of what is installed."""
