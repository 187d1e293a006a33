"""Wiring: settings, addresses, the WSGI entry."""
