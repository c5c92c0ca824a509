"""Hostile documents straight to the renderer: none reaches the network or a file, none takes more time or memory than a PDF may."""

import base64
import io
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pypdf
import pytest

from procurement.exports.rendering.folder import private_folder
from procurement.exports.rendering.problems import PdfFailedError
from procurement.exports.rendering.process import PROJECT, Printer
from procurement.exports.rendering.size import find_excess
from tests.procurement.test_pdf import engine
from tests.procurement.test_pdf_process import job, setup

MARKER = "GEHEIM-4711"
SVG_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def as_data(kind: str, text: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(text.encode()).decode()}"


# {} is the address that must not be reached.
IN_THE_DOCUMENT = (
    '<img alt="a" src="{}">',
    '<img alt="a" srcset="{} 2x" src="{}">',
    '<picture><source srcset="{}"><img alt="a" src="x"></picture>',
    '<style>@import url("{}");</style>',
    "<style>@import '{}';</style>",
    '<style>@\\69mport url("{}");</style>',
    '<style>@font-face {{ font-family: "x{n}"; src: url("{}"); }} .x{n} {{ font-family: "x{n}"; }}</style><p class="x{n}">x</p>',
    '<style>@font-face {{ font-family: "y{n}"; src: local("y"), url("{}") format("woff2"); }} .y{n} {{ font-family: "y{n}"; }}</style><p class="y{n}">x</p>',  # noqa: E501
    '<style>@page {{ background: url("{}"); @top-center {{ content: url("{}"); }} }}</style>',
    '<p style="background-image: url({})">x</p>',
    '<p style="background: u\\72l(&quot;{}&quot;)">x</p>',
    '<p style="border-image: url({}) 30">x</p>',
    '<p style="list-style: url({}); display: list-item">x</p>',
    '<p style="content: url({})">x</p>',
    '<p style="mask-image: url({}); clip-path: url({}#a); filter: url({}#a); cursor: url({})">x</p>',
    '<p style="--a: url({}); background: var(--a)">x</p>',
    '<p style="background: image-set(url({}) 1x)">x</p>',
    '<style>.b{n}::before {{ content: url("{}"); }}</style><p class="b{n}">x</p>',
    '<style>.m{n}::marker {{ content: url("{}"); }}</style><ul><li class="m{n}">x</li></ul>',
    '<link rel="stylesheet" href="{}">',
    '<link rel="STYLESHEET" href="{}" media="print">',
    '<link rel="attachment" href="{}">',
    '<link rel="icon" href="{}"><link rel="preload" as="image" href="{}"><link rel="import" href="{}">',
    '<p><a rel="attachment" href="{}">x</a></p>',
    '<p><a href="{}">x</a></p>',
    '<object data="{}">x</object>',
    '<object type="text/html" data="{}"><embed src="{}"></object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe><frame src="{}">',
    '<iframe srcdoc="&lt;img src=&quot;{}&quot;&gt;"></iframe>',
    '<script src="{}"></script><script>fetch("{}")</script>',
    '<video src="{}" poster="{}"></video><audio src="{}"></audio><track src="{}">',
    '<input type="image" alt="x" src="{}"><form action="{}"><button formaction="{}">x</button></form>',
    '<table background="{}"><tr><td background="{}">x</td></tr></table>',
    '<meta http-equiv="refresh" content="0; url={}">',
    '<svg viewBox="0 0 9 9"><title>x</title><image href="{}" width="9" height="9"/></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><image xlink:href="{}" width="9" height="9"/></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><use href="{}#a"/><use xlink:href="{}"/></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><style>@import url("{}"); rect {{ fill: url("{}"); }}</style><rect width="9" height="9"/></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><rect width="9" height="9" fill="url({}#a)" mask="url({}#b)" clip-path="url({}#c)"/></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><foreignObject width="9" height="9"><img src="{}"></foreignObject></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><pattern id="p{n}"><image href="{}"/></pattern><rect fill="url(#p{n})" width="9" height="9"/></svg>',
    '<svg viewBox="0 0 9 9"><title>x</title><linearGradient id="g{n}" href="{}#a"/><textPath href="{}#t">x</textPath></svg>',
    "<!-- <img src='{}'> --><!DOCTYPE html [<!ENTITY x SYSTEM '{}'>]><p>&x;</p>",
    "<?xml-stylesheet href='{}'?><p>x</p>",
)
# As the content of a picture in the document itself.
IN_A_PICTURE = (
    f'{SVG_OPEN}><image href="{{}}" width="9" height="9"/></svg>',
    f'{SVG_OPEN}><image xlink:href="{{}}" width="9" height="9"/></svg>',
    f'{SVG_OPEN}><use href="{{}}#a"/></svg>',
    f'{SVG_OPEN}><style>@import url("{{}}"); @font-face {{{{ font-family: q; src: url("{{}}"); }}}}</style><text font-family="q" y="5">x</text></svg>',  # noqa: E501
    f'<?xml-stylesheet href="{{}}"?>{SVG_OPEN}><rect width="9" height="9"/></svg>',
    f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{{}}">]>{SVG_OPEN}><text y="5">&x;</text></svg>',
    f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "{{}}"> %x;]>{SVG_OPEN}><text y="5">x</text></svg>',
    f'<!DOCTYPE svg SYSTEM "{{}}">{SVG_OPEN}><text y="5">x</text></svg>',
    f'{SVG_OPEN} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{{}}" parse="text"/></svg>',
    f'{SVG_OPEN} xml:base="{{}}"><image href="x" width="9" height="9"/></svg>',
)
# As the content of an address of another kind.
IN_DATA = (
    ('<link rel="stylesheet" href="{}">', "text/css", '@import "{}";'),
    ('<style>@import url("{}");</style>', "text/css", 'p {{ background: url("{}"); }}'),
    ('<object data="{}"></object>', "text/html", '<img src="{}">'),
    ('<iframe src="{}"></iframe>', "text/html", '<img src="{}">'),
    ('<img alt="a" src="{}">', "text/html", '<img src="{}">'),
    ('<link rel="attachment" href="{}">', "text/plain", "{}"),
    ('<img alt="a" src="{}">', "image/svg+xml;charset=utf-7", f'{SVG_OPEN}><image href="{{}}"/></svg>'),
)


