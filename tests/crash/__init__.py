"""Kill, fill up and restart: nothing acknowledged is lost, and what was begun ends right."""
