"""Paths, headers, cookies, methods and bodies that a portal might choke on; what stands in a parameter is in values.py."""

from __future__ import annotations

PATHS = (
    *(
        "..",
        "%2e%2e",
        "%2e%2e%2f",
        "..%2f..%2f..%2fetc%2fpasswd",
        "//",
        ";",
        ";jsessionid=1",
        "%00",
        "%0a",
        "%0d%0aX: y",
        "%ED%A0%80",
        "%C0%AF",
        "%25",
        "%252e",
        "*",
    ),
    *(
        "x" * 5000,
        "%e2%80%ae",
        "٣",
        str(2**63),
        str(2**200),
        "-1",
        "0",
        "1e9",
        "None",
        "favicon.ico",
        "robots.txt",
        ".git/config",
        ".env",
        "admin",
        "wp-login.php",
    ),
    *(
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "b" * 43,
        "_5F",
        "_2Fx",
        "1/change/../../..",
        "é",
        "a b",
        "<x>",
        "'",
        '"',
        "{{7*7}}",
    ),
)
CONTENT_TYPES = (
    *(
        "application/json",
        "text/xml",
        "text/plain",
        "application/octet-stream",
        "",
        "x",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "text/html; charset=x",
    ),
    *(
        "multipart/form-data; boundary=" + "b" * 300,
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=rot13",
        "é/é",
    ),
    *(
        "application/x-www-form-urlencoded; charset=utf-8; charset=latin-1",
        "multipart/form-data; boundary=x; boundary=y",
        "multipart/mixed; boundary=x",
    ),
)
BODIES = (
    *(
        b"{}",
        b"[]",
        b"null",
        b'{"a":' * 500,
        b"[" * 5000,
        b"<a>&b;</a>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"\x00",
        b"\xff\xfe",
    ),
    *(
        b"--x\r\n",
        b"--x--",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
        b"&" * 3000,
    ),
    *(
        b'--x\r\nContent-Disposition: form-data; name="pdf"; filename="../../a.pdf"\r\nContent-Type: x\r\n\r\n%PDF\r\n--x--\r\n',
        b"=&=&=",
        b"a=%",
        b"PK\x03\x04" + b"\0" * 50,
    ),
    *(
        b'--x\r\nContent-Disposition: form-data; name="logo"; filename="\x00.png"\r\n\r\n\x89PNG\r\n\x1a\n\r\n--x--\r\n',
        b"\x1f\x8b" + b"\0" * 100,
        b"a" * 300_000,
    ),
    *(
        b'--x\r\nContent-Disposition: form-data; name="logo"; filename="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n--x--\r\n',
        b"--x\r\n" * 1200,
    ),
    b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="f"\r\n\r\n\r\n' % number for number in range(150)) + b"--x--\r\n",
)
HEADERS = (
    *(
        ("HTTP_HOST", value)
        for value in ("example.nl", "testserver:99999", "testserver\x00", "[::1", "a b", "", "testserver, x", "é", "testserver@x", "x" * 3000)
    ),
    *(("HTTP_ACCEPT", value) for value in ("", "*/*;q=nan", "text/html;q=9e999", "application/json", "a/b;" * 500, "\x00", "é")),
    *(("HTTP_ACCEPT_LANGUAGE", value) for value in ("en", "de,en;q=x", "x" * 600, "en-" * 300, "\x00", "zh-hans", "i-klingon", "../../x")),
    *(("HTTP_ACCEPT_ENCODING", value) for value in ("gzip;q=nan", "br", "*", "\x00")),
    *(("HTTP_IF_NONE_MATCH", value) for value in ("*", '"x"', 'W/"', "x" * 5000, "\x00")),
    *(
        ("HTTP_IF_MODIFIED_SINCE", value)
        for value in ("x", "Thu, 01 Jan 0000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:60 GMT", "99999999999999999999", "Mon, 31 Feb 2026 10:00:00 GMT")
    ),
    *(("HTTP_IF_UNMODIFIED_SINCE", value) for value in ("x", "Sat, 01 Jan 2000 00:00:00 GMT")),
    *(("HTTP_RANGE", value) for value in ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=" + "0-1," * 500, f"bytes=0-{2**70}", "x=1")),
    *(("HTTP_X_FORWARDED_FOR", value) for value in ("1.2.3.4", "x" * 3000, "\x00", "::1, 999.9.9.9", "' or 1=1", "é")),
    *(("HTTP_X_FORWARDED_HOST", value) for value in ("example.nl", "\x00")),
    *(("HTTP_X_FORWARDED_PROTO", value) for value in ("https", "x", "https,http")),
    *(("HTTP_X_REQUEST_ID", value) for value in ("x" * 5000, "a\r\nb", "\x00", "é", "-")),
    *(
        (f"HTTP_HX_{name}", value)
        for name in ("REQUEST", "TARGET", "CURRENT_URL", "PROMPT", "BOOSTED")
        for value in ("true", "x" * 1000, "%ED%A0%80", "\x00", "http://[::1", "é")
    ),
    *(("HTTP_HX_CURRENT_URL_URI_AUTOENCODED", value) for value in ("true", "false")),
    *(("HTTP_REFERER", value) for value in ("http://example.nl/", "x", "\x00", "http://[", "//")),
    *(("HTTP_ORIGIN", value) for value in ("null", "http://example.nl", "x", "http://[", "\x00")),
    *(("HTTP_X_HTTP_METHOD_OVERRIDE", value) for value in ("DELETE", "PUT", "x")),
    *(("HTTP_AUTHORIZATION", value) for value in ("Basic x", "Basic " + "x" * 5000, "Bearer \x00", "Digest é")),
    *(("HTTP_USER_AGENT", value) for value in ("", "x" * 5000, "\x00", "é", "() { :; }; x")),
    # No negative length and no word: gunicorn answers those itself.
    *(("CONTENT_LENGTH", value) for value in ("", "99999999999", "0")),
    *(("REMOTE_ADDR", value) for value in ("", "x", "::1", "127.0.0.1:80", "é", "1.2.3.4, 5.6.7.8")),
    *(("SERVER_PORT", value) for value in ("80", "99999")),
    ("HTTP_X_REQUESTED_WITH", "XMLHttpRequest"),
    ("HTTP_TRANSFER_ENCODING", "chunked"),
)
COOKIES = (
    *(
        "sessionid=",
        "sessionid=x",
        "sessionid=" + "x" * 5000,
        "sessionid=\x00",
        "sessionid='; drop",
        "sessionid=..%2f",
        "csrftoken=",
        "csrftoken=" + "é" * 10,
        "=x",
        ";;;=",
    ),
    *(
        "csrftoken=" + "x" * 64,
        "messages=x",
        "messages=W1siX19qc29uX21lc3NhZ2UiLDAsMjAsIngiXV0:x:y",
        "django_language=en",
        "x=" + "y" * 9000,
        'a="\\000"',
        "a=%ED%A0%80",
        "a\x00=b",
    ),
    *("; ".join(f"c{number}=1" for number in range(500)), "sessionid=a; sessionid=b", "__Host-sessionid=x"),
)
METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "", "X" * 300, "GET\x00", "ÉÉ", "G T")
