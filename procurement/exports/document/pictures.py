"""Pictures of the report as files inside the document: the charts that stand in the HTML as SVG, and images that travel in a data: address."""

from __future__ import annotations

import base64
import binascii
import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
# HTML reads names in small letters; SVG has these with capitals (HTML standard, 13.2.6.1, those that a chart can have).
_CAPITALS = {
    name.lower(): name
    for name in (
        *("viewBox", "patternUnits", "patternTransform", "patternContentUnits", "preserveAspectRatio", "gradientUnits", "gradientTransform"),
        *("clipPathUnits", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "textLength", "lengthAdjust", "pathLength"),
        *("clipPath", "linearGradient", "radialGradient", "textPath"),
    )
}
_FONT = "Arial, 'Liberation Sans', sans-serif"
_ADDRESS = re.compile(r"data:(image/(?:svg\+xml|png|jpeg))((?:;[a-zA-Z0-9=-]+)*),(.*)", re.DOTALL)
_ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_UNIT = 0.235  # millimetres of a unit of a chart: its letters of 12 units are then 8 points
_PIXEL = 25.4 / 96
_LARGEST_IMAGE = 40.0  # millimetres: a logo or a QR code


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its size in millimetres; `title` and `words` say in words what it shows."""

    content: bytes
    media_type: str
    width: float
    height: float
    title: str = ""
    words: str = ""

    @property
    def ending(self) -> str:
        return _ENDINGS[self.media_type]

    def within(self, room: float) -> tuple[float, float]:
        """Width and height, not wider than the room."""
        scale = min(1.0, room / self.width)
        return self.width * scale, self.height * scale


def chart(svg: Any, title: str) -> Picture:
    """An SVG that stands in the HTML; the words of its own <title> describe it."""
    width, height = _box(svg)
    own = svg.find("title")
    words = " ".join("".join(own.itertext()).split()) if own is not None else ""
    return Picture(_as_file(svg), "image/svg+xml", width * _UNIT, height * _UNIT, title, words)


def image(address: str, alternative: str) -> Picture | None:
    """An image in a data: address; None when the address is of anything else or holds no image that can be read."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        return None
    try:
        content = base64.b64decode(match[3], validate=False) if ";base64" in match[2] else unquote_to_bytes(match[3])
        width, height = _size(content, match[1])
    except (binascii.Error, ValueError, OSError, etree.XMLSyntaxError):
        return None
    scale = min(_PIXEL, _LARGEST_IMAGE / max(width, height))
    return Picture(content, match[1], width * scale, height * scale, alternative)


def _size(content: bytes, media_type: str) -> tuple[float, float]:
    if media_type == "image/svg+xml":
        return _box(etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)))
    from PIL import Image

    with Image.open(io.BytesIO(content)) as opened:
        return float(opened.width), float(opened.height)


def _box(svg: Any) -> tuple[float, float]:
    """The size in units: that of the view box, or else the width and height. Raises ValueError without any."""
    numbers = (svg.get("viewBox") or svg.get("viewbox") or "").split()
    given = numbers[2:] if len(numbers) == 4 else [svg.get("width", "").removesuffix("px"), svg.get("height", "").removesuffix("px")]
    width, height = (float(number) for number in given)
    if width <= 0 or height <= 0:
        raise ValueError("a picture needs a width and a height")
    return width, height


def _as_file(svg: Any) -> bytes:
    made = _copied(svg)
    made.set("font-family", _FONT)
    for name, length in zip(("width", "height"), _box(svg), strict=True):
        made.set(name, f"{length:g}")
    content: bytes = etree.tostring(made, encoding="UTF-8", xml_declaration=True)
    return content


def _copied(node: Any) -> Any:
    made = etree.Element(f"{{{_SVG}}}{_CAPITALS.get(node.tag, node.tag)}", nsmap={None: _SVG})
    for name, value in node.attrib.items():
        if ":" not in name and name not in ("xmlns", "class", "style"):
            made.set(_CAPITALS.get(name, name), value)
    made.text = node.text
    for child in node:
        if isinstance(child.tag, str):
            copied = _copied(child)
            copied.tail = child.tail
            made.append(copied)
    return made
