"""How fast the overview answers at 60 requests a second while PDFs are made without pause, beside the same without PDFs. On this machine only.

python tools/pages_while_pdfs.py [SECONDS] [ADDRESS]      (gunicorn on a database of its own; or, with ADDRESS, a portal that runs already)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent
PER_SECOND = 60
CLIENTS = 12
PORT = 8977
PDF = "/advies.pdf?gemeente=GM0392&koppelingen={}&aanbod=steunouder&aanbod=meeleefgezin&lengte=kort"


def main() -> None:
    seconds = min(float(sys.argv[1]) if len(sys.argv) > 1 else 30, 60)
    with serving(sys.argv[2] if len(sys.argv) > 2 else "") as host:
        load(host, 3)
        ratios = []
        for _ in range(2):
            quiet = load(host, seconds)
            with making_pdfs(host) as made:
                busy = load(host, seconds)
            ratios.append(busy[0] / quiet[0])
            print(f"without PDFs: p95 {quiet[0]:.1f} ms, longest {quiet[1]:.0f} ms, errors {quiet[2]}")
            print(f"with PDFs   : p95 {busy[0]:.1f} ms, longest {busy[1]:.0f} ms, errors {busy[2]}")
            print(f"              {made.count(200)} PDFs made, answers {sorted(set(made))}")
        print("ratio of p95: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))


@contextmanager
def serving(address: str) -> Iterator[str]:
    """The host and port of a portal: the one that runs at the address, or gunicorn as in production, two workers of four threads."""
    if address:
        yield urlsplit(address).netloc
        return
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "PORT": str(PORT), "PDF_FOLDER": f"{folder}/pdf", "ENVIRONMENT": "development"}
        environment = {**os.environ, **own}
        for command in (["migrate", "-v0"], ["load_catalogue"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            assert server.stdout is not None
            server.stdout.readline()
            time.sleep(3)
            yield f"127.0.0.1:{PORT}"
        finally:
            server.terminate()
            server.wait(timeout=30)
            server.stdout.close()


def load(host: str, seconds: float) -> tuple[float, float, int]:
    """(p95 in ms, longest in ms, errors) of the overview, asked for at fixed moments: a late answer does not make the next question later."""
    start, times, errors = time.perf_counter() + 0.2, [], []
    total = int(PER_SECOND * seconds)

    def ask(client: int) -> None:
        connection = HTTPConnection(host, timeout=10)
        for number in range(client, total, CLIENTS):
            moment = start + number / PER_SECOND
            time.sleep(max(0.0, moment - time.perf_counter()))
            try:
                connection.request("GET", "/")
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    errors.append(answer.status)
            except OSError as error:
                errors.append(type(error).__name__)
                connection.close()
            times.append(time.perf_counter() - moment)

    threads = [threading.Thread(target=ask, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return 1000 * times[int(0.95 * len(times))], 1000 * times[-1], len(errors)


@contextmanager
def making_pdfs(host: str) -> Iterator[list[int]]:
    """Two visitors who ask for another PDF as soon as they have one."""
    answers: list[int] = []
    stopped = threading.Event()

    def ask(first: int) -> None:
        number = first
        while not stopped.is_set():
            connection = HTTPConnection(host, timeout=90)
            connection.request("GET", PDF.format(number % 900 + 10))
            answer = connection.getresponse()
            answer.read()
            answers.append(answer.status)
            connection.close()
            number += 2
            if answer.status != 200:
                time.sleep(1)

    threads = [threading.Thread(target=ask, args=(int(time.time()) % 400 + first,), daemon=True) for first in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    yield answers
    stopped.set()


if __name__ == "__main__":
    main()
