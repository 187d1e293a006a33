"""Template tags of blueprint."""
