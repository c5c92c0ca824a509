"""How gunicorn serves the portal: two processes of four threads, and the address on screen once it answers."""

import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "gthread"
timeout = 60
# A search or a large file that is being made is finished before a worker stops.
graceful_timeout = 30
# Answering a half-open connection costs a thread; docs/deploy.md puts a proxy in front.
keepalive = 5
# What a process leaves lying around in memory goes after a while; the two not at the same moment.
max_requests = 5000
max_requests_jitter = 500
# The sign of life of a worker is a file; on a slow disk it would be shot while it lives.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, not a place for files
# The guard refuses a shorter query with a page; what is longer than this never becomes a request.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190
# Who says that the visitor came by https: a proxy on this machine, or those that are named.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
# config/request_log.py writes a line for every request, without the address of whoever asked.
accesslog = None
loglevel = "warning"


def on_starting(server) -> None:
    """Settings that are wrong are said once, here, instead of by every worker that dies of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.environment import or_stop

    or_stop()


def post_worker_init(worker) -> None:
    """Say where the portal is when the first worker has loaded it: from then on the address answers."""
    from procurement.exports.pdf import warm

    warm()  # its process for PDFs starts now, so that nobody waits for it
    if worker.age == 1:
        print(f"Het portaal staat klaar op http://{bind}/ (stoppen met Ctrl+C)", flush=True)


def child_exit(server, worker) -> None:
    """The figures of a worker that ended are added to those of the others."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
