"""The one door to WeasyPrint: HTML in, a PDF out that is PDF/UA-1 and PDF/A-3a at once; it fetches nothing and reads no clock."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.contrib.staticfiles import finders

STYLESHEET = "procurement/print.css"
FONTS = tuple(f"nlds/fonts/noto-sans-{style}.ttf" for style in ("400-normal", "400-italic", "700-normal"))
LARGEST_HTML = 4_000_000  # characters; the report of twelve offerings over ten years has a quarter of that
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# Addresses that only the fetcher below knows: the style sheet names its fonts relative to itself.
_STATIC = "https://static.invalid/"
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u202f": "\u00a0", "\u2009": "\u00a0"})
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_REPLACEMENT = "\ufffd"

# Pango's font map is not safe for threads, and one rendering takes a whole processor anyway.
_rendering = threading.Lock()


class PdfUnavailableError(Exception):
    """This machine cannot make a PDF: a system library or the fonts are missing. The message says in one line what to do."""


class PdfTooLargeError(ValueError):
    """The document is longer than this portal makes into a PDF."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF: the data that the report is made of. Its media type follows from the name's ending."""

    name: str
    content: bytes
    description: str


def render_pdf(*, html: str, title: str, author: str, base_url: str, dated: date, attachments: Sequence[Attached] = ()) -> bytes:
    """The document as PDF. The same arguments give the same bytes, in every process.

    `html` needs a language and no head: the title, author and date of the PDF are the arguments. Links in it are made absolute with
    `base_url`; nothing else is fetched but `data:` addresses. Characters that the font lacks become U+FFFD, visibly.
    Raises PdfUnavailableError when pango or the fonts are missing and PdfTooLargeError over LARGEST_HTML characters.
    """
    if len(html) > LARGEST_HTML:
        raise PdfTooLargeError(f"{len(html)} characters, at most {LARGEST_HTML}")
    with _rendering:
        engine = _engine()
        source = engine.weasyprint.HTML(string=engine.printable(html), base_url=base_url, url_fetcher=engine.fetcher)
        document = source.render(font_config=engine.fonts, stylesheets=[engine.stylesheet])
        moment = datetime.combine(dated, time(12), tzinfo=UTC)
        _describe(document.metadata, engine.printable(title), engine.printable(author), moment)
        files = [engine.attachment(item, moment) for item in sorted(attachments, key=lambda item: item.name)]
        with warnings.catch_warnings():
            # WeasyPrint leaves closing the file of its colour profile to Python.
            warnings.filterwarnings("ignore", message="unclosed file .*sRGB2014", category=ResourceWarning)
            pdf: bytes = document.write_pdf(finisher=_finish, pdf_variant="pdf/a-3a", attachments=files)
        return pdf


def _describe(metadata: Any, title: str, author: str, moment: datetime) -> None:
    """Title and dates, and the identification as PDF/UA-1 beside the one as PDF/A-3a that WeasyPrint writes."""
    metadata.title = title
    metadata.authors = [author]
    metadata.created = metadata.modified = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    generate = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *args: generate(*args).replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")


# PDF/A wants a description of every schema that it does not know itself (ISO 19005-3, 6.6.2.3).
_PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def _finish(_document: Any, pdf: Any) -> None:
    """What WeasyPrint leaves out: readable metadata, the scope of header cells, lists of terms, and the view that shows the bookmarks."""
    _end_streams_apart(pdf)
    pdf.objects[_number(pdf.catalog["Metadata"])].compress = False
    pdf.catalog["PageMode"] = "/UseOutlines"
    for element in pdf.objects:
        if not isinstance(element, dict):
            continue
        if element.get("S") == "/TH":
            row = pdf.objects[_number(element["P"])]
            section = pdf.objects[_number(row["P"])]
            element["A"]["Scope"] = "/Column" if section.get("S") == "/THead" else "/Row"
        elif element.get("S") == "/Div" and pdf.objects[_number(element["P"])].get("S") == "/L":
            _make_list_item(pdf, element)


