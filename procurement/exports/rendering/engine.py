"""The one door to WeasyPrint: HTML in, a PDF out that is PDF/UA-1 and PDF/A-3a at once; it fetches nothing and reads no clock. Without Django."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from procurement.exports.rendering.finishing import describe, finish
from procurement.exports.rendering.job import Attached, Job
from procurement.exports.rendering.problems import PdfUnavailableError

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
LARGEST_PICTURE = 2_000_000  # characters of a data: address; a logo has at most a tenth of it
MOST_PIXELS = 4_000_000

# Addresses that only the fetcher below knows: the style sheet names its fonts relative to itself.
STATIC = "https://static.invalid/"
_PICTURE = re.compile(r"data:image/(?:png|svg\+xml)[;,]", re.IGNORECASE)
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u202f": "\u00a0", "\u2009": "\u00a0"})
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Engine:
    """WeasyPrint with our fonts and style sheet, loaded once per process. Not for two threads at once: pango's font map is not safe for that."""

    weasyprint: Any
    fetcher: Any
    fonts: Any
    stylesheet: Any
    characters: frozenset[int]

    def make(self, job: Job) -> bytes:
        """The document as PDF. The same job gives the same bytes, in every process."""
        source = self.weasyprint.HTML(string=self.printable(job.html), base_url=job.base_url, url_fetcher=self.fetcher)
        document = source.render(font_config=self.fonts, stylesheets=[self.stylesheet])
        moment = datetime.combine(job.dated, time(12), tzinfo=UTC)
        describe(document.metadata, self.printable(job.title), self.printable(job.author), moment)
        files = [self.attachment(item, moment) for item in sorted(job.attachments, key=lambda item: item.name)]
        with warnings.catch_warnings():
            # WeasyPrint leaves closing the file of its colour profile to Python.
            warnings.filterwarnings("ignore", message="unclosed file .*sRGB2014", category=ResourceWarning)
            pdf: bytes = document.write_pdf(finisher=finish, pdf_variant="pdf/a-3a", attachments=files)
        return pdf

    def printable(self, text: str) -> str:
        """The text with every character that the font lacks replaced, whether it stands there itself or as an entity."""

        def entity(match: re.Match[str]) -> str:
            return match[0] if all(ord(character) in self.characters for character in unescape(match[0])) else _REPLACEMENT

        known = normalize("NFC", text).translate(_ALIKE)
        unknown = {ord(character): _REPLACEMENT for character in set(known) if ord(character) not in self.characters}
        return _ENTITY.sub(entity, known.translate(unknown))

    def attachment(self, item: Attached, moment: datetime) -> Any:
        return self.weasyprint.Attachment(
            string=item.content,
            name=item.name,
            description=item.description,
            created=moment,
            modified=moment,
            relationship="Data",
            url_fetcher=self.fetcher,
        )


def load_engine(stylesheet: Path, fonts: Mapping[str, Path]) -> Engine:
    """The engine with a style sheet and the fonts that it names, by the addresses under STATIC at which it finds them.

    Raises PdfUnavailableError when pango or its companions are missing.
    """
    weasyprint = import_weasyprint()
    from fontTools.ttLib import TTFont
    from weasyprint.text.fonts import FontConfiguration

    _bound_pictures()
    fetcher = _fetcher({f"{STATIC}{name}": path.read_bytes() for name, path in fonts.items()})
    configuration = FontConfiguration()
    css = stylesheet.read_text(encoding="utf-8")
    sheet = weasyprint.CSS(string=css, base_url=f"{STATIC}procurement/print.css", url_fetcher=fetcher, font_config=configuration)
    characters = frozenset.intersection(*(frozenset(TTFont(path).getBestCmap()) for path in fonts.values()))
    return Engine(weasyprint, fetcher, configuration, sheet, characters | {ord(character) for character in "\t\n\r"})


def import_weasyprint() -> Any:
    """The library; PdfUnavailableError with what to install when its own libraries are missing."""
    try:
        with warnings.catch_warnings():
            # On a machine without fonts; we bring our own.
            warnings.filterwarnings("ignore", message=".*Expect ugly output")
            import weasyprint
    except OSError as error:
        raise PdfUnavailableError(f"The PDF needs system packages that are missing: apt-get install {LIBRARIES}") from error
    return weasyprint


def _bound_pictures() -> None:
    """A small file can hold a picture of gigabytes: Pillow refuses one of more than twice this number before it unpacks it."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2


def _fetcher(static: dict[str, bytes]) -> Any:
    """A fetcher that knows our own files and pictures in the document itself and refuses the rest: no network, no disk, no redirects."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in static:
                return URLFetcherResponse(url, static[url], {"Content-Type": "font/ttf"})
            if len(url) > LARGEST_PICTURE or not _PICTURE.match(url):
                raise ValueError("only pictures inside the document are read")
            return super().fetch(url, headers)

    return ClosedFetcher(allowed_protocols=("data",), allow_redirects=False)
