"""The typology pack `human-trafficking`: one file an indicator."""
