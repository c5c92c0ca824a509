"""What WeasyPrint leaves out of a PDF that is PDF/UA-1 and PDF/A-3a at once: identification, roles, scopes, line ends; and writing it quickly."""

from __future__ import annotations

import zlib
from datetime import datetime
from functools import cache, cached_property
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
    _write_quickly(pdf)


def _write_quickly(pdf: Any) -> None:
    """Make the bytes of every object once, and compress streams reasonably. Every `endstream` gets a whole line end before it.

    pydyf makes all bytes twice, the second time for the hash that identifies the file, and compresses as much as can be: a tenth of the time of
    a report, which is 3 % larger without.

    One compressed stream in 256 happens to end in a carriage return. With only a line feed behind it a reader takes the two for the end of the
    line, counts a byte less than the stream says, and PDF/A is broken (ISO 19005-3, 6.1.7.1).
    """
    from pydyf import Dictionary, Stream

    def written(item: Any) -> bytes:
        content: bytes = Stream(item.stream).data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
        extra = dict(item.extra)
        if item.compress:
            content, extra["Filter"] = zlib.compress(content, 6), "/FlateDecode"
        return b"\n".join((Dictionary(extra | {"Length": len(content)}).data, b"stream", content + b"\r\nendstream"))

    @cache
    def once(kind: type[Any]) -> type[Any]:
        class Once(kind):
            @cached_property
            def data(self) -> bytes:
                return written(self) if isinstance(self, Stream) else super().data

        return Once

    def add(item: Any) -> None:
        item.__class__ = once(type(item))
        add_object(item)

    # Also what is added while writing: the objects that stand together in a stream, and the table of where everything stands.
    add_object, pdf.add_object = pdf.add_object, add
    for item in pdf.objects:
        item.__class__ = once(type(item))


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
