"""Files that are made to do harm, and the workbook they are made from: built here, so that none of them lies about."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from random import Random

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
ROOT_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = f'<workbook {NAMESPACE} xmlns:r="{RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>%s</workbook>'
BOOK_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>%s</Relationships>'
)
SHEET = f"<worksheet {NAMESPACE}>%s<sheetData>%s</sheetData>%s</worksheet>"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>sleutel</t></is></c><c r="B1" t="inlineStr"><is><t>bron</t></is></c></row>'
ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>s0</t></is></c></row>'


def parts(*, rows: str = HEAD + ROW, before: str = "", after: str = "", book: str = "", rels: str = "", **extra: str) -> dict[str, bytes]:
    """The parts of a workbook of one sheet."""
    texts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": BOOK % book,
        "xl/_rels/workbook.xml.rels": BOOK_RELS % rels,
        "xl/worksheets/sheet1.xml": SHEET % (before, rows, after),
    } | extra
    return {name: text.encode() for name, text in texts.items()}


def zipped(content: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def book(**changes: str) -> bytes:
    return zipped(parts(**changes))


def cell(name: str, inside: str, kind: str = "") -> str:
    row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'{HEAD}<row r="{row}"><c r="{name}"{kind}>{inside}</c></row>'


def with_part(name: str, data: bytes = b"<a/>") -> bytes:
    return zipped(parts() | {name: data})


def twice(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, data in [*parts().items(), (name.upper(), parts()[name])]:
            archive.writestr(part, data)
    return out.getvalue()


def with_lying_size(claim: int = 10) -> bytes:
    """A sheet of 30 MB of which both directories say that it is `claim` bytes."""
    sheet = (SHEET % ("", HEAD + ROW, " " * 30_000_000)).encode()
    data = bytearray(zipped(parts() | {"xl/worksheets/sheet1.xml": sheet}))
    real = struct.pack("<I", len(sheet))
    place = data.find(real)
    while place >= 0:
        data[place : place + 4] = struct.pack("<I", claim)
        place = data.find(real, place + 4)
    return bytes(data)


def with_flag(bit: int) -> bytes:
    """Every entry with a flag set: bit 0 says encrypted."""
    data = bytearray(book())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1 << bit
            place = data.find(signature, place + 4)
    return bytes(data)


def bomb() -> bytes:
    """A plain zip of zeros: a thousand to one."""
    return zipped(parts() | {"xl/sharedStrings.xml": b"<sst>" + b"\0" * 9_000_000})


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a0 "lol">{entities}]>' + SHEET % (
        "",
        cell("A2", "<is><t>&a9;</t></is>", ' t="inlineStr"'),
        "",
    )


# Packed to about a hundredth: under the highest ratio.
SPARSE = b"".join(Random(number).randbytes(1_000) + b" " * 99_000 for number in range(30))
OUTSIDE = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SHEET % ("", cell("A2", "<is><t>&x;</t></is>", ' t="inlineStr"'), "")
SHEET_PART = "xl/worksheets/sheet1.xml"
EMPTY_ROWS = "".join(f'<row r="{row}"/>' for row in range(3, 60_000))
STYLES = f"<styleSheet {NAMESPACE}><cellXfs>" + "<xf/>" * 100_000 + "</cellXfs></styleSheet>"
DEEP = "<a>" * 100_000 + "</a>" * 100_000
MACRO_TYPES = TYPES.replace("sheet.main+xml", "sheet.macroEnabled.main+xml")
LINK = f'<Relationship Id="r9" Type="{RELATIONS}/externalLinkPath" Target="http://example.nl/x.xlsx" TargetMode="External"/>'

HOSTILE: dict[str, bytes] = {
    # archives
    "zip bomb": bomb(),
    "lying size": with_lying_size(),
    "too much in all": zipped(parts() | {f"xl/x{n}.xml": SPARSE for n in range(4)}),
    "encrypted": with_flag(0),
    "no workbook": zipped({"a.txt": b"hello"}),
    "nested zip": with_part("xl/a.xml", zipped({"b": b"c"})),
    "office file inside": with_part("xl/a.xml", b"\xd0\xcf\x11\xe0" + b"x" * 100),
    "parent folder": with_part("xl/../../etc/cron.xml"),
    "absolute name": with_part("/etc/passwd.xml"),
    "drive name": with_part("C:/a.xml"),
    "backslash name": with_part("xl\\a.xml"),
    "same name twice": twice("xl/workbook.xml"),
    "many parts": zipped(parts() | {f"xl/x{n}.xml": b"<a/>" for n in range(5000)}),
    "other compression": zipped(parts(), method=zipfile.ZIP_BZIP2),
    "something before it": b"PK\x03\x04" + b"x" * 50 + book(),
    "cut off": book()[:-30],
    "broken checksum": book().replace(struct.pack("<I", zlib.crc32(parts()[SHEET_PART])), b"\0\0\0\0"),
    "program inside": with_part("xl/run.exe", b"MZ"),
    # what a workbook can do
    "macro part": with_part("xl/vbaProject.bin"),
    "macro type": zipped(parts() | {"[Content_Types].xml": MACRO_TYPES.encode()}),
    "external link part": with_part("xl/externalLinks/externalLink1.xml"),
    "external link": book(rels=LINK),
    "external reference": book(book='<externalReferences><externalReference r:id="r9"/></externalReferences>'),
    "dde": with_part("xl/other.xml", b'<x><ddeLink ddeService="cmd" ddeTopic="/c calc"/></x>'),
    "data connection": with_part("xl/connections.xml"),
    "web query": with_part("xl/x.xml", b'<x><webPr url="http://example.nl"/></x>'),
    "pivot table": with_part("xl/pivotCache/p.xml"),
    "embedded object": with_part("xl/embeddings/o.bin"),
    "two sheets": zipped(
        parts() | {"xl/workbook.xml": (BOOK % "").replace("</sheets>", '<sheet name="b" sheetId="2" state="hidden" r:id="r1"/></sheets>').encode()}
    ),
    # XML
    "billion laughs": zipped(parts() | {SHEET_PART: laughs().encode()}),
    "external entity": zipped(parts() | {SHEET_PART: OUTSIDE.encode()}),
    # Stored, so that it is not the ratio that gives them away.
    "deep nesting": zipped(parts() | {"xl/x.xml": DEEP.encode()}, method=zipfile.ZIP_STORED),
    "endless styles": zipped(parts() | {"xl/styles.xml": STYLES.encode()}, method=zipfile.ZIP_STORED),
    "endless attributes": book(rows=cell("A2", "<v>1</v>", "".join(f' a{n}="b"' for n in range(300)))),
    "no xml": zipped(parts() | {SHEET_PART: b"<worksheet><row>"}),
    # the sheet
    "dimension": book(before='<dimension ref="A1:XFD1048576"/>'),
    "cell far down": book(rows=cell("A1048576", "<v>1</v>")),
    "cell far right": book(rows=cell("XFD2", "<v>1</v>")),
    "empty rows": book(rows=HEAD + EMPTY_ROWS),
    "row twice": book(rows=HEAD + ROW + ROW),
    "cell twice": book(rows=HEAD + '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'),
    "formula": book(rows=cell("A2", '<f>HYPERLINK("http://example.nl")</f><v>1</v>')),
    "formula without its value": book(rows=cell("A2", "<f>1+1</f>")),
    "formula as text": book(rows=cell("A2", "<is><t>=cmd|' /c calc'!A0</t></is>", ' t="inlineStr"')),
    "error value": book(rows=cell("A2", "<v>#REF!</v>", ' t="e"')),
    "merged cells": book(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "endless text": zipped(parts(rows=cell("A2", f"<is><t>{'x' * 1_500_000}</t></is>", ' t="inlineStr"')), method=zipfile.ZIP_STORED),
    "long text": book(rows=cell("A2", f"<is><t>{'xyz ' * 2_000}</t></is>", ' t="inlineStr"')),
    "row without a number": book(rows=HEAD + '<row r="zero"><c><v>1</v></c></row>'),
    "cell without a name": book(rows=cell("A2", "<v>1</v>").replace('r="A2"', 'r="2A"')),
    "cell beside the table": book(rows=HEAD + '<row r="2"><c r="F2"><v>1</v></c></row>'),
    "odd structure": zipped(parts() | {"xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
    "hidden NUL": book(rows=cell("A2", "<is><t>a_x0000_b</t></is>", ' t="inlineStr"')),
    "number without end": book(rows=cell("A2", "<v>1e400</v>")),
    # CSV
    "csv NUL": b"sleutel;bron\na\0;b\n",
    "csv lone surrogate": b"sleutel;bron\na\xed\xa0\x80;b\n",
    "csv utf-16": "sleutel;bron\na;b\n".encode("utf-16"),
    "csv broken utf-8 after a mark": b"\xef\xbb\xbfsleutel;bron\n\xff;b\n",
    "csv no characters": b"sleutel;bron\n\x81\x8d;b\n",
    "csv mixed delimiters": b"sleutel;bron\na,b\n",
    "csv too many fields": b"sleutel;bron\na;b;c\n",
    "csv unbalanced quotes": b'sleutel;bron\n"a;b\n' + b"c;d\n" * 1000,
    "csv text after quotes": b'sleutel;bron\n"a"x;b\n',
    "csv endless line": b"sleutel;bron\n" + b"x" * 1_000_000 + b";b\n",
    "csv endless field": b'sleutel;bron\n"' + b"x\n" * 100_000 + b'";b\n',
    "csv many columns": b";".join(b"k%d" % n for n in range(500)) + b"\n",
    "csv many rows": b"sleutel;bron\n" + b"a;b\n" * 3000,
    "csv formula": b"sleutel;bron\n=1+1;b\n",
    "csv control sign": b"sleutel;bron\na\x1bb;b\n",
    "csv no heading": b"sleutel;;bron\na;b;c\n",
    "too large": b"sleutel;bron\n" + b"a;b\n" * 800_000,
    "nothing": b" \n ",
    "only empty rows": b";;\n;;\n",
    "pdf": b"%PDF-1.7\n",
    "web page": b"<html><script>alert(1)</script>",
    "old office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
}
