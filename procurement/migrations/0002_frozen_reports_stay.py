from django.db import migrations

from procurement.models.immutable import keep_frozen, let_go


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_dossiers")]

    operations = [
        migrations.RunPython(lambda apps, editor: keep_frozen(editor.connection), lambda apps, editor: let_go(editor.connection)),
    ]
