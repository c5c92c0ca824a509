"""All settings in one file; the environment decides, and production fails loudly when something needed is missing.

Needed in production: ENVIRONMENT (development, test, production), SECRET_KEY, ALLOWED_HOSTS, SITE_ADDRESS, DATABASE_URL, SECURITY_CONTACT.
Further: CSRF_TRUSTED_ORIGINS, SOFTWARE_VERSION, TRUSTED_PROXY_COUNT, DATABASE_STATEMENT_SECONDS, METRICS_TOKEN; for mail EMAIL_URL and
DEFAULT_FROM_EMAIL; for single sign-on OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME and, when only one municipality may use it,
OIDC_MUNICIPALITY. How each is read and refused stands in config/environment.py.
"""

import os
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config import environment, limits, log_lines
from config.browser_policy import content_policy

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = environment.kind(env)
PRODUCTION = ENVIRONMENT == "production"
DEBUG = environment.readable("DEBUG", lambda: env.bool("DEBUG", default=False))
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG may not be on in production")

# A fixed key outside production keeps sessions over restarts; production must bring its own.
SECRET_KEY = environment.secret_key(env, PRODUCTION)
ALLOWED_HOSTS = environment.hosts(env, PRODUCTION)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config",
    "voorzieningen",
    "accounts",
    "procurement",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "simple_history",
]

MIDDLEWARE = [
    # The first four see every reply, also one that the others refused or broke.
    "config.request_log.RequestLog",
    "config.headers.ReplyHeaders",
    "csp.middleware.CSPMiddleware",
    "config.guard.RequestGuard",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.idle.EndIdleSessions",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.rates.RateLimits",
    "simple_history.middleware.HistoryRequestMiddleware",
    "accounts.middleware.SecondFactorRequired",
    "procurement.views.own_session.PrivateAnswers",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["voorzieningen.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "config.form_renderer.QuickForms"

DATABASES = {"default": environment.database(env, PRODUCTION, otherwise=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}

# Where pg_dump, pg_restore and psql stand when they are not found by name, for `manage.py backup` and `restore`.
POSTGRES_TOOLS = env.str("POSTGRES_TOOLS", default="")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NotAboutUs"},
]

# --- signing in ---------------------------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses a guesser before a password is hashed
    "allauth.account.auth_backends.AuthenticationBackend",  # by mail address; for permissions it is Django's own
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/dossiers/"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.sign_up.SignUpForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# No mail to strangers: who asks for a new password with an unknown address gets the same page, and nothing else.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Steunkeuze: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
# For codes of the second step, for each person. Guessing passwords is axes' work (AccountAdapter.pre_authenticate).
# Signing in from one address has its limit in config/limits.py: allauth's own, 30 a minute, is too few for a town hall.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key", "login": None}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.forms.second_factor.LinkAppForm",
    "add_webauthn": "accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.second_factor.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.forms.second_factor.UsePasskeyForm",
    "login_webauthn": "accounts.forms.second_factor.SignInWithPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.second_factor.ConfirmWithPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Steunkeuze"
MFA_TOTP_TOLERANCE = 1  # the clock of a telephone may be half a minute off
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey alone signs in: so it has to be more than something one finds on a desk.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers allow passkeys on http://localhost only; there the server has to as well.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Five guesses a quarter of an hour for one person at one address; a colleague behind the same address is not in the way of it.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "accounts.lockout.name_typed"
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
# What axes keeps is for axes: no list of who signed in when, and nothing of it in the catalogue's admin.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# How many proxies of our own stand before the portal: that many addresses at the end of X-Forwarded-For are true, what stands before them
# was sent by the visitor. 0: the header is not looked at. Set it behind a proxy, or everybody counts as coming from one address.
TRUSTED_PROXY_COUNT = environment.whole_number(env, "TRUSTED_PROXY_COUNT", 0)
# How often one visitor may ask for what costs much: the table with its reasons is config/limits.py. Tests ask all day from one address.
LIMITS = limits.LIMITS
LIMITS_ARE_KEPT = ENVIRONMENT != "test"

# Single sign-on of a municipality: all four, or none.
_oidc = {name: env.str(name, default="") for name in ("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")}
if any(_oidc.values()) and not all(_oidc.values()):
    raise ImproperlyConfigured(f"For single sign-on {', '.join(name for name, value in _oidc.items() if not value)} is missing as well")
OIDC_NAME = _oidc["OIDC_NAME"]
# The CBS code of the only municipality whose people it may let in; empty: of every municipality, so then it has to be trusted by all.
OIDC_MUNICIPALITY = env.str("OIDC_MUNICIPALITY", default="")
_oidc_address = urlsplit(_oidc["OIDC_SERVER_URL"])
if PRODUCTION and OIDC_NAME and _oidc_address.scheme != "https":
    raise ImproperlyConfigured("OIDC_SERVER_URL must start with https://")
OIDC_ORIGIN = f"{_oidc_address.scheme}://{_oidc_address.netloc}" if OIDC_NAME else ""
SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "gemeente",
                "name": OIDC_NAME,
                "client_id": _oidc["OIDC_CLIENT_ID"],
                "secret": _oidc["OIDC_CLIENT_SECRET"],
                "settings": {"server_url": _oidc["OIDC_SERVER_URL"]},
            }
        ]
        if OIDC_NAME
        else [],
    }
}

