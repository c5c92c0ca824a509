"""How the web process and the process that makes PDFs talk: a length, a JSON header and bytes. Nothing that comes in is ever run or unpickled."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from typing import Any

LARGEST_HEADER = 64 * 1024
LARGEST_PARTS = 64 * 1024 * 1024  # bytes, together
MOST_PARTS = 50

_LENGTH = struct.Struct("!I")


class BrokenFrameError(Exception):
    """The other side stopped, or says what it should not."""


def encode(header: dict[str, Any], parts: Sequence[bytes] = ()) -> bytes:
    """A frame: `header` as JSON, with the lengths of `parts`, which follow it. The same arguments give the same bytes."""
    text = json.dumps({**header, "parts": [len(part) for part in parts]}, sort_keys=True).encode()
    return b"".join((_LENGTH.pack(len(text)), text, *parts))


def decode(read: Callable[[int], bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The next frame of a stream; `read` gives so many bytes, or fewer at its end. Raises BrokenFrameError for all else than a whole frame."""
    (length,) = _LENGTH.unpack(_exactly(read, _LENGTH.size))
    if length > LARGEST_HEADER:
        raise BrokenFrameError(f"a header of {length} bytes")
    try:
        header = json.loads(_exactly(read, length))
    except (ValueError, RecursionError):
        raise BrokenFrameError("a header that is no JSON") from None
    sizes = header.pop("parts", None) if isinstance(header, dict) else None
    if not isinstance(sizes, list) or len(sizes) > MOST_PARTS or not all(type(size) is int and size >= 0 for size in sizes):
        raise BrokenFrameError("a header without the lengths of its parts")
    if sum(sizes) > LARGEST_PARTS:
        raise BrokenFrameError(f"{sum(sizes)} bytes")
    return header, [_exactly(read, size) for size in sizes]


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    data = read(size)
    if len(data) != size:
        raise BrokenFrameError(f"{len(data)} of {size} bytes")
    return data
