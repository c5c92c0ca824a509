"""Validates what the portal makes: HTML with html-validate, PDF with page-validation. For tests only."""

import atexit
import json
import os
import subprocess
from functools import cache
from pathlib import Path

import page

HERE = Path(__file__).resolve().parent
PROFILES = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-3a": page.ValidationProfile.PDF_A_3A}


@cache
def html_validator() -> subprocess.Popen[str]:
    """One Node process per test process, started at the first page."""
    own = HERE.parent / ".node" / "bin" / "node"
    node = os.environ.get("NODE") or (str(own) if own.exists() else "node")
    process = subprocess.Popen([node, str(HERE / "html_validate.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    atexit.register(stop, process)
    return process


def stop(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


def html_messages(html: str) -> list[str]:
    """What html-validate has to say about a document, as "line:column rule: message"."""
    process = html_validator()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(html) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "html-validate stopped; is node_modules complete? (make test installs it)"
    messages: list[str] = json.loads(answer)
    return messages


def assert_valid_html(html: str | bytes) -> None:
    """The document follows the HTML standard and the accessibility rules that can be read off its source."""
    text = html.decode() if isinstance(html, bytes) else html
    messages = html_messages(text)
    lines = text.splitlines()
    shown = [f"{message}\n      {lines[int(message.split(':')[0]) - 1].strip()[:200]}" for message in messages]
    assert not messages, "invalid HTML:\n  " + "\n  ".join(shown)


def pdf_failures(data: bytes) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-3a that a file breaks, as "profile rule: message"."""
    return [
        f"{name} {failure.rule_id}: {failure.message}"
        for name, profile in PROFILES.items()
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


def assert_valid_pdf(data: bytes) -> None:
    """The file is PDF/UA-1 (accessible) and PDF/A-3a (archivable) at once."""
    failures = pdf_failures(data)
    assert not failures, "invalid PDF:\n  " + "\n  ".join(failures)
