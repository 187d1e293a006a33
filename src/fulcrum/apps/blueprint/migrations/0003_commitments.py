"""Commitments with their evidence, reviews, disputes and log, behind walls."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fulcrum.apps.blueprint.models.commitments import PART_OF_COMMITMENT, SHARED_ONLY
from fulcrum.apps.ui.rls import RowSecurity, secure_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("blueprint", "0002_walls"),
        ("parties", "0003_import_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="commitment")),
                (
                    "what",
                    models.TextField(blank=True, max_length=5000, verbose_name="what will be done"),
                ),
                (
                    "indicator",
                    models.TextField(max_length=2000, verbose_name="how it will be known"),
                ),
                ("by_when", models.DateField(verbose_name="by when")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=200, verbose_name="who answers for it"),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("own", "Your organisation only"),
                            ("secretariat", "Your organisation and the Secretariat"),
                            ("public", "Everybody"),
                        ],
                        default="secretariat",
                        max_length=12,
                        verbose_name="who may read it",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                (
                    "external_key",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="key in your records"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("is_invented", models.BooleanField(default=False)),
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
                        related_name="commitments",
                        to="parties.organisation",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="blueprint.release",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        blank=True,
                        help_text="Null when the Secretariat recorded it for an organisation without account.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="accounts.tenant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentAction",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commitment_id",
                        "action_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("action_id", models.CharField(db_index=True, max_length=10)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="blueprint.commitment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "publisher",
                    models.CharField(max_length=200, verbose_name="whose document it is"),
                ),
                ("dated", models.DateField(verbose_name="date it bears")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statement", "Statement: a promise made in public or in a letter"),
                            ("strategy", "Strategy: a plan with aims that names the commitment"),
                            ("policy", "Policy: a rule adopted by whoever may decide it"),
                            (
                                "practice",
                                "Practice: procedures, systems, contracts, training in use",
                            ),
                            ("result", "Result: the indicator of success was reached"),
                        ],
                        max_length=12,
                        verbose_name="what it shows",
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=1000, verbose_name="link")),
                ("file", models.FileField(blank=True, max_length=300, upload_to="evidence/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("size", models.BigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "content_key",
                    models.CharField(
                        help_text="Hash of what was said: the same evidence is not taken twice.",
                        max_length=64,
                    ),
                ),
                (
                    "coded_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("statement", "Statement: a promise made in public or in a letter"),
                            ("strategy", "Strategy: a plan with aims that names the commitment"),
                            ("policy", "Policy: a rule adopted by whoever may decide it"),
                            (
                                "practice",
                                "Practice: procedures, systems, contracts, training in use",
                            ),
                            ("result", "Result: the indicator of success was reached"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "coded_strength",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Weak: a claim that nobody can check"),
                            (
                                2,
                                "Fair: a dated document of the institution itself, or of the press",
                            ),
                            (
                                3,
                                "Strong: a dated document of somebody else who can know: auditor, regulator, court",
                            ),
                        ],
                        null=True,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="blueprint.commitment",
                    ),
                ),
                (
                    "newer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="superseded",
                        to="blueprint.commitmentevidence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentEvent",
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
                            ("proposed", "proposed"),
                            ("pledged", "pledged"),
                            ("changed", "changed"),
                            ("withdrawn", "withdrawn"),
                            ("evidence_added", "evidence_added"),
                            ("evidence_coded", "evidence_coded"),
                            ("evidence_withdrawn", "evidence_withdrawn"),
                            ("evidence_superseded", "evidence_superseded"),
                            ("dispute_opened", "dispute_opened"),
                            ("reply_given", "reply_given"),
                            ("dispute_upheld", "dispute_upheld"),
                            ("dispute_dismissed", "dispute_dismissed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("dated", models.DateField(null=True)),
                ("coded_kind", models.CharField(blank=True, max_length=12)),
                ("coded_strength", models.SmallIntegerField(null=True)),
                ("actor_label", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="blueprint.commitment",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="blueprint.commitmentevidence",
                    ),
                ),
                (
                    "newer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="blueprint.commitmentevidence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coding",
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
                            ("statement", "Statement: a promise made in public or in a letter"),
                            ("strategy", "Strategy: a plan with aims that names the commitment"),
                            ("policy", "Policy: a rule adopted by whoever may decide it"),
                            (
                                "practice",
                                "Practice: procedures, systems, contracts, training in use",
                            ),
                            ("result", "Result: the indicator of success was reached"),
                        ],
                        max_length=12,
                        verbose_name="what it shows",
                    ),
                ),
                (
                    "strength",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Weak: a claim that nobody can check"),
                            (
                                2,
                                "Fair: a dated document of the institution itself, or of the press",
                            ),
                            (
                                3,
                                "Strong: a dated document of somebody else who can know: auditor, regulator, court",
                            ),
                        ],
                        verbose_name="how strong it is",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="why")),
                ("settles", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "coder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="blueprint.commitmentevidence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentSpan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_at", models.DateTimeField()),
                ("end_at", models.DateTimeField(null=True)),
                ("rung", models.SmallIntegerField(null=True)),
                ("disputed", models.BooleanField(default=False)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="blueprint.commitment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dispute",
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
                        choices=[
                            ("open", "Open"),
                            ("upheld", "Upheld"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disputes",
                        to="blueprint.commitment",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disputes",
                        to="blueprint.commitmentevidence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisputeMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_institution", models.BooleanField()),
                ("text", models.TextField(max_length=5000)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="blueprint.dispute",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                fields=["-updated_at", "-id"], name="blueprint_c_updated_e0fc97_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["by_when", "id"], name="blueprint_c_by_when_30055a_idx"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_key", ""), _negated=True),
                fields=("organisation", "external_key"),
                name="one_commitment_a_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["own", "secretariat", "public"])),
                name="commitment_audience_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentevidence",
            constraint=models.UniqueConstraint(
                fields=("commitment", "content_key"), name="evidence_taken_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link", ""), models.Q(("file", ""), _negated=True)),
                    models.Q(models.Q(("link", ""), _negated=True), ("file", "")),
                    _connector="OR",
                ),
                name="commitment_evidence_is_file_or_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("coded_kind", ""), ("coded_strength__isnull", True)),
                    models.Q(
                        models.Q(("coded_kind", ""), _negated=True),
                        ("coded_strength__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="evidence_coded_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("newer__isnull", True),
                    models.Q(("newer", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="newer_is_another",
            ),
        ),
        migrations.AddIndex(
            model_name="commitmentevent",
            index=models.Index(
                fields=["commitment", "recorded_at", "id"], name="blueprint_c_commitm_eb780c_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                fields=("evidence", "coder"), name="one_coding_a_coder"
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settles", True)), fields=("evidence",), name="one_settlement"
            ),
        ),
        migrations.AddIndex(
            model_name="commitmentspan",
            index=models.Index(
                fields=["start_at", "end_at"], name="blueprint_c_start_a_1ec968_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentspan",
            constraint=models.UniqueConstraint(
                fields=("commitment", "start_at"), name="one_span_a_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentspan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_at__isnull", True), ("end_at__gt", models.F("start_at")), _connector="OR"
                ),
                name="span_ends_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), ("closed_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="dispute_closed_has_instant",
            ),
        ),
        secure_table("blueprint_commitment", SHARED_ONLY),
        secure_table("blueprint_commitmentaction", PART_OF_COMMITMENT),
        secure_table("blueprint_commitmentevidence", PART_OF_COMMITMENT),
        secure_table("blueprint_dispute", PART_OF_COMMITMENT),
        secure_table("blueprint_commitmentevent", PART_OF_COMMITMENT),
        secure_table("blueprint_commitmentspan", PART_OF_COMMITMENT),
        secure_table(
            "blueprint_coding", RowSecurity(parent=("evidence_id", "blueprint_commitmentevidence"))
        ),
        secure_table(
            "blueprint_disputemessage", RowSecurity(parent=("dispute_id", "blueprint_dispute"))
        ),
    ]
