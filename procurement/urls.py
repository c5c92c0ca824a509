"""Addresses of the question and its answers; links are mailed, so they do not change without a redirect."""

from django.urls import path

from procurement.views import advice, comparison, overview

app_name = "procurement"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("overzicht.json", overview.overview_json, name="overview_json"),
    path("overzicht.csv", overview.overview_csv, name="overview_csv"),
    path("vergelijken/", comparison.comparison, name="comparison"),
    path("vergelijken.json", comparison.comparison_json, name="comparison_json"),
    path("advies/", advice.advice, name="advice"),
    path("advies.pdf", advice.advice_pdf, name="advice_pdf"),
]
