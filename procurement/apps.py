from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "Inkoop"

    def ready(self) -> None:
        from procurement.models.immutable import keep_frozen_after_migrate

        post_migrate.connect(keep_frozen_after_migrate, sender=self)
