"""Addresses of frozen reports, of what has changed since, and of what came after the decision."""

from django.urls import URLPattern, path

from procurement.views.dossiers import changes
from procurement.views.reports import files, pages, publishing

urlpatterns: list[URLPattern] = [
    path("rapporten/", pages.reports, name="reports"),
    path("rapporten/controleren/", pages.report_check, name="report_check"),
    path("rapporten/<uuid:key>/", pages.report, name="report"),
    path("rapporten/<uuid:key>/rapport.pdf", files.report_pdf, name="report_pdf"),
    path("rapporten/<uuid:key>/gegevens.json", files.report_json, name="report_json"),
    path("rapporten/<uuid:key>/openbaar/", publishing.report_publication, name="report_publication"),
    path("rapporten/<uuid:key>/wijzigingen/", changes.report_changes, name="report_changes"),
]
