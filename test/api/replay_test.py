"""Idempotency-Key: the same request twice is done once and answered twice."""
import concurrent.futures

import pytest

from support.people import colleague, new_ticket, open_ticket, own_department
from support.rows import Rows


@pytest.fixture
def key(request):
    return {"Idempotency-Key": f"重试 {request.node.name}".encode()}


@pytest.fixture
def stored(server):
    """How many tickets and events were stored since the beginning of the test."""
    rows = Rows(server)
    before = rows.counts()

    def since():
        after = rows.counts()
        return after["tickets"] - before["tickets"], after["events"] - before["events"]
    return since


def replayed(answer):
    return answer.headers["Idempotency-Replayed"] == "true"


def test_a_replay_gets_the_same_answer(admin, key, stored):
    body = new_ticket()
    first = admin.post("/tickets", body, headers=key).expect(201)
    again = admin.post("/tickets", body, headers=key).expect(201)
    assert not replayed(first) and replayed(again)
    assert again.body == first.body
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert stored() == (1, 1)


def test_without_a_key_it_is_another_request(admin, stored):
    body = new_ticket()
    admin.post("/tickets", body).expect(201)
    admin.post("/tickets", body).expect(201)
    assert stored() == (2, 2)


def test_another_body_with_the_same_key_is_refused(admin, key, stored):
    admin.post("/tickets", new_ticket(), headers=key).expect(201)
    answer = admin.post("/tickets", new_ticket(), headers=key).expect(422)
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"
    assert stored() == (1, 1)


def test_two_at_once_are_one(server, admin, key, stored):
    body = new_ticket()

    def create(_):
        client = server.client(admin.token)
        try:
            return client.post("/tickets", body, headers=key).expect(201)
        finally:
            client.close()

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(create, range(32)))
    assert len({answer.body for answer in answers}) == 1
    assert sum(not replayed(answer) for answer in answers) == 1
    assert stored() == (1, 1)


def test_a_replay_survives_a_restart(new_server, key):
    server = new_server().start()
    body = new_ticket()
    first = server.sign_in().post("/tickets", body, headers=key).expect(201)
    server.kill()
    server.start()
    again = server.sign_in().post("/tickets", body, headers=key).expect(201)
    assert replayed(again) and again.json == first.json
    assert Rows(server).counts()["tickets"] == 1


def test_what_was_refused_may_be_tried_again(admin, key, stored):
    admin.post("/tickets", new_ticket(subject=""), headers=key).expect(422)
    answer = admin.post("/tickets", new_ticket(), headers=key).expect(201)
    assert not replayed(answer)
    assert stored() == (1, 1)


def test_every_action_can_be_replayed(admin, key, stored):
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}"
    requests = [
        ("POST", f"{path}/messages", {"body": "好", "visibility": "internal"}, 201),
        ("POST", f"{path}/assignment", {"assignee_id": admin.get("/me").json["user"]["id"], "note": "你认识他"}, 200),
        ("POST", f"{path}/status", {"status": "pending"}, 200),
        ("PATCH", path, {"subject": "换了标题", "version": 4}, 200),
    ]
    for method, address, body, status in requests:
        first = admin.request(method, address, json=body, headers=key).expect(status)
        again = admin.request(method, address, json=body, headers=key).expect(status)
        assert replayed(again) and again.body == first.body
    assert stored() == (1, 1 + len(requests))


def test_a_key_counts_per_address(admin, key):
    one, other = open_ticket(admin), open_ticket(admin)
    body = {"body": "好", "visibility": "internal"}
    admin.post(f"/tickets/{one['id']}/messages", body, headers=key).expect(201)
    admin.post(f"/tickets/{other['id']}/messages", body, headers=key).expect(422)
    admin.post(f"/tickets/{other['id']}/status", {"status": "open"}, headers=key).expect(200)


def test_a_key_counts_per_person(server, admin, key):
    hanmeimei = colleague(server, admin, "hanmeimei", [own_department(admin)])
    body = new_ticket()
    first = admin.post("/tickets", body, headers=key).expect(201).json
    other = hanmeimei.post("/tickets", body, headers=key).expect(201)
    assert not replayed(other) and other.json["id"] != first["id"]


@pytest.mark.parametrize("length,status", [(1, 201), (128, 201), (129, 422), (5000, 422)])
def test_length_of_keys(admin, length, status):
    answer = admin.post("/tickets", new_ticket(), headers={"Idempotency-Key": "k" * length}).expect(status)
    if status == 422:
        assert answer.json["errors"][0]["field"] == "Idempotency-Key"


def test_a_secret_is_shown_once_and_never_kept(server, admin, key):
    """A token is stored as a hash only: the kept answer tells which token was made, not the token."""
    first = admin.post("/tokens", {"name": "收件"}, headers=key).expect(201)
    again = admin.post("/tokens", {"name": "收件"}, headers=key).expect(201)
    secret = first.json["token"]
    server.client(secret).get("/me").expect(200)
    assert secret not in Rows(server).dump()
    assert replayed(again) and again.json == {name: value for name, value in first.json.items() if name != "token"}
