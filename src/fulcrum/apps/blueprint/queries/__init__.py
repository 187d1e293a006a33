"""Reads across tables: one module for each aggregate."""
