"""The log of imports: files that were offered, and what came of them. Nothing in it ever changes; the triggers come after migrate."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voorzieningen", "0006_catalogue_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=100, verbose_name="tabel")),
                ("name", models.CharField(max_length=100, verbose_name="bestand")),
                ("sha256", models.CharField(max_length=64, verbose_name="controlegetal")),
                ("content", models.BinaryField(verbose_name="inhoud")),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="aangeboden op")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aangeboden door",
                    ),
                ),
            ],
            options={
                "verbose_name": "aangeboden bestand",
                "verbose_name_plural": "aangeboden bestanden",
            },
        ),
        migrations.CreateModel(
            name="ImportOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="verwerkt op")),
                ("created", models.PositiveIntegerField(verbose_name="nieuw")),
                ("changed", models.PositiveIntegerField(verbose_name="gewijzigd")),
                ("unchanged", models.PositiveIntegerField(verbose_name="ongewijzigd")),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="voorzieningen.importfile", verbose_name="bestand"
                    ),
                ),
            ],
            options={
                "verbose_name": "verwerkt bestand",
                "verbose_name_plural": "verwerkte bestanden",
            },
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("sha256", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                name="an_import_file_has_a_name_and_a_digest",
                violation_error_message="Een bestand heeft een naam en een controlegetal.",
            ),
        ),
    ]
