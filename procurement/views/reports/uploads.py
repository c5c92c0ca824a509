"""A PDF that somebody sends in to be checked: its SHA-256 while it streams by. Nothing of it is kept, not in memory and not on disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from procurement.forms.check_pdf import MOST_BYTES

View = Callable[..., HttpResponse]


class HashedFile(UploadedFile):
    """What is left of a file that streamed by: its size and its SHA-256; of a file over the limit only that it is too large."""

    def __init__(self, name: str, size: int, digest: str) -> None:
        super().__init__(file=None, name=name, size=size)
        self.sha256 = digest

    def close(self) -> None:
        """There is nothing to close: Django does so when it refuses a form halfway, for instance one with too many files."""


class HashingHandler(FileUploadHandler):
    """Takes every part of every file and gives none back."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._hash, self._size = sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size <= MOST_BYTES:
            self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> HashedFile:
        return HashedFile(self.file_name, self._size, self._hash.hexdigest())


def hashes_uploads(view: View) -> View:
    """For a view with a file in its form. The token of the form is checked once the handler is in place: reading it reads the file."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [HashingHandler(request)]
        return protected(request, *args, **kwargs)

    return wrapped
