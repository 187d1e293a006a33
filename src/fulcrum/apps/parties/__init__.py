"""Organisations and people the initiative deals with, and how they relate."""
