"""One PDF to be made: everything that decides its bytes, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from procurement.exports.rendering.frames import BrokenFrameError, encode

# A lone surrogate reaches the engine, which replaces it visibly.
_ODD = "surrogatepass"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF: the data that the report is made of. Its media type follows from the name's ending."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Job:
    """A document as `render_pdf` takes it."""

    html: str
    title: str
    author: str
    base_url: str
    dated: date
    attachments: tuple[Attached, ...] = ()

    def frame(self) -> bytes:
        """The job on its way to the engine."""
        header = {
            "title": self.title,
            "author": self.author,
            "base_url": self.base_url,
            "dated": self.dated.isoformat(),
            "attachments": [[item.name, item.description] for item in self.attachments],
        }
        return encode(header, [self.html.encode("utf-8", _ODD), *(item.content for item in self.attachments)])

    def digest(self, engine: bytes) -> str:
        """The name of the result: differs as soon as anything differs that the PDF is made of or, by `engine`, is made with."""
        return sha256(engine + self.frame()).hexdigest()


def read_job(header: dict[str, Any], parts: list[bytes]) -> Job:
    """The job of a frame; raises BrokenFrameError when it is none."""
    try:
        html, *contents = parts
        files = [Attached(name, content, description) for (name, description), content in zip(header["attachments"], contents, strict=True)]
        return Job(
            html=html.decode("utf-8", _ODD),
            title=header["title"],
            author=header["author"],
            base_url=header["base_url"],
            dated=date.fromisoformat(header["dated"]),
            attachments=tuple(files),
        )
    except (KeyError, TypeError, ValueError):
        raise BrokenFrameError("no job") from None
