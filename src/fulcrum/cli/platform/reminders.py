"""Reminders of commitments."""

from dataclasses import asdict
from typing import Any

from fulcrum.apps.blueprint.actions.commitment_reminders import due_reminders, send_reminders
from fulcrum.cli.platform import operator


def due() -> dict[str, Any]:
    """How many reminders would be sent."""
    return {"reminders": len(due_reminders())}


def send() -> dict[str, Any]:
    """Send them: how many, in how many letters, how many reach nobody."""
    return asdict(send_reminders(by=operator()))
