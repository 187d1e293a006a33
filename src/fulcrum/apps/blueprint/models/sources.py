"""What likelihoods are read from: editions of the list of goods, and tables of countries.

They belong to the installation, not to an organisation, and everybody here may read them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.parties.models import Import


class GoodsList(models.Model):
    """An edition of the list of goods that was loaded from a file; one more ships with Fulcrum."""

    edition = models.CharField(max_length=40, unique=True)
    published_date = models.DateField()
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=300)
    rows = models.JSONField(help_text="As the file gives them, countries by their codes.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["-published_date", "-id"], name="bp_goods_newest")]

    def __str__(self) -> str:
        return self.edition


class TableKind(models.TextChoices):
    """What a table of countries measures."""

    PREVALENCE = "prevalence", _("Prevalence: how many people are in modern slavery")
    VULNERABILITY = "vulnerability", _("Vulnerability: how exposed people are to it")


class TableState(models.TextChoices):
    """Whether likelihoods are read from a table."""

    PENDING = "pending", _("Being taken in")
    IN_USE = "in_use", _("In use")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CountryTable(models.Model):
    """A table of countries that an operator imported, with where it is from and under what licence."""

    run = models.OneToOneField(Import, models.SET_NULL, null=True, related_name="country_table")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(max_length=16, choices=TableKind.choices)
    unit = models.CharField(_("unit"), max_length=120)
    source = models.CharField(_("source"), max_length=300)
    link = models.URLField(_("address of the source"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=300)
    published_date = models.DateField(_("date of publication"))
    higher_is_worse = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=TableState.choices, default=TableState.PENDING)
    imported_at = models.DateTimeField(auto_now_add=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["state", "-published_date", "-id"], name="bp_tables")]

    def __str__(self) -> str:
        return self.title


class CountryValue(models.Model):
    """One country's value in a table."""

    table = models.ForeignKey(CountryTable, models.CASCADE, related_name="values")
    country = models.CharField(max_length=2)
    value = models.FloatField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "country"], name="one_value_for_a_country")
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.value}"
