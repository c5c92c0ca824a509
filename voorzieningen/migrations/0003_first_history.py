"""What stood in the catalogue before history was kept becomes its first record, dated now: earlier days cannot be shown and the pages say so."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone

LINKS = {
    "contradiction": ("offerings", "target_groups"),
    "offering": ("parts",),
    "organisation": ("members",),
    "tariff": ("shared_components",),
    "tariffcomponent": ("base_components",),
}
BATCH = 500


def record_everything(apps: Any, schema_editor: Any) -> None:
    now, alias = timezone.now(), schema_editor.connection.alias
    for history in apps.get_app_config("voorzieningen").get_models():
        if not history.__name__.startswith("Historical") or "_" in history.__name__:
            continue
        model = apps.get_model("voorzieningen", history.__name__.removeprefix("Historical"))
        names = [column.attname for column in model._meta.concrete_fields]
        records = (
            history(**{name: getattr(row, name) for name in names}, history_date=now, history_type="+")
            for row in model.objects.using(alias).order_by("pk").iterator(BATCH)
        )
        history.objects.using(alias).bulk_create(records, batch_size=BATCH)
        for name in LINKS.get(model._meta.model_name, ()):
            _record_links(apps, model, history, name, alias)


def _record_links(apps: Any, model: Any, history: Any, name: str, alias: str) -> None:
    column = model._meta.get_field(name)
    owner, other = column.m2m_column_name(), column.m2m_reverse_name()
    record_of = dict(history.objects.using(alias).values_list("id", "history_id"))
    links = apps.get_model("voorzieningen", f"{history.__name__}_{name}")
    rows = column.remote_field.through.objects.using(alias).order_by("pk").values("id", owner, other)
    links.objects.using(alias).bulk_create([links(**row, history_id=record_of[row[owner]]) for row in rows], batch_size=BATCH)


def forget_everything(apps: Any, schema_editor: Any) -> None:
    """Nothing to undo: going back to 0001 drops the tables."""


class Migration(migrations.Migration):
    dependencies = [("voorzieningen", "0002_history")]

    operations = [migrations.RunPython(record_everything, forget_everything)]
