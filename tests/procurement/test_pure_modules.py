"""The modules that calculate are plain Python: importing them loads no Django, so they can be read, tested and reused without it."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

PURE = (
    "voorzieningen.money",
    "voorzieningen.ages",
    "voorzieningen.catalogue",
    "voorzieningen.claims",
    "voorzieningen.detail",
    "voorzieningen.evidence",
    "procurement.changes",
    "procurement.costs",
    "procurement.pricing",
    "procurement.fit",
    "procurement.coverage",
    "procurement.facets",
    "procurement.features",
    "procurement.left_out",
    "procurement.mix",
    "procurement.offers",
    "procurement.question",
    "procurement.readings",
    "procurement.realised",
    "procurement.scenarios",
    "procurement.sensitivity",
    "procurement.sheet",
    "procurement.texts",
    "procurement.tipping",
    "procurement.advice",
)
LIST_MODULES = "import importlib, sys; importlib.import_module(sys.argv[1]); print(*sys.modules)"


def modules_loaded_by(module: str) -> set[str]:
    return set(subprocess.run([sys.executable, "-c", LIST_MODULES, module], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("module", [module for module in PURE if find_spec(module)])
def test_importing_a_pure_module_loads_no_django(module: str) -> None:
    loaded = modules_loaded_by(module)
    assert module in loaded
    assert not {name for name in loaded if name.split(".")[0] in {"django", "environ", "config"} or name.startswith("voorzieningen.models")}
    # A second to import, for those who search a mix only.
    assert loaded.isdisjoint({"numpy", "scipy"})


def test_loaded_modules_are_seen() -> None:
    assert "django" in modules_loaded_by("django.db.models")
