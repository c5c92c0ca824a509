"""The logo that a municipality sends in: looked at by its content and drawn anew, so that only pixels remain."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MOST_BYTES = 1024 * 1024
MOST_PIXELS = 4000  # wide or high
LARGEST_SIDE = 800
LARGEST_READ = 80_000_000  # pixels: Pillow opens no larger image; what is smaller hears how many pixels it may have
TYPE = "image/png"

_one_at_a_time = threading.Lock()  # the switch below is Pillow's, for the whole process


class LogoError(Exception):
    """Why a file is no logo; its text is Dutch and meant for the visitor."""


def redraw(data: bytes) -> bytes:
    """A PNG of at most 800 pixels wide and high, without anything that travelled along in the file (EXIF, text, another file behind it).

    Raises LogoError for all that is not one PNG or JPEG image of at most 1 MB and 4000 pixels wide and high.
    """
    if len(data) > MOST_BYTES:
        raise LogoError("Het logo is groter dan 1 MB. Kies een kleiner bestand.")
    try:
        # Pillow warns of an image that is large for its file before it reads the pixels.
        with _whole_images_only(), warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redraw(data)
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise LogoError("Dit bestand is geen PNG of JPEG die het portaal kan lezen.") from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise LogoError("Dit bestand is beschadigd: de afbeelding is niet helemaal te lezen.") from None


@contextmanager
def _whole_images_only() -> Iterator[None]:
    """WeasyPrint, once loaded, lets Pillow fill up images that break off, and its engine bounds their size; a logo has to be whole."""
    with _one_at_a_time:
        before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, LARGEST_READ
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before


def _redraw(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as image:
        if max(image.size) > MOST_PIXELS:
            raise LogoError(f"Het logo is meer dan {MOST_PIXELS} pixels breed of hoog. Maak het kleiner.")
        if getattr(image, "n_frames", 1) != 1:
            raise LogoError("Dit bestand bevat meer dan één beeld. Kies een gewone PNG of JPEG.")
        upright = ImageOps.exif_transpose(image).convert("RGBA" if _is_see_through(image) else "RGB")
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = Image.new(upright.mode, upright.size)
    drawn.paste(upright)
    result = BytesIO()
    drawn.save(result, "PNG", optimize=True)
    return result.getvalue()


def _is_see_through(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
