"""Opens many TLS connections on this machine that each send half a form and then wait: `half_sent.py NUMBER 127.0.0.1 PORT NAME`. Ends by itself."""

import socket
import ssl
import sys
import time

SECONDS = 8


def main() -> int:
    number, host, port, name = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    if not host.startswith("127."):
        print("Only this machine may be tried.", file=sys.stderr)
        return 1
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # the certificate on trial is its own
    waiting = []
    for _ in range(number):
        connection = context.wrap_socket(socket.create_connection((host, port), timeout=10), server_hostname=name)
        connection.sendall(f"POST /offertes/nieuw/ HTTP/1.1\r\nHost: {name}\r\nContent-Length: 1000\r\n\r\nnaam=half".encode())
        waiting.append(connection)
    time.sleep(SECONDS)
    for connection in waiting:
        connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
