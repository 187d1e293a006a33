"""Choices of screening."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far a run is."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    FAILED = "failed", _("Failed")


class Every(models.TextChoices):
    """How often a schedule starts a run."""

    DAY = "day", _("Every day")
    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")


class AlertState(models.TextChoices):
    """Where an alert stands."""

    NEW = "new", _("New")
    ASSIGNED = "assigned", _("Assigned")
    PROPOSED = "proposed", _("Waits for a second person")
    CASE = "case", _("In a case")
    CLOSED = "closed", _("Closed")


OPEN_ALERTS = (AlertState.NEW, AlertState.ASSIGNED, AlertState.PROPOSED)


class Priority(models.IntegerChoices):
    """How soon an alert has to be read; by its score among those of its run."""

    HIGH = 1, _("High")
    MEDIUM = 2, _("Medium")
    LOW = 3, _("Low")


class Verdict(models.TextChoices):
    """What reading an alert showed."""

    PRODUCTIVE = "productive", _("Worth acting on")
    UNPRODUCTIVE = "unproductive", _("Explained otherwise")
    UNDETERMINED = "undetermined", _("Cannot be told")


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", _("Open")
    REPORTED = "reported", _("Reported")
    CLOSED = "closed", _("Closed")


class PartyRole(models.TextChoices):
    """Who somebody may be in a case; never known for certain."""

    CONTROLLER = "controller", _("Possible controller")
    FACILITATOR = "facilitator", _("Possible facilitator")
    POSSIBLE_VICTIM = "possible_victim", _("Possible victim")
    UNCLEAR = "unclear", _("Unclear")


class PartyKind(models.TextChoices):
    """Whether a party is a person or a firm."""

    PERSON = "person", _("Person")
    FIRM = "firm", _("Firm")


class DecisionKind(models.TextChoices):
    """What may be decided in a case."""

    MONITOR = "monitor", _("Watch more closely")
    ASK = "ask", _("Ask the customer")
    RESTRICT = "restrict", _("Restrict an account")
    EXIT = "exit", _("End the relationship")
    REPORT = "report", _("Report")
    NO_REPORT = "no_report", _("Not report")
    SAFE_CONTACT = "safe_contact", _("Make safe contact")
    INCLUSION = "inclusion", _("Offer the inclusion pathway")


# What would harm somebody who may be a victim; never offered, and refused, for them.
HARMFUL = (DecisionKind.RESTRICT, DecisionKind.EXIT)


class ReportState(models.TextChoices):
    """Where a report stands; Fulcrum never sends one."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    FILED = "filed", _("Filed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class BundleState(models.TextChoices):
    """Where a bundle of what was learnt stands."""

    DRAFT = "draft", _("To be read")
    SIGNED = "signed", _("Signed")
