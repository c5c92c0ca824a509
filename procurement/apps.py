from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "Inkoop"

    def ready(self) -> None:
        from config import triggers
        from procurement.models.immutable import TRIGGERS

        triggers.declare(self, TRIGGERS)
