"""Imports say what their rows are: other apps take files in with the same machinery."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_walls")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="kind",
            field=models.CharField(default="organisations", max_length=20),
        ),
    ]
