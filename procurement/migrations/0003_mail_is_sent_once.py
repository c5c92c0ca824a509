from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procurement", "0002_frozen_reports_stay")]

    operations = [
        migrations.AddField(
            model_name="dossierwatch",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="mail onderweg sinds"),
        ),
    ]
