"""The catalogue of leverage, and plans, behind their walls."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fulcrum.apps.blueprint.models.plans import OWN_PLAN, PART_OF_PLAN
from fulcrum.apps.blueprint.models.practices import CATALOGUE, PART_OF_PRACTICE
from fulcrum.apps.ui.rls import secure_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("blueprint", "0006_snapshots"),
        ("parties", "0003_import_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=300)),
                ("severity", models.SmallIntegerField(null=True)),
                ("title", models.CharField(max_length=200, verbose_name="plan")),
                ("objective", models.TextField(max_length=3000, verbose_name="objective")),
                (
                    "leverage",
                    models.TextField(blank=True, max_length=3000, verbose_name="leverage used"),
                ),
                (
                    "actions",
                    models.JSONField(blank=True, default=list, verbose_name="Actions it serves"),
                ),
                ("by_when", models.DateField(verbose_name="by when")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=200, verbose_name="who answers for it"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("under_way", "Under way"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=3000, verbose_name="what came of it"),
                ),
                ("exit_answers", models.JSONField(blank=True, default=dict)),
                ("exit_tested_at", models.DateTimeField(null=True)),
                ("exit_tested_by", models.CharField(blank=True, max_length=200)),
                ("is_invented", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="plans",
                        to="blueprint.commitment",
                    ),
                ),
                (
                    "created_by",
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
                        related_name="plans",
                        to="parties.organisation",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="plans",
                        to="blueprint.risk",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="milestone")),
                ("due", models.DateField(verbose_name="by when")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=200, verbose_name="who answers for it"),
                ),
                ("reached_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="blueprint.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("trigger", models.CharField(max_length=300, verbose_name="when this happens")),
                ("step", models.CharField(max_length=300, verbose_name="this is done")),
                ("taken_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="escalations",
                        to="blueprint.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=200, verbose_name="practice")),
                ("who", models.CharField(max_length=200, verbose_name="who did it")),
                ("what", models.TextField(max_length=5000, verbose_name="what was done")),
                (
                    "result",
                    models.TextField(blank=True, max_length=3000, verbose_name="reported result"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("commercial", "Between two: traditional commercial"),
                            ("broader", "Between two: broader business"),
                            ("peers", "Together: among peers"),
                            ("across", "Together: with others than peers"),
                            ("rules", "On the system: rules and standards"),
                            ("platform", "On the system: platforms"),
                        ],
                        max_length=12,
                        verbose_name="kind of leverage",
                    ),
                ),
                (
                    "shown",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Told: by who did it, without a document"),
                            (2, "Documented: published by who did it, with a date"),
                            (3, "Confirmed: by somebody independent of who did it"),
                            (4, "Evaluated: a study with a comparison"),
                        ],
                        verbose_name="how strongly it is shown",
                    ),
                ),
                (
                    "actor_types",
                    models.JSONField(blank=True, default=list, verbose_name="kinds of institution"),
                ),
                (
                    "actions",
                    models.JSONField(blank=True, default=list, verbose_name="Actions it serves"),
                ),
                ("sectors", models.JSONField(blank=True, default=list, verbose_name="sectors")),
                ("countries", models.JSONField(blank=True, default=list, verbose_name="countries")),
                ("source", models.CharField(max_length=500, verbose_name="source")),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=1000, verbose_name="address of the source"
                    ),
                ),
                (
                    "source_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the source"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Waits for the Secretariat"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("confirmed", models.BooleanField(default=True)),
                ("is_invented", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "created_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanPractice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practices",
                        to="blueprint.plan",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_in",
                        to="blueprint.practice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PracticeTerm",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind",
                        "value",
                        "practice_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("w", "Word"),
                            ("t", "Actor Type"),
                            ("a", "Action"),
                            ("g", "Goal"),
                            ("s", "Sector"),
                            ("c", "Country"),
                        ],
                        max_length=1,
                    ),
                ),
                ("value", models.CharField(max_length=80)),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found_by",
                        to="blueprint.practice",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(
                fields=["-updated_at", "-id"], name="blueprint_p_updated_353471_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "under_way", "ended"])),
                name="plan_state_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(
                fields=["-updated_at", "-id"], name="blueprint_p_updated_a3a125_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("key",),
                name="one_practice_a_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "proposed", "returned", "published", "withdrawn"])
                ),
                name="practice_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["commercial", "broader", "peers", "across", "rules", "platform"])
                ),
                name="practice_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="planpractice",
            constraint=models.UniqueConstraint(
                fields=("plan", "practice"), name="a_practice_once_in_a_plan"
            ),
        ),
        migrations.AddIndex(
            model_name="practiceterm",
            index=models.Index(fields=["practice", "kind", "value"], name="terms_of_practice"),
        ),
        secure_table("blueprint_practice", CATALOGUE),
        secure_table("blueprint_practiceterm", PART_OF_PRACTICE),
        secure_table("blueprint_plan", OWN_PLAN),
        secure_table("blueprint_planpractice", PART_OF_PLAN),
        secure_table("blueprint_milestone", PART_OF_PLAN),
        secure_table("blueprint_escalation", PART_OF_PLAN),
    ]
