"""Row-level security on assessments and everything that is part of one."""

from django.db import migrations

from fulcrum.apps.blueprint.models.assessments import (
    PART_OF_ASSESSMENT,
    SUBMITTED_ONLY,
    InsideOnly,
)
from fulcrum.apps.ui.rls import RowSecurity, secure_table


class Migration(migrations.Migration):
    dependencies = [("blueprint", "0001_initial")]

    operations = [
        secure_table("blueprint_assessment", SUBMITTED_ONLY),
        secure_table("blueprint_answer", PART_OF_ASSESSMENT),
        secure_table("blueprint_evidence", PART_OF_ASSESSMENT),
        secure_table("blueprint_score", PART_OF_ASSESSMENT),
        secure_table("blueprint_comment", InsideOnly()),
        secure_table("blueprint_clarification", PART_OF_ASSESSMENT),
        secure_table(
            "blueprint_clarificationmessage",
            RowSecurity(parent=("clarification_id", "blueprint_clarification")),
        ),
    ]
