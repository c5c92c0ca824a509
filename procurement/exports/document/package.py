"""The package of an OpenDocument text: its files in a fixed order, without anything of the template or the time of making."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from procurement.exports.document.manuscript import Manuscript
from procurement.exports.document.odf import element
from procurement.exports.document.styles import as_file, content_styles, styles_file

if TYPE_CHECKING:
    from odfdo import Document

_MIMETYPE = "mimetype"
_PARTS = {"content.xml", "styles.xml", "meta.xml", "settings.xml"}
# The oldest time that the archive can hold: the day of making stands in meta.xml and nowhere else.
_TIME = (1980, 1, 1, 0, 0, 0)


def packed(manuscript: Manuscript, *, title: str, author: str, dated: date, status: str) -> bytes:
    """The bytes of the file: the same for the same arguments."""
    from odfdo import Document

    document = Document("text")
    _empty(document)
    document.set_part("styles.xml", styles_file(title, status))
    document.set_part("content.xml", _content(manuscript))
    for path, picture in manuscript.pictures.items():
        document.set_part(path, picture.content)
        document.manifest.add_full_path(path, picture.media_type)
    meta = document.meta
    meta.generator = meta.initial_creator = meta.creator = author
    meta.title = title
    meta.creation_date = meta.date = datetime.combine(dated, time(12))
    meta.language = "nl-NL"
    target = io.BytesIO()
    document.save(target)
    return _without_times(target)


def _empty(document: Document) -> None:
    """Takes out what the template brings along: styles, settings and a picture."""
    manifest = document.manifest
    for path in set(manifest.get_paths()) - _PARTS - {"/"}:
        manifest.del_full_path(path)
    for path in set(document.parts) - _PARTS - {_MIMETYPE, "META-INF/manifest.xml"}:
        document.del_part(path)
    for part in (document.settings.body, document.meta.body):
        part.clear()


def _content(manuscript: Manuscript) -> bytes:
    root: Any = element("office:document-content", {"office:version": "1.3"})
    root.extend((content_styles(manuscript), element("office:body", {}, manuscript.body)))
    return as_file(root)


def _without_times(source: io.BytesIO) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(source) as made, zipfile.ZipFile(target, "w") as archive:
        # First and not compressed, so that a program can tell the format from the first bytes.
        archive.writestr(zipfile.ZipInfo(_MIMETYPE, _TIME), made.read(_MIMETYPE))
        for name in sorted(set(made.namelist()) - {_MIMETYPE}):
            archive.writestr(zipfile.ZipInfo(name, _TIME), made.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
