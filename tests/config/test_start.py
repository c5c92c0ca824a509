"""What the portal loads when it starts: what is heavy waits until somebody needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

LOADED = """
import sys, django
django.setup()
from django.urls import get_resolver
from django.core.management import call_command
call_command("check")
assert get_resolver().url_patterns
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The packages that `manage.py check` loads, with every view."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        env={"ENVIRONMENT": "test", "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "sqlite:///:memory:"},
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("package", ["weasyprint", "numpy", "scipy", "xlsxwriter", "odfdo", "openpyxl", "highspy", "playwright", "fontTools"])
def test_heavy_package_waits_until_it_is_needed(loaded: set[str], package: str) -> None:
    assert package not in loaded


def test_list_says_what_is_loaded(loaded: set[str]) -> None:
    assert {"django", "procurement", "voorzieningen", "accounts"} <= loaded
