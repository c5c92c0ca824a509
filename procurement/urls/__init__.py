"""Addresses of the question and its answers; links are mailed, so they do not change without a redirect."""

from django.urls import path

from procurement.urls import dossiers, reports
from procurement.views import advice, comparison, comparison_files, coverage, overview, own_offers, scenarios

app_name = "procurement"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("overzicht.json", overview.overview_json, name="overview_json"),
    path("overzicht.csv", overview.overview_csv, name="overview_csv"),
    path("vergelijken/", comparison.comparison, name="comparison"),
    path("vergelijken.json", comparison.comparison_json, name="comparison_json"),
    path("vergelijken.csv", comparison_files.comparison_csv, name="comparison_csv"),
    path("vergelijken.ods", comparison_files.comparison_ods, name="comparison_ods"),
    path("vergelijken.xlsx", comparison_files.comparison_xlsx, name="comparison_xlsx"),
    path("dekking/", coverage.coverage, name="coverage"),
    path("dekking.json", coverage.coverage_json, name="coverage_json"),
    path("dekking.csv", coverage.coverage_csv, name="coverage_csv"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("advies/", advice.advice, name="advice"),
    path("advies.pdf", advice.advice_pdf, name="advice_pdf"),
    path("advies.odt", advice.advice_odt, name="advice_odt"),
    path("offertes/", own_offers.own_offers, name="own_offers"),
    path("offertes/nieuw/", own_offers.own_offer_new, name="own_offer_new"),
    path("offertes/terughalen/", own_offers.own_offers_undo, name="own_offers_undo"),
    path("offertes/wissen/", own_offers.own_offers_clear, name="own_offers_clear"),
    path("offertes/<int:key>/", own_offers.own_offer, name="own_offer"),
    path("offertes/<int:key>/meerekenen/", own_offers.own_offer_count, name="own_offer_count"),
    path("offertes/<int:key>/verwijderen/", own_offers.own_offer_delete, name="own_offer_delete"),
    *dossiers.urlpatterns,
    *reports.urlpatterns,
]
