"""An address as a QR code, so that a printed report can be checked with a telephone."""

from __future__ import annotations


def qr_of(address: str) -> str:
    """The QR code of an address as a data: address of an SVG, with the quiet zone around it. The same address gives the same picture."""
    import segno  # only who freezes a report needs it

    # Level M still reads with 15% of it smudged; a micro code is too small for an address, and not every telephone knows it.
    return segno.make(address, error="m", micro=False).svg_data_uri(border=4, dark="#000000", light="#ffffff", scale=3)
