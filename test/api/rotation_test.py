"""Rotation of keys while a server runs, also through kill -9; the replays of requests are what is encrypted here."""
import concurrent.futures
import random
import re
import subprocess
import time

import pytest

from custody_test import PHRASE, key_file

pytestmark = pytest.mark.whole_installation
REQUESTS = 420
SETTLES_S = 5


def request(number):
    return {"subject": f"Ticket {number}", "description": f"telephone 1380000{number:04}",
            "requester": {"name": "Li Lei", "phone": "13800138000"}}


def send(server, token, number):
    client = server.client(token)
    answer = client.post("/tickets", request(number), headers={"Idempotency-Key": f"key-{number}"}).expect(201)
    client.close()
    return answer


def send_all(server):
    token = server.sign_in().token
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda number: send(server, token, number), range(REQUESTS)))


def assert_all_replayed(server, before):
    after = send_all(server)
    assert all(answer.headers.get("Idempotency-Replayed") == "true" for answer in after)
    assert [answer.json["id"] for answer in after] == [answer.json["id"] for answer in before]


def phrases_in(file):
    return [line for line in file.read_text().splitlines() if not line.startswith("#")]


def status(server):
    """(keys, retired, still rotating) of the first tenant."""
    text = server.command("key", "status").stdout
    found = re.search(r"^tenant 1: keys (\d+), retired (\d+), (.+)$", text, re.MULTILINE)
    return int(found[1]), int(found[2]), found[3] != "no rotation"


def wait_until_rotated(server):
    deadline = time.monotonic() + 120
    while status(server)[2]:
        assert time.monotonic() < deadline, server.log
        time.sleep(0.1)


def test_rotation_survives_kills_and_retires_the_old_key(fresh_server):
    before = send_all(fresh_server)
    assert status(fresh_server) == (3, 0, False)
    assert "in the background" in fresh_server.command("key", "rotate").stdout
    assert status(fresh_server) == (5, 0, True)
    time.sleep(SETTLES_S)
    for _ in range(3):
        time.sleep(random.uniform(0, 0.15))
        fresh_server.kill()
        fresh_server.start()
    assert_all_replayed(fresh_server, before)
    wait_until_rotated(fresh_server)
    assert status(fresh_server) == (5, 1, False)
    assert_all_replayed(fresh_server, before)
    fresh_server.restart()
    assert_all_replayed(fresh_server, before)


def test_keys_rotate_without_a_server_too(fresh_server):
    before = send_all(fresh_server)
    fresh_server.stop()
    assert "everywhere" in fresh_server.command("key", "rotate").stdout
    assert status(fresh_server) == (5, 1, False)
    fresh_server.start()
    assert_all_replayed(fresh_server, before)


def test_a_new_master_key_takes_the_place_of_the_old(fresh_server):
    before = send_all(fresh_server)
    old = phrases_in(key_file(fresh_server))[0]
    new = PHRASE.search(fresh_server.command("key", "rotate", "--master").stdout)[1]
    assert new in key_file(fresh_server).read_text() and old not in key_file(fresh_server).read_text()
    assert_all_replayed(fresh_server, before)
    fresh_server.restart()
    assert_all_replayed(fresh_server, before)
    fresh_server.stop()
    key_file(fresh_server).unlink()
    assert "other data" in fresh_server.command("key", "restore", stdin=old, check=False).stderr
    fresh_server.command("key", "restore", stdin=new)
    fresh_server.start()


def test_a_rotation_of_the_master_key_survives_kills(fresh_server):
    before = send(fresh_server, fresh_server.sign_in().token, 1)
    for _ in range(6):
        command = [fresh_server.binary, "key", "rotate", "--master", "--data", fresh_server.data,
                   *fresh_server._database_arguments()]
        asked = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.01, 0.12))
        fresh_server.kill()
        asked.wait(timeout=60)
        fresh_server.start()
        again = send(fresh_server, fresh_server.sign_in().token, 1)
        assert again.headers.get("Idempotency-Replayed") == "true" and again.json["id"] == before.json["id"]
        assert len(phrases_in(key_file(fresh_server))) == 1
