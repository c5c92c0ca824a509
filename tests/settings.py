"""The portal's settings as the tests run them; imports everything from config.settings after choosing the environment."""

import os

os.environ["ENVIRONMENT"] = "test"

from config.settings import *
from config.settings import TEMPLATES
from tests.undefined import UndefinedVariable

# A template of ours that uses a variable nobody gave it fails its test.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()

# The real hasher takes a fifth of a second per signed-in test, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Look static files up when asked for, instead of listing them all for every test client.
WHITENOISE_AUTOREFRESH = True
