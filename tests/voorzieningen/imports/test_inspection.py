"""Files are looked at before anything opens them: no hostile file gets in, not even in part, and none takes time or memory."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
import zipfile
from datetime import date

import pytest

from tests.voorzieningen.imports import hostile
from voorzieningen.imports.inspection import read_table
from voorzieningen.imports.reading import TOO_MUCH, read_file
from voorzieningen.imports.table import FileRefusedError, Limits, cell_name, guarded, plain
from voorzieningen.imports.text_file import WINDOWS
from voorzieningen.imports.workbook_file import _text, _unpacked, clean_copy

LIMITS = Limits()


@pytest.mark.parametrize("name", sorted(hostile.HOSTILE))
def test_a_hostile_file_is_refused_with_a_dutch_sentence(name: str) -> None:
    # Of the processor, not of the clock: the machine may be busy with something else.
    start = time.process_time()
    with pytest.raises(FileRefusedError) as caught:
        read_table(hostile.HOSTILE[name], LIMITS)

    assert time.process_time() - start < 2
    message = str(caught.value)
    assert message[0].isupper()
    assert message.rstrip(")").endswith((".", "?"))
    assert len(message) < 300


def test_all_of_them_together_stay_within_the_memory_that_is_agreed() -> None:
    """In a process of their own: the most it ever used is of the worst of them.

    VmHWM counts from its own start; `getrusage` would begin with what this process, which starts it, uses after thousands of tests.
    """
    code = (
        "import pathlib, sys\n"
        "from tests.voorzieningen.imports.hostile import HOSTILE\n"
        "from voorzieningen.imports.inspection import read_table\n"
        "from voorzieningen.imports.table import FileRefusedError, Limits\n"
        "for data in HOSTILE.values():\n"
        "    try: read_table(data, Limits())\n"
        "    except FileRefusedError: continue\n"
        "    sys.exit('accepted')\n"
        "print(next(line.split()[1] for line in pathlib.Path('/proc/self/status').read_text().splitlines() if line.startswith('VmHWM')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) * 1024 < LIMITS.memory


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (hostile.HOSTILE["formula"], "In A2 staat een formule"),
        (hostile.HOSTILE["csv formula"], "In A2 staat een formule"),
        (hostile.HOSTILE["merged cells"], "samengevoegd"),
        (hostile.HOSTILE["macro part"], "macro's"),
        (hostile.HOSTILE["dde"], "DDE"),
        (hostile.HOSTILE["encrypted"], "wachtwoord"),
        (hostile.HOSTILE["dimension"], "rij 1.048.576"),
        (hostile.HOSTILE["cell far right"], "kolom XFD"),
        (hostile.HOSTILE["cell far down"], "rij 1.048.576"),
        (hostile.HOSTILE["csv mixed delimiters"], "scheidingsteken is hier ';'"),
        (hostile.HOSTILE["too large"], "te groot"),
        (hostile.HOSTILE["billion laughs"], "XML"),
    ],
)
def test_the_message_says_what_is_wrong(data: bytes, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words.replace("(", r"\(")):
        read_table(data, LIMITS)


def test_what_is_handed_on_is_only_what_was_looked_at() -> None:
    """A picture is left out: nothing looked into it."""
    copy = clean_copy(hostile.with_part("xl/media/image1.png", b"\x89PNG"), LIMITS)
    assert set(zipfile.ZipFile(io.BytesIO(copy)).namelist()) == set(hostile.parts())


def test_an_ordinary_workbook_is_read_as_it_would_be_typed() -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet, day = made.add_worksheet(), made.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, ["tekst", "getal", "heel", "ja", "dag", "leeg"])
        sheet.write_row(1, 0, ["een ; twee", 1250.5, 12, True])
        sheet.write_row(2, 1, ["a_x000D_b", 0.125, False])
        sheet.write_number(1, 4, 46023, day)
        sheet.write_url(2, 0, "https://www.example.nl/")
    table = read_table(out.getvalue(), LIMITS)

    assert read_file(out.getvalue(), LIMITS) == table
    assert table.headings == ("tekst", "getal", "heel", "ja", "dag", "leeg")
    assert table.lines[0].cells == ("een ; twee", "1250,5", "12", "ja", "2026-01-01", "")
    assert (table.lines[1].number, table.lines[1].cells) == (3, ("https://www.example.nl/", "ab", "0,125", "nee", "", ""))


def test_a_date_without_a_time_is_a_day() -> None:
    """openpyxl gives a date for a few formats only."""
    assert _text(date(2026, 1, 2), 1, 1) == "2026-01-02"


def test_what_is_unpacked_is_counted_whatever_the_archive_says() -> None:
    with zipfile.ZipFile(io.BytesIO(hostile.book())) as archive, pytest.raises(FileRefusedError, match="uitgepakt te groot"):
        _unpacked(archive, archive.infolist(), Limits(unpacked=100))


def test_drawings_and_old_drawings_are_left_out() -> None:
    data = hostile.zipped(hostile.parts() | {"xl/vmlDrawing1.vml": b"<x/>", "xl/drawings/": b""})
    assert read_table(data, LIMITS).lines[0].cells == ("a", "s0")


def test_columns_without_a_heading_on_the_right_are_no_columns() -> None:
    table = read_table(b"sleutel;naam;;\na;b;;\n", LIMITS)
    assert (table.headings, table.lines[0].cells) == (("sleutel", "naam"), ("a", "b"))


def test_a_time_is_not_taken_for_a_day() -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_string(0, 0, "dag")
        sheet.write_number(1, 0, 46023.5, made.add_format({"num_format": "dd-mm-yyyy hh:mm"}))
    with pytest.raises(FileRefusedError, match="In A2 staat een tijd"):
        read_table(out.getvalue(), LIMITS)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_of_every_common_kind(mark: bytes, delimiter: str, ending: str) -> None:
    text = ending.join([delimiter.join(["sleutel", "e-mail"]), delimiter.join(["één", '"twee ""2"" drie"']), ""])
    table = read_table(mark + text.encode(), LIMITS)

    assert (table.headings, table.lines[0].cells, table.notes) == (("sleutel", "e-mail"), ("één", 'twee "2" drie'), ())


def test_csv_of_an_old_spreadsheet_is_read_with_a_note() -> None:
    table = read_table("sleutel;naam\na;café\n".encode("cp1252"), LIMITS)
    assert (table.lines[0].cells[1], table.notes) == ("café", (WINDOWS,))


def test_rows_keep_the_number_that_the_spreadsheet_gives_them() -> None:
    table = read_table(b"sleutel;naam\n\na;b\n;\n ; \nc;d\n", LIMITS)
    assert [line.number for line in table.lines] == [3, 6]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-9", "@a", "\ta", "\ra", "'=1", "''-x", "'s avonds", "gewoon", "", "'"])
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert plain(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_cells_are_called_as_a_spreadsheet_does() -> None:
    assert [cell_name(column, 7) for column in (1, 26, 27, 702, 703)] == ["A7", "Z7", "AA7", "ZZ7", "AAA7"]


# --- the process that reads ---


def test_the_reader_is_stopped_when_it_takes_too_much_memory() -> None:
    with pytest.raises(FileRefusedError, match=TOO_MUCH):
        read_file(hostile.book(), Limits(memory=30 * 1024 * 1024))


def test_the_reader_is_stopped_when_it_takes_too_long() -> None:
    with pytest.raises(FileRefusedError, match=TOO_MUCH):
        read_file(hostile.book(), Limits(seconds=0))


def test_the_reader_passes_a_refusal_on() -> None:
    with pytest.raises(FileRefusedError, match="formule"):
        read_file(hostile.HOSTILE["formula"], LIMITS)
    with pytest.raises(FileRefusedError, match="te groot"):
        read_file(b"x" * (LIMITS.size + 1), LIMITS)


def test_the_limits_of_the_reader_hold_only_for_the_reader() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    read_file(b"a;b\n1;2\n", LIMITS)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