def vectors(place: str, first: int) -> str:
    """All ways to point at a place, in one document."""

    def filled(text: str, number: int, address: str) -> str:
        return text.replace("{n}", str(number)).replace("{{", "\0").replace("}}", "\1").replace("{}", address).replace("\0", "{").replace("\1", "}")

    found = [filled(text, first + number, place) for number, text in enumerate(IN_THE_DOCUMENT)]
    for text in IN_A_PICTURE:
        address = as_data("image/svg+xml", filled(text, 0, place))
        found += [f'<img alt="a" src="{address}">', f'<p style="background: url({address})">x</p>']
    found += [filled(outer, 0, as_data(kind, filled(inner, 0, place))) for outer, kind, inner in IN_DATA]
    return "\n".join(found)


@pytest.fixture
def hits() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that remembers who came; also every redirect would end here."""
    found: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    stopped = threading.Event()

    def listen() -> None:
        while not stopped.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(1)
                found.append(connection.recv(500) or b"came")
                connection.sendall(b"HTTP/1.0 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n")

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], found
    stopped.set()
    thread.join()
    server.close()


_opened: list[str] | None = None


def _watch(event: str, arguments: tuple) -> None:
    """Python has no way to take an audit hook away: this one does nothing outside the test."""
    if _opened is not None and event == "open" and isinstance(arguments[0], str | bytes):
        _opened.append(str(arguments[0]))


def test_no_vector_reaches_the_network_or_a_file(hits: tuple[int, list[bytes]], tmp_path: Path) -> None:
    """In this process, which may open connections and files: only the fetcher stands in the way."""
    global _opened
    port, found = hits
    secret = tmp_path / "geheim.txt"
    secret.write_text(MARKER)
    (tmp_path / "geheim.svg").write_text(f'{SVG_OPEN}><text y="5">{MARKER}</text></svg>')
    places = (
        *(f"http://127.0.0.1:{port}/x", f"HTTP://127.0.0.1:{port}/x", f"https://127.0.0.1:{port}/x", f"ftp://127.0.0.1:{port}/x"),
        *(f"//127.0.0.1:{port}/x", f"http:&#x2f;/127.0.0.1:{port}/x", f"http://１２７.0.0.1:{port}/x", f"http://2130706433:{port}/x"),
        *(f"\thttp://127.0.0.1:{port}/x", f"jar:http://127.0.0.1:{port}/!/x", f"gopher://127.0.0.1:{port}/x", f"data:@http://127.0.0.1:{port}/x"),
        *(secret.as_uri(), f"FILE://{secret}", f"file://localhost{secret}", f"file:{secret}", str(secret), quote(str(secret), safe="")),
        *((tmp_path / "geheim.svg").as_uri(), f"https://static.invalid/../..{secret}", f"local-file://{secret}"),
    )
    short = (
        "<img alt='a' src='{0}'><style>@import '{0}';</style><link rel='stylesheet' href='{0}'><link rel='attachment' href='{0}'><embed src='{0}'>"
    )
    body = "\n".join(vectors(place, 1000 * number) for number, place in enumerate(places[::12]))
    body += "\n".join(short.format(place) for place in places)
    bases = [f'<base href="{place}">\n<img alt="a" src="x"><link rel="stylesheet" href="geheim.txt">' for place in places[::12]]
    sys.addaudithook(_watch)
    engine()
    _opened = []
    try:
        made = [engine().make(job(text, attachments=())) for text in (body, *bases)]
        for place in places[::12]:  # WeasyPrint takes this one for a mistake that ends the rendering
            with suppress(OSError):
                made.append(engine().make(job(f'<style>@color-profile --x {{ src: url("{place}"); }}</style>', attachments=())))
        opened = _opened
    finally:
        _opened = None
    assert len(IN_THE_DOCUMENT) + 2 * len(IN_A_PICTURE) + len(IN_DATA) >= 50
    assert found == []
    assert [path for path in opened if "geheim" in path or "passwd" in path] == []
    for data in made:
        reader = pypdf.PdfReader(io.BytesIO(data))
        assert reader.attachments == {}
        assert not any(MARKER in page.extract_text() for page in reader.pages)


CLOSED = """
import os, socket, subprocess, sys
from pathlib import Path
from procurement.exports.rendering import confinement
cut_off = confinement.confine()
scratch = Path(sys.argv[1]); port = int(sys.argv[2])
confinement.close_doors(scratch)
tries = {
    "socket": lambda: socket.create_connection(("127.0.0.1", port), timeout=1),
    "program": lambda: subprocess.run(["/bin/true"]),
    "system": lambda: os.system("true"),
    "fork": lambda: os.fork() or os._exit(0),
    "secret": lambda: open(sys.argv[3]).read(),
    "project": lambda: open("pyproject.toml").read(),
    "climbing": lambda: open(f"{sys.prefix}/../pyproject.toml").read(),
    "link": lambda: open(scratch / "link").read(),
    "write": lambda: open(f"{sys.prefix}/planted", "w"),
    "create": lambda: os.open("/tmp/planted", os.O_CREAT | os.O_WRONLY),
    "memory": lambda: bytearray(2 * 1024**3),
    "own": lambda: (scratch / "mine").write_text("x"),
    "library": lambda: open(os.__file__).read(),
    "measure": lambda: confinement.memory_in_use(),
}
for name, act in tries.items():
    try:
        act()
    except (PermissionError, MemoryError, OSError):
        continue
    print(name)
