"""Runs, alerts, cases, reports and what is learnt; each organisation sees its own rows alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fulcrum.apps.ui.rls import RowSecurity, secure_table

OWN = RowSecurity()
PART_OF_ALERT = RowSecurity(parent=("alert_id", "screening_alert"))
PART_OF_CASE = RowSecurity(parent=("case_id", "screening_case"))


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("subject", models.CharField(max_length=160, verbose_name="subject")),
                ("opened_on", models.DateField(verbose_name="opened")),
                ("last_on", models.DateField(verbose_name="last hit")),
                ("points", models.FloatField(verbose_name="points")),
                ("score", models.FloatField(null=True)),
                (
                    "priority",
                    models.SmallIntegerField(
                        choices=[(1, "High"), (2, "Medium"), (3, "Low")], verbose_name="priority"
                    ),
                ),
                ("indicator_count", models.SmallIntegerField()),
                ("family_count", models.SmallIntegerField()),
                ("member_count", models.IntegerField(default=1)),
                ("indicators", models.JSONField(default=list)),
                ("scenarios", models.JSONField(default=list)),
                ("segment", models.CharField(blank=True, max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("assigned", "Assigned"),
                            ("proposed", "Waits for a second person"),
                            ("case", "In a case"),
                            ("closed", "Closed"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(verbose_name="to be read by")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("productive", "Worth acting on"),
                            ("unproductive", "Explained otherwise"),
                            ("undetermined", "Cannot be told"),
                        ],
                        max_length=14,
                    ),
                ),
                ("snoozed_until", models.DateField(null=True)),
                ("is_invented", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "assignee",
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
                        related_name="alerts",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "To be read"), ("signed", "Signed")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("payload", models.JSONField()),
                ("text", models.TextField()),
                ("signature", models.TextField(blank=True)),
                ("signed_by_name", models.CharField(blank=True, max_length=200)),
                ("signed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_bundles",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="case")),
                (
                    "summary",
                    models.TextField(blank=True, max_length=5000, verbose_name="what it is about"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("reported", "Reported"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(verbose_name="to be decided by")),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=5000, verbose_name="what came of it"),
                ),
                ("is_invented", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("closed_at", models.DateTimeField(null=True)),
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
                    "lead",
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
                        related_name="cases",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "alert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="screening.alert",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="screening.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what it is")),
                ("file", models.FileField(upload_to="screening")),
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="screening.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=10000, verbose_name="note")),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="screening.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("firm", "Firm")],
                        default="person",
                        max_length=8,
                        verbose_name="person or firm",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="customer or account"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("controller", "Possible controller"),
                            ("facilitator", "Possible facilitator"),
                            ("possible_victim", "Possible victim"),
                            ("unclear", "Unclear"),
                        ],
                        default="unclear",
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("basis", models.TextField(max_length=3000, verbose_name="why this role")),
                (
                    "is_subject",
                    models.BooleanField(default=False, verbose_name="subject of the report"),
                ),
                ("added_by_name", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="screening.case",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "case parties",
            },
        ),
        migrations.CreateModel(
            name="CaseDecision",
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
                            ("monitor", "Watch more closely"),
                            ("ask", "Ask the customer"),
                            ("restrict", "Restrict an account"),
                            ("exit", "End the relationship"),
                            ("report", "Report"),
                            ("no_report", "Not report"),
                            ("safe_contact", "Make safe contact"),
                            ("inclusion", "Offer the inclusion pathway"),
                        ],
                        max_length=14,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(max_length=5000, verbose_name="why")),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("needs_second", models.BooleanField(default=False)),
                ("checked_name", models.CharField(blank=True, max_length=200)),
                ("checked_at", models.DateTimeField(null=True)),
                ("agreed", models.BooleanField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="screening.case",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="screening.caseparty",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="task")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="screening.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dataset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="data")),
                ("folder", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("facts", models.JSONField(default=dict)),
                ("is_invented", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="datasets",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PooledBundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="whose")),
                ("payload", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pooled_bundles",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("productive", "Worth acting on"),
                            ("unproductive", "Explained otherwise"),
                            ("undetermined", "Cannot be told"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reason", models.TextField(max_length=3000, verbose_name="why")),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("checked_name", models.CharField(blank=True, max_length=200)),
                ("checked_at", models.DateTimeField(null=True)),
                ("agreed", models.BooleanField(null=True)),
                ("remark", models.TextField(blank=True, max_length=3000)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="screening.alert",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
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
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("profile", models.CharField(max_length=40, verbose_name="written for")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("filed", "Filed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(max_length=80)),
                (
                    "narrative",
                    models.TextField(blank=True, max_length=30000, verbose_name="narrative"),
                ),
                ("content", models.JSONField(default=dict)),
                ("document", models.TextField(blank=True)),
                ("transliterations", models.JSONField(default=list)),
                ("findings", models.JSONField(default=list)),
                ("schema_name", models.CharField(blank=True, max_length=200)),
                ("validated_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("approved_name", models.CharField(blank=True, max_length=200)),
                ("approved_at", models.DateTimeField(null=True)),
                ("filed_on", models.DateField(null=True, verbose_name="filed on")),
                (
                    "filed_reference",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="the authority's reference"
                    ),
                ),
                ("filed_name", models.CharField(blank=True, max_length=200)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="screening.case",
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
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="run")),
                ("pack", models.CharField(default="human-trafficking", max_length=60)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                ("since", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("finished", "Finished"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("result", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("alert_count", models.IntegerField(default=0)),
                ("hit_count", models.BigIntegerField(default=0)),
                ("new_count", models.IntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("job_id", models.BigIntegerField(null=True)),
                ("is_invented", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
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
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="screening.dataset",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_runs",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="alert",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="screening.run",
            ),
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("day", "Every day"),
                            ("week", "Every week"),
                            ("month", "Every month"),
                        ],
                        max_length=6,
                        verbose_name="how often",
                    ),
                ),
                (
                    "days_back",
                    models.PositiveSmallIntegerField(default=0, verbose_name="days computed anew"),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="on")),
                ("last_started", models.DateField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="screening.dataset",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_schedules",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SchemaFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="schema")),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("anchors_stripped", models.IntegerField(default=0)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schema_files",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=160)),
                ("indicators", models.JSONField(default=list)),
                ("families", models.JSONField(default=list)),
                ("reason", models.TextField(max_length=2000, verbose_name="why")),
                ("until", models.DateField(verbose_name="until")),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "by",
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
                        related_name="snoozes",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AlertHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(max_length=8)),
                ("on", models.DateField()),
                ("value", models.FloatField()),
                ("threshold", models.FloatField()),
                ("members", models.IntegerField(default=1)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="screening.alert",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("alert", "indicator", "on"), name="a_hit_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["tenant", "-updated_at", "-id"], name="cases_of_tenant"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("tenant", "number"), name="a_case_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "reported", "closed"])),
                name="case_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_subject", True), ("role", "possible_victim"), _negated=True
                ),
                name="a_possible_victim_is_no_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["controller", "facilitator", "possible_victim", "unclear"])
                ),
                name="party_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="casedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_checks_their_own_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataset",
            constraint=models.UniqueConstraint(fields=("tenant", "folder"), name="a_dataset_once"),
        ),
        migrations.AddConstraint(
            model_name="pooledbundle",
            constraint=models.UniqueConstraint(
                fields=("tenant", "digest"), name="a_pooled_bundle_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_checks_their_own_reading",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("tenant", "reference"), name="a_report_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("created_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_approves_their_own_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "approved", "filed", "withdrawn"])),
                name="report_state_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["tenant", "-created_at", "-id"], name="runs_of_tenant"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "finished", "failed"])),
                name="run_state_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                fields=["tenant", "state", "priority", "-points", "id"], name="queue"
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["tenant", "-points", "-id"], name="alerts_by_points"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["tenant", "due_on", "id"], name="alerts_by_due"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["tenant", "subject"], name="alerts_of_subject"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(fields=("tenant", "key"), name="an_alert_once"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["new", "assigned", "proposed", "case", "closed"])
                ),
                name="alert_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("verdict", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_closed_alert_has_a_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(fields=("dataset", "every"), name="a_schedule_once"),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("every__in", ["day", "week", "month"])), name="every_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="snooze",
            index=models.Index(fields=["tenant", "subject"], name="snoozes_of_subject"),
        ),
        secure_table("screening_dataset", OWN),
        secure_table("screening_run", OWN),
        secure_table("screening_schedule", OWN),
        secure_table("screening_alert", OWN),
        secure_table("screening_snooze", OWN),
        secure_table("screening_case", OWN),
        secure_table("screening_report", OWN),
        secure_table("screening_schemafile", OWN),
        secure_table("screening_bundle", OWN),
        secure_table("screening_pooledbundle", OWN),
        secure_table("screening_alerthit", PART_OF_ALERT),
        secure_table("screening_reading", PART_OF_ALERT),
        secure_table("screening_casealert", PART_OF_CASE),
        secure_table("screening_caseparty", PART_OF_CASE),
        secure_table("screening_casenote", PART_OF_CASE),
        secure_table("screening_casefile", PART_OF_CASE),
        secure_table("screening_casetask", PART_OF_CASE),
        secure_table("screening_casedecision", PART_OF_CASE),
    ]
