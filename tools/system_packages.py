"""Looks for the system libraries that the portal (`run`) or its tests (`test`) need; installs them when it may, names them when not.

Runs before there is an environment, so it uses the standard library only.
"""

import os
import shutil
import subprocess
import sys

# Debian package -> the library it must bring; asking the loader works on every distribution, asking dpkg does not.
PDF_LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
BROWSER_LIBRARIES = {"libatomic1": "libatomic.so.1"}  # Playwright's driver


def has_library(name: str) -> bool:
    """A fresh process, because a loader that has missed a library once does not look again."""
    return subprocess.run([sys.executable, "-c", f"import ctypes; ctypes.CDLL({name!r})"], capture_output=True, check=False).returncode == 0


def lacks_writer() -> bool:
    """Whether the LibreOffice on this machine opens spreadsheets but no texts: Debian has its parts in packages of their own."""
    program = shutil.which("soffice")
    folder = os.path.dirname(os.path.realpath(program)) if program else ""
    return not program or (os.path.exists(f"{folder}/libsclo.so") and not os.path.exists(f"{folder}/libswlo.so"))


def missing_packages(purpose: str) -> list[str]:
    libraries = PDF_LIBRARIES | (BROWSER_LIBRARIES if purpose == "test" else {})
    missing = [package for package, library in libraries.items() if not has_library(library)]
    if purpose == "test" and not os.access(os.environ.get("CHROMIUM", "/usr/bin/chromium"), os.X_OK):
        missing.append("chromium")
    if purpose == "test" and shutil.which("soffice") is None:
        missing.append("libreoffice-calc-nogui")  # recalculates the spreadsheets
    if purpose == "test" and lacks_writer():
        missing.append("libreoffice-writer-nogui")  # opens the editable report
    return missing


def install(packages: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print("Installing system packages:", *packages, flush=True)
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
            return


def main() -> int:
    purpose = sys.argv[1]
    missing = missing_packages(purpose)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = missing_packages(purpose)
    if not missing:
        return 0
    advice = f"apt-get install --no-install-recommends {' '.join(missing)}"
    if purpose == "run":
        print(f"The portal starts, but it cannot make a PDF without these system packages: {advice}", file=sys.stderr)
        return 0
    print(f"The tests need these system packages, or CHROMIUM=/path/to/chromium for another browser: {advice}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
