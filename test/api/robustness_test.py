"""Starting, stopping and too much at once: clear sentences, nothing that was taken is dropped, nobody waits for ever."""
import concurrent.futures
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time

import pytest

from support.people import new_ticket, open_ticket
from support.rows import Rows
from support.server import Server

MANY = 20_000 if os.environ.get("BATON_LONG") else 2_000
READY_SECONDS = 3


def failed_start(server):
    server.start(wait=False)
    status = server.process.wait(timeout=30)
    assert status not in (0, -signal.SIGSEGV, -signal.SIGABRT)
    lines = server.log.strip().splitlines()
    assert "terminate called" not in server.log and len(lines) <= 5, server.log  # the first start tells of its key
    server.process = None
    return lines[-1]


def test_two_servers_on_one_data_directory(new_server, tmp_path):
    server = new_server().start()
    second = Server(tmp_path, database_url=server.database_url)
    second.data = server.data
    sentence = failed_start(second)
    assert "in use" in sentence and str(server.data) in sentence and str(server.process.pid) in sentence
    server.client().get("/readyz").expect(200)


def test_a_port_that_is_taken(new_server):
    server, other = new_server(), new_server()
    server.start()
    other.port = server.port
    sentence = failed_start(other)
    assert str(server.port) in sentence and ("in use" in sentence or "taken" in sentence)


@pytest.mark.parametrize("arguments,word", [
    (["--listen", "nowhere:x"], "--listen"), (["--listen", "203.0.113.7:8080"], "203.0.113.7"), (["--listen", "127.0.0.1:99999"], "--listen"),
    (["--database", "postgresql://nobody@/none?host=/nonexistent"], "nonexistent"), (["--config", "/nonexistent"], "--config"),
    (["--colour"], "--colour"), (["--certificate", "/nonexistent"], "certificate")])
def test_wrong_arguments_end_with_a_sentence(tmp_path, arguments, word):
    """None of them gets as far as taking a port."""
    command = [Server(tmp_path).binary, "serve", "--data", str(tmp_path / "data"), *arguments]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, -6, -11)
    assert word in done.stdout + done.stderr and "terminate" not in done.stderr


def test_a_weak_first_password_is_refused(new_server):
    server = new_server()
    server.environment["BATON_ADMIN_PASSWORD"] = "short"
    assert "BATON_ADMIN_PASSWORD" in failed_start(server)
    server.environment["BATON_ADMIN_PASSWORD"] = "correct-horse-battery"
    server.start()
    server.sign_in()


def test_without_a_password_one_is_printed_once(new_server):
    server = new_server()
    del server.environment["BATON_ADMIN_PASSWORD"]
    server.start()
    printed = next(line for line in server.log.splitlines() if "password" in line).split()[-1]
    assert len(printed) >= 16
    server.sign_in("admin", printed)
    server.restart()
    assert server.log.count(printed) == 1
    server.sign_in("admin", printed)


def test_commands_with_and_without_a_server(new_server):
    server = new_server()
    server.command("init")
    server.command("user", "add", "--login", "lily", "--name", "莉莉", "--role", "处理人", stdin="quiet-river-stone\n")
    server.start()
    server.sign_in("lily", "quiet-river-stone")
    server.command("user", "add", "--login", "tom", "--department", "客服部", stdin="quiet-river-stone\n")
    assert "tom" in server.command("user", "list").stdout and "莉莉" in server.command("user", "list").stdout
    token = server.command("token", "create", "--login", "tom", "--scope", "tickets.read").stdout.strip()
    assert server.client(token).get("/me").expect(200).json["user"]["login"] == "tom"
    again = server.command("user", "add", "--login", "TOM", check=False, stdin="quiet-river-stone\n")
    assert again.returncode == 1 and "taken" in again.stderr
    weak = server.command("user", "add", "--login", "jim", check=False, stdin="x\n")
    assert weak.returncode == 1 and "password" in weak.stderr
    nobody = server.command("token", "create", "--login", "nobody", check=False)
    assert nobody.returncode == 1 and "nobody" in nobody.stderr
    assert "chain intact" in server.command("verify").stdout
    server.stop()
    assert "chain intact" in server.command("verify").stdout
    assert "tom" in server.command("user", "list").stdout


def test_verify_names_what_was_tampered_with(new_server):
    server = new_server().start()
    admin = server.sign_in()
    for _ in range(5):
        open_ticket(admin)
    server.command("verify")
    server.stop()
    number = Rows(server).values("select max(seq) from events where content like '%周一%'")[0][0]
    statement = f"update events set content = replace(content, '周一', '周二') where seq = {number}"
    if server.database_url:
        subprocess.run(["psql", "-qX", "-c", statement, server.inspection_url], check=True)
    else:
        with sqlite3.connect(server.data / "baton.db") as connection:
            connection.execute(statement)
        connection.close()
    done = server.command("verify", check=False)
    assert done.returncode == 1 and f"event {number}" in done.stdout + done.stderr


def test_asked_to_stop_it_finishes_what_it_took(new_server):
    """Fifty requests are on their way when the signal comes: those that were taken are answered and stored."""
    server = new_server().start()
    admin = server.sign_in()
    sockets = [half_sent(server, admin.token) for _ in range(50)]
    for connection, _ in sockets:
        connection.settimeout(30)
    server.process.send_signal(signal.SIGTERM)
    for connection, rest in sockets:
        connection.sendall(rest)
    answers = [read_answer(connection) for connection, _ in sockets]
    assert server.process.wait(timeout=40) == 0
    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 201"] * 50
    server.start()
    assert Rows(server).counts()["tickets"] == 50


def half_sent(server, token):
    """A creation that lacks its last byte; the server has its head."""
    body = json.dumps(new_ticket()).encode()
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    connection.sendall((f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nExpect: 100-continue\r\n"
                        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode())
    assert connection.recv(1000).startswith(b"HTTP/1.1 100")
    connection.sendall(body[:-1])
    return connection, body[-1:]


def read_answer(connection):
    received = b""
    while True:
        piece = connection.recv(65536)
        if not piece:
            connection.close()
            return received
        received += piece
        head, found, body = received.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().split(b"content-length:")[1].split()[0]):
            connection.close()
            return received


def test_restarts_lose_nothing(new_server):
    server = new_server().start()
    token = server.sign_in().token
    stored, stop = [], threading.Event()

    def write():
        while not stop.is_set():
            client = server.client(token)
            try:
                while not stop.is_set():
                    answer = client.post("/tickets", new_ticket())
                    if answer.status == 201:
                        stored.append(answer.json["number"])
            except (OSError, http.client.HTTPException):
                pass  # stopped before it took this one
            finally:
                client.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for _ in range(3):
        time.sleep(0.3)
        assert server.stop() == 0
        server.start()
    stop.set()
    for writer in writers:
        writer.join()
    walked = {ticket["number"] for ticket in server.client(token).pages("/tickets?limit=200")}
    assert set(stored) <= walked and len(set(stored)) == len(stored) > 0


def test_a_start_with_many_tickets_is_quick(new_server):
    server = new_server().start()
    token = server.sign_in().token

    def fill(part):
        client = server.client(token)
        for _ in range(part):
            client.post("/tickets", new_ticket()).expect(201)
        client.close()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(fill, [MANY // 8] * 8))
    for end in (server.stop, server.kill):
        end()
        started = time.monotonic()
        server.start()
        assert time.monotonic() - started < READY_SECONDS
        assert server.client(token).get("/tickets?limit=1").expect(200).json["items"]
    assert Rows(server).counts()["tickets"] == MANY
