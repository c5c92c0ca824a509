"""All addresses; they are stable, see docs/decisions.md."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config import health, metrics, well_known
from voorzieningen.admin.history.pages import latest_changes

# Who manages the catalogue signs in like everybody else, with a second factor; who may not manage it gets 403.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", include("procurement.urls")),
    path("", include("voorzieningen.urls")),
    path("account/", include("accounts.sign_in_urls")),
    path("gemeente/", include("accounts.urls")),
    path("beheer/wijzigingen/", latest_changes, name="catalogue_changes"),
    path("beheer/", admin.site.urls),
    path("gezondheid/", health.health, name="health"),
    path("levend/", health.alive, name="alive"),
    path("metrics/", metrics.metrics, name="metrics"),
    path(".well-known/security.txt", well_known.security_txt, name="security_txt"),
    path("security.txt", well_known.old_security_txt, name="old_security_txt"),
    path("robots.txt", well_known.robots_txt, name="robots_txt"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
handler429 = "config.errors.too_many_requests"  # allauth asks for it
