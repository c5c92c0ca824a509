"""The table for what all processes share about sign-in: limits on guessing codes. createcachetable does nothing when it is there."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", "accounts_cache", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE accounts_cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts")]

    operations = [migrations.RunPython(make, drop)]
