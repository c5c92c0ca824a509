"""The name and logo of a municipality: what is taken as a logo, and that nobody's change is lost."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image, ImageFile, PngImagePlugin

from accounts.house_style import house_style_of
from accounts.logos import LARGEST_SIDE, LogoError, redraw
from accounts.models import HouseStyle, Role
from tests.accounts.people import make_person, sign_in
from tests.validation import assert_valid_html

PAGE = "/gemeente/huisstijl/"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **extra: Any) -> bytes:
    file = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else None).save(file, kind, **extra)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def bomb(side: int) -> bytes:
    """A PNG of some bytes that says to be `side` pixels wide and high."""
    head = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


def two_frames(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (9, 9), "red").save(file, kind, save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")])
    return file.getvalue()


# --- what is a logo --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "L"), ("JPEG", "CMYK")]
)
def test_png_and_jpeg_become_a_png(kind: str, mode: str) -> None:
    drawn = Image.open(BytesIO(redraw(picture(kind, mode=mode))))

    assert (drawn.format, drawn.size) == ("PNG", (40, 20))


def test_large_logo_is_made_smaller_also_in_a_process_that_made_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000_000)  # as procurement/exports/rendering/engine.py bounds it
    assert Image.open(BytesIO(redraw(picture(size=(4000, 1000))))).size == (LARGEST_SIDE, LARGEST_SIDE // 4)


def test_nothing_travels_along() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "geheim-in-de-tekst")
    exif = Image.Exif()
    exif[0x010E] = "geheim-in-de-exif"
    polyglot = picture(pnginfo=texts) + b"<script>geheim-achteraan</script>PK\x03\x04"

    for data in (polyglot, picture("JPEG", exif=exif, comment=b"geheim"), picture("JPEG") + b"geheim<?php ?>"):
        assert b"geheim" in data
        assert b"geheim" not in redraw(data)


def test_photo_that_lies_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    assert Image.open(BytesIO(redraw(picture("JPEG", exif=exif)))).size == (20, 40)


def test_half_a_picture_is_refused_also_after_a_pdf_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading WeasyPrint makes Pillow fill up what is missing."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(LogoError, match=r"beschadigd|geen PNG"):
        redraw(picture()[:60])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "geen PNG of JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "geen PNG of JPEG"),
        (picture("GIF"), "geen PNG of JPEG"),
        (picture("BMP"), "geen PNG of JPEG"),
        (picture("WEBP"), "geen PNG of JPEG"),
        (b"%PDF-1.7", "geen PNG of JPEG"),
        (b"\x89PNG\r\n\x1a\n", "geen PNG of JPEG|beschadigd"),
        (picture()[:60], "beschadigd|geen PNG"),
        (picture("JPEG", size=(400, 400))[:400], "beschadigd"),
        (bomb(4001), "4000 pixels"),
        (bomb(20_000), "geen PNG of JPEG|4000"),
        (bomb(2**31 - 1), "geen PNG of JPEG|4000"),
        (two_frames("PNG"), "meer dan één beeld"),
        (b"x" * (1024 * 1024 + 1), "groter dan 1 MB"),
    ],
)
def test_other_files_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(LogoError, match=said):
        redraw(data)


# --- the page --------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def boss(client: Client, db: None) -> User:
    user = make_person(Role.ADMINISTRATOR)
    sign_in(client, user)
    return user


def send(client: Client, version: int, name: str = "Gemeente Haarlem", logo: bytes | None = None, **extra: Any) -> Any:
    file = {} if logo is None else {"logo": SimpleUploadedFile("logo.png", logo, "image/png")}
    return client.post(PAGE, {"version": version, "name": name, **file, **extra})


def kept(user: User) -> HouseStyle:
    return house_style_of(user.membership.municipality_id)


def test_name_and_logo_are_kept_and_shown(client: Client, boss: User) -> None:
    assert send(client, 0, logo=picture())["Location"] == PAGE

    assert kept(boss).name == "Gemeente Haarlem"
    assert kept(boss).logo_address.startswith("data:image/png;base64,")
    html = client.get(PAGE).content.decode()
    assert kept(boss).logo_address in html
    assert_valid_html(html)


def test_new_name_leaves_the_logo(client: Client, boss: User) -> None:
    send(client, 0, logo=picture())
    send(client, 1, "Haarlem")

    assert kept(boss).name == "Haarlem"
    assert kept(boss).logo


def test_logo_can_be_taken_away(client: Client, boss: User) -> None:
    send(client, 0, logo=picture())

    page = send(client, 1, weg="logo")

    assert page["Location"] == PAGE
    assert not kept(boss).logo
    assert kept(boss).name == "Gemeente Haarlem"


@pytest.mark.parametrize("first", [0, 1])
def test_second_of_two_is_told_and_keeps_what_was_typed(client: Client, boss: User, first: int) -> None:
    if first:
        send(client, 0, "Eerst")
    send(client, first, "Van de eerste")

    response = send(client, first, "Van de tweede")

    html = response.content.decode()
    assert response.status_code == 409
    assert "intussen gewijzigd" in html
    assert 'value="Van de tweede"' in html
    assert f'name="version" value="{first + 1}"' in html
    assert_valid_html(html)
    assert kept(boss).name == "Van de eerste"
    # Who has read it and saves once more, means it.
    send(client, first + 1, "Van de tweede")
    assert kept(boss).name == "Van de tweede"


@pytest.mark.parametrize(
    "logo", [b"<svg/>", picture("GIF"), b"x" * 10 * 1024 * 1024, b"", bomb(20_000)], ids=["svg", "gif", "10 MB", "empty", "bomb"]
)
def test_bad_logo_gets_a_message_and_keeps_the_name(client: Client, boss: User, logo: bytes) -> None:
    response = send(client, 0, "Getypt", logo=logo)

    html = response.content.decode()
    assert response.status_code == 200
    assert "field__error" in html
    assert 'value="Getypt"' in html
    assert "Kies het bestand met het logo opnieuw" in html
    assert not HouseStyle.objects.exists()


@pytest.mark.parametrize("name", ["a\0b", "a\r\nb", "a" * 101])
def test_odd_name_is_refused(client: Client, boss: User, name: str) -> None:
    assert "field__error" in send(client, 0, name).content.decode()
    assert not HouseStyle.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", str(2**40)])
def test_odd_version_is_refused(client: Client, boss: User, version: str) -> None:
    assert client.post(PAGE, {"version": version, "name": "Haarlem"}).status_code == 200
    assert not HouseStyle.objects.exists()


def test_database_takes_no_logo_but_a_png(boss: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseStyle.objects.create(municipality=boss.membership.municipality, logo=b"<svg/>", logo_type="image/svg+xml")


def test_other_municipality_has_its_own(client: Client, boss: User) -> None:
    send(client, 0, "Haarlem")
    other = make_person(Role.ADMINISTRATOR, "GM0363")
    sign_in(client, other)
    send(client, 0, "Amsterdam")

    assert kept(boss).name == "Haarlem"
    assert str(kept(other)) == "Amsterdam"
