"""Reads across tables of screening."""