"""


def test_the_process_cannot_even_when_code_runs_in_it(hits: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, found = hits
    scratch, secret = tmp_path / "scratch", tmp_path / "geheim.txt"
    scratch.mkdir()
    secret.write_text(MARKER)
    (scratch / "link").symlink_to(secret)
    command = [sys.executable, "-c", CLOSED, str(scratch), str(port), str(secret)]
    done = subprocess.run(command, cwd=PROJECT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.split() == ["own", "library", "measure"]
    assert found == []


def bomb_picture(width: int, height: int) -> str:
    """A PNG of a few kilobytes that unpacks to gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    data = zlib.compress(bytes(1_000_000), 9)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return f'<img alt="a" src="data:image/png;base64,{base64.b64encode(png).decode()}">'


def laughs(levels: int) -> str:
    """Entities that grow tenfold at each level."""
    inner = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, levels))
    picture = f'<!DOCTYPE svg [<!ENTITY l0 "lol">{inner}]>{SVG_OPEN}><text y="5">&l{levels - 1};</text></svg>'
    return f'<img alt="a" src="{as_data("image/svg+xml", picture)}">'


def uses(levels: int) -> str:
    """Pictures inside a picture, tenfold at each level."""
    groups = "".join(f'<g id="u{level}">{f"<use href=&quot;#u{level - 1}&quot;/>".replace("&quot;", chr(34)) * 10}</g>' for level in range(1, levels))
    picture = f'{SVG_OPEN}><g id="u0"><rect width="1" height="1"/></g>{groups}</svg>'
    return f'<img alt="a" src="{as_data("image/svg+xml", picture)}">'


# Small bodies that want to be large. Each gives a PDF or a message, within seconds and within the memory of the process.
BOMBS = {
    "picture": bomb_picture(60_000, 60_000),
    "entities": laughs(10),
    "spans": '<table><tr><td colspan="1000000000" rowspan="1000000000">x</td></tr></table>' * 20,
    "numbers": '<p style="width: 1e38px; margin: 9e99mm; letter-spacing: 1e20mm">x</p><style>@page { size: 1e9mm 1e9mm }</style>',
    "uses": uses(9),
    "variables": "<style>:root { --a0: x; "
    + "".join(f"--a{n}: {f'var(--a{n - 1}) ' * 10};" for n in range(1, 12))
    + " } p { content: var(--a11) }</style><p>x</p>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_stays_within_time_and_memory(bomb_printer: Printer, name: str) -> None:
    assert find_excess(BOMBS[name]) is None  # it is not refused for its size: the process has to bear it
    bomb_printer.start()
    started = time.monotonic()
    with suppress(PdfFailedError):
        assert bomb_printer.make(job(BOMBS[name], attachments=())).startswith(b"%PDF-")
    assert time.monotonic() - started < bomb_printer.setup.longest + 5
    if bomb_printer.number is not None:
        status = Path(f"/proc/{bomb_printer.number}/status").read_text()
        assert int(status.partition("VmPeak:")[2].split()[0]) <= 1536 * 1024


@pytest.fixture(scope="module")
def bomb_printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    printer = Printer(setup(private_folder(tmp_path_factory.mktemp("pdf")), seconds=3, longest=10))
    yield printer
    printer.stop()
