"""One row that says whether the catalogue changed. Its triggers are put on every table after this migration (voorzieningen/apps.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from config.triggers import take_away


def _without_triggers(apps: Any, schema_editor: Any) -> None:
    """On the way back, before the table goes that they write in; those that need no such table come back after the migration."""
    take_away(schema_editor.connection, "voorzieningen")


class Migration(migrations.Migration):
    dependencies = [("voorzieningen", "0005_versions")]
    operations = [
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=36, verbose_name="kenmerk")),
            ],
            options={
                "verbose_name": "versie van de catalogus",
                "verbose_name_plural": "versie van de catalogus",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(id=1), name="a_catalogue_has_one_version", violation_error_message="De catalogus heeft één versie."
                    )
                ],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, _without_triggers),
    ]
