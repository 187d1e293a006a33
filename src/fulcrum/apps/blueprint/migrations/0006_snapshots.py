"""Frozen states of implementation, their publication, and who agreed to be named."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from fulcrum.apps.blueprint.models.snapshots import NAMING
from fulcrum.apps.ui.frozen import freeze_table
from fulcrum.apps.ui.rls import secure_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("blueprint", "0005_reminders"),
        ("parties", "0003_import_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("as_of", models.DateField(verbose_name="state on")),
                ("before", models.DateField(null=True, verbose_name="compared with")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("public", "Public commitments"),
                            ("shared", "All that the Secretariat may read"),
                        ],
                        max_length=10,
                        verbose_name="what is counted",
                    ),
                ),
                ("data", models.JSONField()),
                ("named", models.JSONField(default=list)),
                (
                    "sha256",
                    models.CharField(help_text="Of `data` as canonical JSON.", max_length=64),
                ),
                ("method", models.PositiveSmallIntegerField()),
                ("software", models.CharField(max_length=40)),
                ("frozen_by", models.CharField(max_length=200)),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_invented", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["-frozen_at", "-id"], name="blueprint_s_frozen__9ebc3f_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", True),
                            ("before__lt", models.F("as_of")),
                            _connector="OR",
                        ),
                        name="snapshot_compares_with_an_earlier_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["public", "shared"])),
                        name="snapshot_scope_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamingConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("given_by", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naming_consents",
                        to="parties.organisation",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naming_consents",
                        to="accounts.tenant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("organisation",),
                        name="one_naming_consent_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="naming_consent_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotPublication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_by", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="blueprint.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("snapshot",),
                        name="published_once_at_a_time",
                    )
                ],
            },
        ),
        secure_table("blueprint_namingconsent", NAMING),
        freeze_table("blueprint_snapshot"),
    ]