# The limits on guessing codes and the codes that were used are shared by all processes. Made by a migration of accounts.
# Django keeps 300 entries unless told otherwise: whoever fills it with guesses would wash his own away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Where the portal stands, for links in mail that no request is at hand for: https://portal.example.nl.
SITE_ADDRESS = environment.site_address(env, PRODUCTION)
SECURITY_CONTACT = environment.security_contact(env, PRODUCTION)  # for security.txt: mailto:beveiliging@example.nl
# With it a monitor reads /metrics/; without it that address does not exist.
METRICS_TOKEN = environment.secret_token(env, "METRICS_TOKEN")
# Mail goes to the console until a server is named: EMAIL_URL=smtp+tls://name:password@mail.example.nl:587.
_mail = environment.readable("EMAIL_URL", lambda: env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Steunkeuze <steunkeuze@localhost>")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
# Outside production whitenoise serves straight from the sources: no collectstatic before the first page.
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
_modules = BASE_DIR / "node_modules"
# Only what a page uses is collected (`make assets` copies it); the packages themselves are 46 MB.
STATICFILES_DIRS = [("nlds", _modules / ".portal")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

FIXTURE_DIRS = [BASE_DIR / "fixtures"]
SOFTWARE_VERSION = env.str("SOFTWARE_VERSION", default="0.1.0")

# PDFs are made in a process of their own beside each web process: this many at once on the whole machine, behind the pages (nice 19). The folder
# is for all web processes of one machine, of the portal's own user alone (0700).
PDF_SLOTS = environment.whole_number(env, "PDF_SLOTS", 1)
PDF_NICENESS = 19
PDF_FOLDER = env.str("PDF_FOLDER", default=str(Path(gettempdir()) / f"steunkeuze-pdf-{os.getuid()}"))

CONTENT_SECURITY_POLICY = content_policy(OIDC_ORIGIN)

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# A message may hold a name; in the session it does not travel.
# A full disk stops no reading, see config/sessions.py.
SESSION_ENGINE = "config.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A working day after signing in, or until the browser closes.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 2 * 60 * 60  # accounts/idle.py; why not thirty minutes stands in docs/security.md
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # A monitor asks over plain http, from inside.
    SECURE_REDIRECT_EXEMPT = [r"^gezondheid/$", r"^levend/$", r"^metrics/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

DJANGO_TABLES2_TEMPLATE = "procurement/_table.html"

LOGGING = log_lines.configuration(PRODUCTION)
