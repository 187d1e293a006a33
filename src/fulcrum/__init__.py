"""Fulcrum: what finance uses against modern slavery and human trafficking."""

__version__ = "0.1.0"
