"""Reads for Today and for the search of the whole site: one module for each kind of reader."""
