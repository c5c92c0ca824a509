"""What no test client can send: malformed request lines, headers without end and requests that stop halfway, to gunicorn as it is set up."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("wire")
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"ENVIRONMENT": "development", "PORT": str(number), "WEB_CONCURRENCY": "1"}
    environment |= {"DATABASE_URL": f"sqlite:///{folder / 'wire.sqlite3'}"}
    log = (folder / "log").open("w+")
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(200):
            if "staat klaar" in Path(log.name).read_text() or process.poll() is not None:
                break
            time.sleep(0.1)
        assert process.poll() is None, Path(log.name).read_text()
        yield number
        assert "Internal Server Error" not in Path(log.name).read_text()
    finally:
        process.terminate()
        process.wait(40)
        log.close()


def send(port: int, raw: bytes, *, close: bool = True) -> str:
    """The first line of the reply; empty when there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(raw)
        if close:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while b"\r\n" not in received and (part := connection.recv(4096)):
                received += part
        except ConnectionError:
            return ""
        return received.partition(b"\r\n")[0].decode("latin-1")


HOST = b"Host: 127.0.0.1\r\n"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /levend/ HTTP/1.1\r\n" + HOST + b"\r\n", {"200"}),
        (b"NONSENSE\r\n\r\n", {"400"}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {"400"}),
        (b"GET  /levend/ HTTP/1.1\r\n" + HOST + b"\r\n", {"400", "404"}),
        (b"GET /levend/ HTTP/9.9\r\n" + HOST + b"\r\n", {"400", "505"}),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", {"400", "414"}),
        (b"GET /bronnen/?" + b"a" * 8100 + b" HTTP/1.1\r\n" + HOST + b"\r\n", {"400", "414"}),
        (b"GET /levend/ HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 9000 + b"\r\n\r\n", {"400", "431"}),
        (b"GET /levend/ HTTP/1.1\r\n" + HOST + b"".join(b"X-%d: a\r\n" % number for number in range(200)) + b"\r\n", {"400", "431"}),
        (b"GET /levend/ HTTP/1.1\r\n" + HOST + b"X: a\x00b\r\n\r\n", {"400"}),
        (b"GET /levend/ HTTP/1.1\r\n" + HOST + b"X : a\r\n\r\n", {"400"}),
        (b"GET /levend/ HTTP/1.1\r\nHost: elders.example.nl\r\n\r\n", {"200", "400"}),
        (b"POST /offertes/nieuw/ HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\n", {"400"}),
        (b"POST /offertes/nieuw/ HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", {"400"}),
        (b"POST /offertes/nieuw/ HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {"400"}),
        (b"POST /offertes/nieuw/ HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\n", {"413", "400"}),
        (b"POST /offertes/nieuw/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", {"400", "403", ""}),
        (
            b"POST /levend/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded; charset=rot13\r\nContent-Length: 1\r\n\r\na",
            {"403", "405"},
        ),
    ],
)
def test_what_is_malformed_is_refused_and_nothing_breaks(port: int, raw: bytes, status: set[str]) -> None:
    answer = send(port, raw).split(" ")

    assert (answer[1] if len(answer) > 1 else "") in status


def test_requests_that_stop_halfway_leave_room_for_others(port: int) -> None:
    """Three of the four threads wait for the rest of a body; docs/deploy.md has a proxy for more of them."""
    half = b"POST /offertes/nieuw/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\na=1"
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(3)]
    try:
        for connection in waiting:
            connection.sendall(half)

        assert send(port, b"GET /levend/ HTTP/1.1\r\n" + HOST + b"\r\n").split(" ")[1] == "200"
    finally:
        for connection in waiting:
            connection.close()


def test_it_still_answers_after_all_that(port: int) -> None:
    assert send(port, b"HEAD /levend/ HTTP/1.1\r\n" + HOST + b"\r\n").split(" ")[1] == "200"
