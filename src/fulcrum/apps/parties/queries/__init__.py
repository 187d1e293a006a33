"""Reads across organisations, contacts, relations and merges."""
