"""LibreOffice opens the editable document: its pages, its headings, its contents with the right pages, its tables and its pictures."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import etree

from procurement.exports.document.odf import NAMESPACES, named
from procurement.exports.report_files import report_document
from tests.procurement.test_document import ADDRESS, QUESTIONS, attribute, found, report_on, words

NAMES = ("alles", "mix")
# Reading these from the file that LibreOffice writes again shows what it made of them.
AGAIN = "alles"


def converted(files: dict[str, bytes], kind: str, folder: Path) -> dict[str, bytes]:
    """Every document as LibreOffice saves it in this format. One start for all of them."""
    program = shutil.which("soffice")
    assert program, "This test needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer-nogui (make test does it)"
    profile, source, out = folder / "profile", folder / f"in-{kind}", folder / f"out-{kind}"
    for path in (source, out):
        path.mkdir(parents=True)
    for name, content in files.items():
        (source / f"{name}.odt").write_bytes(content)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(out)]
    done = subprocess.run([*command, *(str(source / f"{name}.odt") for name in files)], capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    missing = [name for name in files if not (out / f"{name}.{kind}").exists()]
    assert not missing, f"LibreOffice could not open {missing}: {done.stdout} {done.stderr}"
    return {name: (out / f"{name}.{kind}").read_bytes() for name in files}


@pytest.fixture(scope="module")
def documents(django_db_setup: None, django_db_blocker: Any) -> dict[str, bytes]:
    with django_db_blocker.unblock():
        return {name: report_document(report_on(QUESTIONS[name]), address=ADDRESS) for name in NAMES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture(scope="module")
def printed(documents: dict[str, bytes], folder: Path) -> dict[str, pypdf.PdfReader]:
    return {name: pypdf.PdfReader(io.BytesIO(data)) for name, data in converted(documents, "pdf", folder).items()}


@pytest.fixture(scope="module")
def texts(printed: dict[str, pypdf.PdfReader]) -> dict[str, list[str]]:
    """The text of each page: reading it takes longer than printing it."""
    return {name: [page.extract_text() for page in reader.pages] for name, reader in printed.items()}


@pytest.fixture(scope="module")
def again(documents: dict[str, bytes], folder: Path) -> Any:
    """What LibreOffice saves after opening: only what it understood."""
    saved = converted({AGAIN: documents[AGAIN]}, "odt", folder)[AGAIN]
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        return etree.fromstring(archive.read("content.xml"))


def flat(text: str) -> str:
    """Without white space and without the places where a word may break."""
    return re.sub(r"[\s\u00ad]+", "", text)


def outlined(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    """(title, page from 1) of every bookmark, in order."""

    def walk(items: list[Any]) -> list[tuple[str, int]]:
        found = []
        for item in items:
            if isinstance(item, list):
                found += walk(item)
            else:
                found.append((str(item.title), reader.get_destination_page_number(item) + 1))
        return found

    return walk(reader.outline)


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_is_a_bookmark(name: str, documents: dict[str, bytes], printed: dict[str, pypdf.PdfReader]) -> None:
    headings = [flat(words(item)) for item in found(documents[name], "//text:h")]

    assert [flat(title) for title, _ in outlined(printed[name])] == headings


@pytest.mark.parametrize("name", NAMES)
def test_the_contents_name_every_part_with_its_page(
    name: str, documents: dict[str, bytes], printed: dict[str, pypdf.PdfReader], texts: dict[str, list[str]]
) -> None:
    contents = [flat(line) for line in texts[name][1].split("\n")]
    parts = {flat(words(item)) for item in found(documents[name], "//text:h[@text:outline-level='2']")}
    places = [(flat(title), page) for title, page in outlined(printed[name]) if flat(title) in parts]

    assert len(places) >= 16
    for title, page in places:
        assert any(re.fullmatch(rf"{re.escape(title)}\.+{page}", line) for line in contents), (title, page)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_it_is_of_how_many_and_how_far_the_report_is(name: str, texts: dict[str, list[str]]) -> None:
    pages = texts[name]

    assert 15 < len(pages) < 90
    for number, text in enumerate(pages[1:], start=2):
        assert f"Pagina {number} van {len(pages)}" in text
        assert "CONCEPT" in text
    assert "Pagina" not in pages[0]
    assert "Concept" in pages[0]


@pytest.mark.parametrize("name", NAMES)
def test_wide_parts_lie_on_their_side(name: str, documents: dict[str, bytes], printed: dict[str, pypdf.PdfReader]) -> None:
    lying = [page.mediabox.width > page.mediabox.height for page in printed[name].pages]

    assert any(lying) == (b"Liggend" in etree.tostring(found(documents[name], "//office:automatic-styles")[0]))
    assert not lying[0]
    assert not all(lying)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_every_cell_are_printed(name: str, documents: dict[str, bytes], texts: dict[str, list[str]]) -> None:
    """Notes and marks in small letters may be printed apart, so that each word is looked for."""
    text = flat(" ".join(texts[name]))
    cells = [words(paragraph) for paragraph in found(documents[name], "//table:table-cell//text:p[not(.//text:span) and not(.//text:a)]")]
    missing = [word for cell in cells for word in cell.split() if flat(word) not in text and len(word) < 25]

    assert len(cells) > 300
    assert not missing


def test_libreoffice_understood_the_contents_the_numbers_and_the_heads_of_tables(documents: dict[str, bytes], again: Any) -> None:
    before = documents[AGAIN]

    assert [attribute(item, "text:style-name") for item in found(again, "//text:table-of-content//text:index-source-style")] == ["Heading_20_2"]
    for path in ("//text:h", "//text:sequence", "//table:table", "//table:table-header-rows", "//text:list-item", "//draw:frame"):
        assert len(found(again, path)) == len(found(before, path)), path
    numbers = [words(item) for item in found(again, "//text:sequence[@text:name='Table']")]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_pictures_keep_their_words_for_who_cannot_see_them(documents: dict[str, bytes], again: Any) -> None:
    described = [words(item) for item in found(documents[AGAIN], "//draw:frame/svg:desc")]

    assert described
    assert [words(item) for item in found(again, "//draw:frame/svg:desc")] == described
    kinds = {item.get(f"{{{NAMESPACES['draw']}}}mime-type") or item.get(named("draw:mime-type")) for item in found(again, "//draw:image")}
    assert "image/svg+xml" in kinds
