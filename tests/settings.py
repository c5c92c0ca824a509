"""The portal's settings as the tests run them; imports everything from config.settings after choosing the environment."""

import atexit
import os
from shutil import rmtree
from tempfile import gettempdir

os.environ["ENVIRONMENT"] = "test"

from config.settings import *
from config.settings import DATABASES, TEMPLATES
from tests.undefined import UndefinedVariable

# A template of ours that uses a variable nobody gave it fails its test.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()

# The real hasher takes a fifth of a second per signed-in test, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Look static files up when asked for, instead of listing them all for every test client.
WHITENOISE_AUTOREFRESH = True

# A folder for PDFs of this test process alone, made when there is one to make, and no standing back for the tests that run beside it.
PDF_FOLDER = f"{gettempdir()}/steunkeuze-test-{os.environ.get('PYTEST_XDIST_WORKER', os.getpid())}"
PDF_NICENESS = 0
atexit.register(rmtree, PDF_FOLDER, ignore_errors=True)

# Tables straight from the models; see record_migrations in tests/conftest.py.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False
