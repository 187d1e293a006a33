"""Reminders of commitments that were sent; old and new wording in the log."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from fulcrum.apps.blueprint.models.commitments import PART_OF_COMMITMENT
from fulcrum.apps.ui.rls import secure_table


class Migration(migrations.Migration):
    dependencies = [
        ("blueprint", "0004_diagnostic"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitmentevent",
            name="change",
            field=models.JSONField(
                default=dict, help_text="Of changed wording: old and new value by field."
            ),
        ),
        migrations.AlterField(
            model_name="dispute",
            name="opened_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.CreateModel(
            name="CommitmentReminder",
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
                            ("unpledged", "unpledged"),
                            ("unproven", "unproven"),
                            ("due", "due"),
                            ("overdue", "overdue"),
                            ("stale", "stale"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.DateField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="blueprint.commitment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commitment", "kind", "about"), name="reminder_sent_once"
                    )
                ],
            },
        ),
        secure_table("blueprint_commitmentreminder", PART_OF_COMMITMENT),
    ]
