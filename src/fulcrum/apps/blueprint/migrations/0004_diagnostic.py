"""Diagnostics, exposures, risks, their record, and what likelihoods are read from; with walls."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fulcrum.apps.blueprint.models.diagnostics import OWN, PART_OF_DIAGNOSTIC, PART_OF_RISK
from fulcrum.apps.ui.rls import secure_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("blueprint", "0003_commitments"),
        ("parties", "0003_import_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CountryTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prevalence", "Prevalence: how many people are in modern slavery"),
                            ("vulnerability", "Vulnerability: how exposed people are to it"),
                        ],
                        max_length=16,
                    ),
                ),
                ("unit", models.CharField(max_length=120, verbose_name="unit")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("licence", models.CharField(max_length=300, verbose_name="licence")),
                ("published_date", models.DateField(verbose_name="date of publication")),
                ("higher_is_worse", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Being taken in"),
                            ("in_use", "In use"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                ("imported_at", models.DateTimeField(auto_now_add=True)),
                ("is_invented", models.BooleanField(default=False)),
                (
                    "run",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="country_table",
                        to="parties.import",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CountryValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("value", models.FloatField()),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="blueprint.countrytable",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Diagnostic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("finished", "Finished")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("as_of_date", models.DateField(verbose_name="state of play on")),
                ("currency", models.CharField(max_length=3)),
                ("rates", models.JSONField(blank=True, default=dict)),
                ("goods_edition", models.CharField(max_length=40)),
                ("step", models.CharField(blank=True, max_length=80)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("is_invented", models.BooleanField(default=False)),
                (
                    "finished_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diagnostics",
                        to="parties.organisation",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diagnostics",
                        to="blueprint.release",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diagnostics",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AreaReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("own_operations", "Own operations"),
                            ("products", "Products and services"),
                            ("clients", "Clients and investees"),
                            ("suppliers", "Suppliers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("has_exposures", models.BooleanField()),
                ("reason", models.TextField(blank=True, max_length=2000)),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="blueprint.diagnostic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExposureFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "default_area",
                    models.CharField(
                        choices=[
                            ("own_operations", "Own operations"),
                            ("products", "Products and services"),
                            ("clients", "Clients and investees"),
                            ("suppliers", "Suppliers"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="blueprint.diagnostic",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exposure_file",
                        to="parties.import",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GoodsList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40, unique=True)),
                ("published_date", models.DateField()),
                ("source", models.CharField(max_length=300)),
                ("licence", models.CharField(max_length=300)),
                (
                    "rows",
                    models.JSONField(help_text="As the file gives them, countries by their codes."),
                ),
                ("digest", models.CharField(help_text="SHA-256 of the file.", max_length=64)),
                ("loaded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-published_date", "-id"], name="bp_goods_newest")
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("own_operations", "Own operations"),
                            ("products", "Products and services"),
                            ("clients", "Clients and investees"),
                            ("suppliers", "Suppliers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=6)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("good", models.CharField(blank=True, max_length=120)),
                (
                    "harm",
                    models.CharField(
                        choices=[
                            ("forced_labour", "Forced labour"),
                            ("bonded_labour", "Debt bondage"),
                            ("child_labour", "Child labour in its worst forms"),
                            ("sexual_exploitation", "Forced commercial sexual exploitation"),
                            ("servitude", "Domestic servitude"),
                            ("trafficking", "Trafficking in persons"),
                            ("other", "Another form of exploitation"),
                        ],
                        default="forced_labour",
                        max_length=24,
                    ),
                ),
                ("causes", models.BooleanField(null=True)),
                ("causes_reason", models.TextField(blank=True, max_length=2000)),
                ("contributes", models.BooleanField(null=True)),
                ("contributes_reason", models.TextField(blank=True, max_length=2000)),
                ("linked", models.BooleanField(null=True)),
                ("linked_reason", models.TextField(blank=True, max_length=2000)),
                (
                    "involvement",
                    models.CharField(
                        choices=[
                            ("cause", "Cause"),
                            ("contribute", "Contribute"),
                            ("linked", "Directly linked"),
                            ("none", "Not connected"),
                            ("unknown", "Not known yet"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("scale", models.SmallIntegerField(null=True)),
                ("scale_reason", models.TextField(blank=True, max_length=2000)),
                ("scope", models.SmallIntegerField(null=True)),
                ("scope_reason", models.TextField(blank=True, max_length=2000)),
                ("irremediability", models.SmallIntegerField(null=True)),
                ("irremediability_reason", models.TextField(blank=True, max_length=2000)),
                ("severity", models.SmallIntegerField(null=True)),
                ("found_likelihood", models.SmallIntegerField(null=True)),
                ("likelihood", models.SmallIntegerField(null=True)),
                ("likelihood_reason", models.TextField(blank=True, max_length=2000)),
                ("likelihood_in_force", models.SmallIntegerField(null=True)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=24)),
                ("exposure_count", models.IntegerField(default=0)),
                ("place", models.CharField(blank=True, max_length=240)),
                ("known_date", models.DateField(blank=True, null=True)),
                ("addressed_date", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed from sources"),
                            ("person", "Judged by a person"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="blueprint.diagnostic",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Exposure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("own_operations", "Own operations"),
                            ("products", "Products and services"),
                            ("clients", "Clients and investees"),
                            ("suppliers", "Suppliers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("activity", models.CharField(blank=True, max_length=300, verbose_name="activity")),
                ("sector", models.CharField(blank=True, max_length=6)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("good", models.CharField(blank=True, max_length=120, verbose_name="product")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True),
                ),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("value", models.DecimalField(decimal_places=2, default=0, max_digits=24)),
                ("reference", models.CharField(blank=True, max_length=120)),
                ("fingerprint", models.CharField(max_length=32)),
                ("source_row", models.IntegerField(blank=True, null=True)),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exposures",
                        to="blueprint.diagnostic",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="parties.import",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exposures",
                        to="blueprint.risk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiskEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("known", "Became known to us"),
                            ("acted", "We acted on it"),
                            ("stalled", "What we did stopped, or had no effect"),
                            ("addressed", "Addressed: the harm or its risk ended"),
                        ],
                        max_length=12,
                    ),
                ),
                ("date", models.DateField(verbose_name="day")),
                ("text", models.TextField(max_length=2000)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="blueprint.risk",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="countrytable",
            index=models.Index(fields=["state", "-published_date", "-id"], name="bp_tables"),
        ),
        migrations.AddConstraint(
            model_name="countryvalue",
            constraint=models.UniqueConstraint(
                fields=("table", "country"), name="one_value_for_a_country"
            ),
        ),
        migrations.AddIndex(
            model_name="diagnostic",
            index=models.Index(fields=["tenant", "-started_at", "-id"], name="bp_diagnostics"),
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), ("finished_at__isnull", False), _connector="OR"
                ),
                name="finished_diagnostic_has_instant",
            ),
        ),
        migrations.AddConstraint(
            model_name="areareview",
            constraint=models.UniqueConstraint(
                fields=("diagnostic", "area"), name="one_review_for_an_area"
            ),
        ),
        migrations.AddIndex(
            model_name="risk",
            index=models.Index(fields=["diagnostic", "place", "id"], name="bp_risk_place"),
        ),
        migrations.AddIndex(
            model_name="risk",
            index=models.Index(
                fields=["diagnostic", "severity", "likelihood_in_force"], name="bp_risk_cell"
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.UniqueConstraint(
                fields=("diagnostic", "key"), name="one_risk_for_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scale__isnull", True),
                    models.Q(("scale__gte", 1), ("scale__lte", 5)),
                    _connector="OR",
                ),
                name="risk_scale_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope__isnull", True),
                    models.Q(("scope__gte", 1), ("scope__lte", 5)),
                    _connector="OR",
                ),
                name="risk_scope_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("irremediability__isnull", True),
                    models.Q(("irremediability__gte", 1), ("irremediability__lte", 5)),
                    _connector="OR",
                ),
                name="risk_irremediability_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("likelihood__isnull", True),
                    models.Q(("likelihood__gte", 1), ("likelihood__lte", 5)),
                    _connector="OR",
                ),
                name="risk_likelihood_1_to_5",
            ),
        ),
        migrations.AddIndex(
            model_name="exposure",
            index=models.Index(fields=["diagnostic", "-value", "id"], name="bp_exposure_value"),
        ),
        migrations.AddConstraint(
            model_name="exposure",
            constraint=models.UniqueConstraint(
                fields=("diagnostic", "fingerprint"), name="one_exposure_for_a_fingerprint"
            ),
        ),
        migrations.AddIndex(
            model_name="riskevent",
            index=models.Index(fields=["risk", "date", "id"], name="bp_risk_events"),
        ),
        secure_table("blueprint_diagnostic", OWN),
        secure_table("blueprint_risk", PART_OF_DIAGNOSTIC),
        secure_table("blueprint_exposure", PART_OF_DIAGNOSTIC),
        secure_table("blueprint_areareview", PART_OF_DIAGNOSTIC),
        secure_table("blueprint_exposurefile", PART_OF_DIAGNOSTIC),
        secure_table("blueprint_riskevent", PART_OF_RISK),
    ]
