"""Every row that people edit has a version; the history keeps the number of who made a change, also after that account is gone."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import config.editing.versions

TABLES = (
    *("agerange", "componentbracket", "componenthours", "contradiction", "contradictionreading", "coordinatortype", "coverage", "deliverymodel"),
    *("employer", "indexfigure", "indexseries", "municipality", "offering", "offeringcoordinator", "offeringdelivery", "offeringemployer"),
    *("offeringform", "organisation", "readingchange", "resultclaim", "source", "statement", "supportform", "targetgroup", "tariff"),
    *("tariffcapacity", "tariffcomponent", "tariffinstalment", "tariffreading"),
)


def _who() -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("voorzieningen", "0004_index_series_instalments_and_duration_range"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.AddField(table, "version", config.editing.versions.VersionField()) for table in TABLES),
        *(migrations.AlterField(f"historical{table}", "history_user", _who()) for table in TABLES),
    ]
