"""Envelope encryption, keys, erasure."""
