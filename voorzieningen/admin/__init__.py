"""Django admin at /beheer/, in Dutch: every table of the catalogue can be edited. The modules mirror `models`."""

from django.contrib import admin

from voorzieningen.admin import components, index_series, instalments, municipalities, organisations, readings, sources, statements, tariffs, taxonomy

__all__ = ["components", "index_series", "instalments", "municipalities", "organisations", "readings", "sources", "statements", "tariffs", "taxonomy"]

admin.site.site_header = "Steunkeuze: beheer"
admin.site.site_title = "Steunkeuze: beheer"
admin.site.index_title = "Wat wilt u beheren?"
admin.site.empty_value_display = "niet ingevuld"
