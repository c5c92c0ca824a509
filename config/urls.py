"""All addresses; they are stable, see docs/decisions.md."""

from django.contrib import admin
from django.urls import include, path

from config import health

urlpatterns = [
    path("", include("procurement.urls")),
    path("", include("voorzieningen.urls")),
    path("beheer/", admin.site.urls),
    path("gezondheid/", health.health, name="health"),
    path("levend/", health.alive, name="alive"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
