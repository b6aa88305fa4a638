"""More than the server can take: who comes too late is told so at once and when to come back; everyone else is served."""
import json
import selectors
import socket
import sqlite3
import subprocess
import time

from support.people import new_ticket
from support.rows import Rows

CLIENTS = 2_300
IN_FLIGHT = 2_048


class Blocked:
    """While it is held, nobody can write to the database."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        if self.server.database_url:
            self.psql = subprocess.Popen(["psql", "-qXAt", self.server.inspection_url], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
            self.psql.stdin.write("begin; lock table tickets in exclusive mode; select 'held';\n")
            self.psql.stdin.flush()
            assert self.psql.stdout.readline().strip() == "held"
        else:
            self.connection = sqlite3.connect(self.server.data / "baton.db", timeout=30, isolation_level=None)
            self.connection.execute("begin immediate")

    def __exit__(self, *_):
        if self.server.database_url:
            self.psql.communicate("rollback;\n", timeout=30)
        else:
            self.connection.execute("rollback")
            self.connection.close()


def request(server, token):
    body = json.dumps(new_ticket()).encode()
    return (f"POST /api/v1/tickets HTTP/1.1\r\nHost: {server.address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body


def send_all(server, token):
    sockets = []
    for _ in range(CLIENTS):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        connection.sendall(request(server, token))
        sockets.append(connection)
    return sockets


def read_all(sockets, seconds, enough=None):
    """What each got until it was closed, or so far when `enough` of them were or the time is over."""
    received = {connection: b"" for connection in sockets}
    with selectors.DefaultSelector() as selector:
        for connection in sockets:
            selector.register(connection, selectors.EVENT_READ)
        deadline = time.monotonic() + seconds
        left = len(sockets) - (enough or len(sockets))
        while len(selector.get_map()) > left and time.monotonic() < deadline:
            for key, _ in selector.select(0.1):
                piece = key.fileobj.recv(65536)
                received[key.fileobj] += piece
                if not piece:
                    selector.unregister(key.fileobj)
    return received


def test_a_full_queue_is_told_at_once(new_server):
    server = new_server().start()
    token = server.sign_in().token
    with Blocked(server):
        sockets = send_all(server, token)
        early = read_all(sockets, 10, enough=CLIENTS - IN_FLIGHT)  # a sanitizer's build takes seconds to read them all
        refused = [answer for answer in early.values() if answer]
        for page in ("/healthz", "/readyz", "/metrics"):
            server.client().get(page).expect(200)
    late = read_all([connection for connection, answer in early.items() if not answer], 60)
    for connection in sockets:
        connection.close()
    assert len(refused) >= CLIENTS - IN_FLIGHT
    for answer in refused:
        assert answer.startswith(b"HTTP/1.1 503 ") and b"Retry-After: " in answer and b"problem+json" in answer
    assert [answer[:12] for answer in late.values()] == [b"HTTP/1.1 201"] * len(late)
    assert Rows(server).counts()["tickets"] == len(late)
    assert server.sign_in().get("/tickets?limit=1").expect(200)
    server.command("verify")
