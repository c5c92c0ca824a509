"""How gunicorn serves the portal: two processes of four threads, and the address on screen once it answers."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 10
loglevel = "warning"
# Answering a half-open connection costs a thread; docs/deploy.md puts a proxy in front.
keepalive = 5


def post_worker_init(worker) -> None:
    """Say where the portal is when the first worker has loaded it: from then on the address answers."""
    if worker.age == 1:
        print(f"Het portaal staat klaar op http://{bind}/ (stoppen met Ctrl+C)", flush=True)