def _end_streams_apart(pdf: Any) -> None:
    """Write a whole line end before every `endstream`, also of the streams that are made while writing.

    One compressed stream in 256 happens to end in a carriage return. With only a line feed behind it a reader takes the two for the end of the
    line, counts a byte less than the stream says, and PDF/A is broken (ISO 19005-3, 6.1.7.1).
    """
    from pydyf import Stream

    class ApartStream(Stream):
        @property
        def data(self) -> bytes:
            written: bytes = super().data
            return written.removesuffix(b"\nendstream") + b"\r\nendstream"

    def add(item: Any) -> None:
        if type(item) is Stream:
            item.__class__ = ApartStream
        add_object(item)

    add_object, pdf.add_object = pdf.add_object, add
    for item in pdf.objects:
        # WeasyPrint has a kind of stream of its own, which only draws: once drawn it is a stream like any other.
        if isinstance(item, Stream):
            item.__class__ = ApartStream


def _make_list_item(pdf: Any, group: Any) -> None:
    """A <div> of terms and descriptions inside a <dl>: WeasyPrint makes it a Div of list items, PDF/UA wants one item with label and body."""
    group["S"] = "/LI"
    items = [pdf.objects[_number(reference)] for reference in group["K"]]
    for place, item in enumerate(items):
        item["S"] = "/LBody" if place else "/Lbl"
        for reference in item["K"]:
            pdf.objects[_number(reference)]["S"] = "/Div" if place else "/Span"


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


@dataclass(frozen=True, slots=True)
class _Engine:
    """WeasyPrint with our fonts and style sheet, loaded once per process."""

    weasyprint: Any
    fetcher: Any
    fonts: Any
    stylesheet: Any
    characters: frozenset[int]

    def printable(self, text: str) -> str:
        """The text with every character that the font lacks replaced, whether it stands there itself or as an entity."""

        def entity(match: re.Match[str]) -> str:
            return match[0] if all(ord(character) in self.characters for character in unescape(match[0])) else _REPLACEMENT

        known = normalize("NFC", text).translate(_ALIKE)
        return _ENTITY.sub(entity, "".join(character if ord(character) in self.characters else _REPLACEMENT for character in known))

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


@cache
def _engine() -> _Engine:
    weasyprint = _weasyprint()
    from fontTools.ttLib import TTFont
    from weasyprint.text.fonts import FontConfiguration

    files = {name: _static_file(name) for name in FONTS}
    fetcher = _fetcher({f"{_STATIC}{name}": path.read_bytes() for name, path in files.items()})
    fonts = FontConfiguration()
    css = _static_file(STYLESHEET).read_text(encoding="utf-8")
    stylesheet = weasyprint.CSS(string=css, base_url=f"{_STATIC}{STYLESHEET}", url_fetcher=fetcher, font_config=fonts)
    characters = frozenset.intersection(*(frozenset(TTFont(path).getBestCmap()) for path in files.values()))
    return _Engine(weasyprint, fetcher, fonts, stylesheet, characters | {ord(character) for character in "\t\n\r"})


def _weasyprint() -> Any:
    try:
        with warnings.catch_warnings():
            # On a machine without fonts; we bring our own.
            warnings.filterwarnings("ignore", message=".*Expect ugly output")
            import weasyprint
    except OSError as error:
        raise PdfUnavailableError(f"The PDF needs system packages that are missing: apt-get install {LIBRARIES}") from error
    return weasyprint


def _fetcher(static: dict[str, bytes]) -> Any:
    """A fetcher that knows our own files and `data:` and refuses the rest: no network, no disk, no redirects."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in static:
                return URLFetcherResponse(url, static[url], {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return ClosedFetcher(allowed_protocols=("data",), allow_redirects=False)


def _static_file(name: str) -> Path:
    """Where a static file of ours stands: among the sources, or in what collectstatic gathered."""
    collected = Path(settings.STATIC_ROOT) / name if settings.STATIC_ROOT else None
    for place in (finders.find(name), collected):
        if place and Path(place).is_file():
            return Path(place)
    raise PdfUnavailableError(f"The PDF needs the static file {name}: make run puts the fonts in place")
