"""Addresses of the catalogue; links are mailed, so they do not change without a redirect."""

from django.urls import path

from voorzieningen import views

app_name = "voorzieningen"

urlpatterns = [
    path("aanbod/<slug:slug>/", views.offering, name="offering"),
    path("bronnen/", views.sources, name="sources"),
]
