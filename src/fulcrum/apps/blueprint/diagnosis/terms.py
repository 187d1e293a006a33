"""The words of a diagnostic: areas, kinds of harm, involvement, and what a record of a risk holds.

Involvement is that of the UN Guiding Principles on Business and Human Rights (13, 17, 19 and their
commentary): one causes a harm, contributes to it, or is directly linked to it by one's operations,
products or services through a business relationship.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Area(TextChoices):
    """Where a financial institution meets people whom harm may reach."""

    OWN_OPERATIONS = "own_operations", _("Own operations")
    PRODUCTS = "products", _("Products and services")
    CLIENTS = "clients", _("Clients and investees")
    SUPPLIERS = "suppliers", _("Suppliers")


class Harm(TextChoices):
    """What is done to people."""

    FORCED_LABOUR = "forced_labour", _("Forced labour")
    BONDED_LABOUR = "bonded_labour", _("Debt bondage")
    CHILD_LABOUR = "child_labour", _("Child labour in its worst forms")
    SEXUAL_EXPLOITATION = "sexual_exploitation", _("Forced commercial sexual exploitation")
    SERVITUDE = "servitude", _("Domestic servitude")
    TRAFFICKING = "trafficking", _("Trafficking in persons")
    OTHER = "other", _("Another form of exploitation")


class Involvement(TextChoices):
    """How an institution is involved with a harm."""

    CAUSE = "cause", _("Cause")
    CONTRIBUTE = "contribute", _("Contribute")
    LINKED = "linked", _("Directly linked")
    NONE = "none", _("Not connected")
    UNKNOWN = "unknown", _("Not known yet")


class EventKind(TextChoices):
    """What the dated record of a risk holds."""

    KNOWN = "known", _("Became known to us")
    ACTED = "acted", _("We acted on it")
    STALLED = "stalled", _("What we did stopped, or had no effect")
    ADDRESSED = "addressed", _("Addressed: the harm or its risk ended")


class Origin(TextChoices):
    """Where a judgement comes from."""

    PROPOSED = "proposed", _("Proposed from sources")
    PERSON = "person", _("Judged by a person")
