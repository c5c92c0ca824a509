"""Addresses under /account/: the pages of allauth that the portal uses, with the names that allauth gives them.

Listed one by one, so that an update of allauth does not open a page nobody looked at. Left out: changing the mail address (it is that of the
invitation) and connecting accounts elsewhere.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, re_path

from accounts.views import me
from accounts.views.single_sign_on import guarded

urlpatterns = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("aanmelden/", account.signup, name="account_signup"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("nogmaals/", account.reauthenticate, name="account_reauthenticate"),
    path("mail/", me.start, name="account_email"),
    path("mail/bevestigen/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^mail/bevestigen/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path("wachtwoord/nieuw/klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", account.password_reset_from_key, name="account_reset_password_from_key"),
    path("tweede-stap/", factors.index, name="mfa_index"),
    path("tweede-stap/invullen/", factors.authenticate, name="mfa_authenticate"),
    path("tweede-stap/nogmaals/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/app/", app.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/app/verwijderen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/herstelcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tweede-stap/herstelcodes/bestand/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("tweede-stap/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("tweede-stap/passkeys/nieuw/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("tweede-stap/passkeys/inloggen/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("tweede-stap/passkeys/nogmaals/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/naam/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/verwijderen/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("oidc/afgebroken/", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/mislukt/", elsewhere.login_error, name="socialaccount_login_error"),
    path("oidc/<str:provider_id>/login/", guarded(openid.login), name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", guarded(openid.callback), name="openid_connect_callback"),
    # Names that allauth wants to exist.
    path("oidc/aanmelden/", me.start, name="socialaccount_signup"),
    path("oidc/koppelingen/", me.start, name="socialaccount_connections"),
]
