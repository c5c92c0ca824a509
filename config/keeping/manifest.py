"""What an archive says about itself: with what software it was made, what is in it, and the hashes that prove it. No database, no files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
ENGINES = ("sqlite", "postgresql")


class KeepingError(Exception):
    """Why a backup, a restore or a look at it stops; its text is one Dutch line for whoever keeps the portal."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at` is ISO 8601 in UTC; `migrations` are "app.name", sorted; `counts` rows per table; `reports` SHA-256 of the PDF by public number."""

    engine: str
    software_version: str
    made_at: str
    migrations: tuple[str, ...]
    counts: dict[str, int]
    reports: dict[str, str]
    dump_sha256: str
    dump_bytes: int

    def written(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode()


def read_manifest(text: bytes) -> Manifest:
    """Raises KeepingError for what is no manifest of this format."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KeepingError("Het archief klopt niet: de inhoudsopgave is onleesbaar.") from error
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise KeepingError("Dit archief heeft een vorm die deze software niet kent.")
    wrong = sorted(_wrong(data))
    if wrong:
        raise KeepingError(f"Het archief klopt niet: in de inhoudsopgave is {', '.join(wrong)} fout.")
    return Manifest(**{**data, "migrations": tuple(data["migrations"])})


def _wrong(data: dict[str, Any]) -> set[str]:
    """The names of fields that are missing, unknown or of another kind."""
    right = {
        "engine": data.get("engine") in ENGINES,
        "software_version": isinstance(data.get("software_version"), str),
        "made_at": isinstance(data.get("made_at"), str),
        "migrations": isinstance(data.get("migrations"), list) and all(isinstance(item, str) for item in data["migrations"]),
        "counts": isinstance(data.get("counts"), dict) and all(type(item) is int for item in data["counts"].values()),
        "reports": isinstance(data.get("reports"), dict) and all(isinstance(item, str) for item in data["reports"].values()),
        "dump_sha256": isinstance(data.get("dump_sha256"), str),
        "dump_bytes": type(data.get("dump_bytes")) is int and data["dump_bytes"] >= 0,
    }
    return {name for name, is_right in right.items() if not is_right} | (data.keys() - right.keys())
