"""Requests a second of the API, over HTTP, from a server of its own: a list, a detail, an assessment.

The sample, by a token, over a few connections that are kept; then the same with If-None-Match. The last is
one that is only counted and refused: what the server and Django take by themselves.
"""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time

from bench.record import empty_record

SECONDS = 5
CONNECTIONS = 4
ADDRESSES = (
    "/api/v1/claims/?size=20",
    "/api/v1/claims/4/",
    "/api/v1/claims/4/assessment/",
    "/api/v1/nothing/",
)


def main() -> None:
    """Load the sample, start the web server, and ask it for some seconds for each address."""
    os.environ["PROVENANCE_API_PER_MINUTE"] = "100000000"
    with empty_record():
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_sample")
        secret, port = token(), free_port()
        served = subprocess.Popen(
            [sys.executable, "-m", "provenance.web", str(port)], stderr=subprocess.DEVNULL
        )
        try:
            wait_for(port)
            measure(port, secret)
        finally:
            served.terminate()
            served.wait()


def token() -> str:
    """A token of somebody who reads everything."""
    from django.contrib.auth.models import Group

    from claims.actions.tokens import make_token
    from claims.models import User

    person = User.objects.create(username="bench")
    person.groups.add(Group.objects.get(name="reader"))
    return make_token(person=person, name="bench", scopes=["read"])[1]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    """Until the server answers."""
    for _attempt in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server does not answer.")


def measure(port: int, secret: str) -> None:
    """Print a line an address: requests a second, the bytes of an answer, and with If-None-Match."""
    print(f"{'address':34} {'status':>6} {'bytes':>7} {'a second':>9} {'unchanged, a second':>20}")
    for address in ADDRESSES:
        headers = {"Authorization": f"Bearer {secret}"}
        status, size, tag = one(port, address, headers)
        plain = rate(port, address, headers)
        known = rate(port, address, {**headers, "If-None-Match": tag}) if tag else 0.0
        print(f"{address:34} {status:6} {size:7} {plain:9.0f} {known:20.0f}")


def one(port: int, address: str, headers: dict[str, str]) -> tuple[int, int, str]:
    """The status, size and tag of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    return answer.status, len(answer.read()), answer.getheader("ETag") or ""


def rate(port: int, address: str, headers: dict[str, str]) -> float:
    """Requests a second over a few connections that are kept."""
    counts = [0] * CONNECTIONS
    until = time.monotonic() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            connection.request("GET", address, headers=headers)
            connection.getresponse().read()
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


if __name__ == "__main__":
    main()
