"""The Bot API as data, and the script that makes it; nothing here is imported at run time."""
