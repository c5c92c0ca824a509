"""What WeasyPrint leaves out of a PDF that is PDF/UA-1 and PDF/A-3a at once: identification, roles, scopes, and streams that end apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def describe(metadata: Any, title: str, author: str, moment: datetime) -> None:
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


def finish(_document: Any, pdf: Any) -> None:
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
