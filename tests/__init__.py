"""Also what tests share has its asserts rewritten by pytest: they say what was compared, and hold with python -O."""

from pathlib import Path

import pytest

pytest.register_assert_rewrite(
    *sorted(f"tests.{path.stem}" for path in Path(__file__).parent.iterdir() if path.name[0].isalpha() and path.stem != "conftest")
)
