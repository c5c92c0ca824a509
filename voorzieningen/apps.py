"""The catalogue as an app; what the database itself guards of it is declared here."""

from __future__ import annotations

from django.apps import AppConfig

from config import triggers


class VoorzieningenConfig(AppConfig):
    name = "voorzieningen"
    verbose_name = "Voorzieningen"

    def ready(self) -> None:
        """The history of the catalogue never changes, nor does the log of imports; every other change gives the catalogue another version."""
        from voorzieningen.models.history import history_triggers
        from voorzieningen.models.imports import import_triggers
        from voorzieningen.models.version_triggers import FUNCTION, version_triggers

        triggers.declare(self, (*history_triggers(), *import_triggers(), *version_triggers(self)), [FUNCTION])
