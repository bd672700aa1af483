"""Message texts as the server treats them: cleaned, parsed, measured, with their entities found."""
