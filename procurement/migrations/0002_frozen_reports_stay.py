from django.db import migrations

from config import triggers


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_dossiers")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.put(editor.connection, "procurement"),
            lambda apps, editor: triggers.take_away(editor.connection, "procurement"),
        ),
    ]
