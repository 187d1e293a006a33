"""Leverage: its kinds, practices that fit a risk, and whether leaving would help people. Pure."""
