"""A strict local Bot API server with phones on a web page; it knows nothing of the bot it serves."""
