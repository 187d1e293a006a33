"""Each role's Today page, search, and the showcase."""
