"""Guessing passwords gets nobody in, locks nobody out, and tells nobody which logins there are."""
import itertools
import random
import statistics
import threading
import time

import pytest

from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague, new_ticket
from support.server import PASSWORD
from support.totp import code_at

HOME = "198.51.100.7"
_strangers = (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in itertools.count(1))


@pytest.fixture(scope="module")
def proxied(database, request):
    """Behind a reverse proxy that is trusted: the tests are anywhere they say."""
    from conftest import Servers
    servers = Servers(database, request)
    yield servers.make(arguments=["--trusted-proxy", "127.0.0.0/8"]).start()
    servers.close()


def attempt(client, login, password, address, **more):
    return client.post("/session", {"login": login, "password": password}, headers={"X-Forwarded-For": address, **more})


def signed_in(server, login="admin", password=PASSWORD, address=HOME):
    client = server.client()
    client.token = attempt(client, login, password, address).expect(200).json["token"]
    return client


def test_hundreds_of_attempts_from_everywhere_leave_the_owner_alone(proxied):
    signed_in(proxied)
    client = proxied.client()
    statuses = [attempt(client, "admin", f"wrong-guess-{n}", next(_strangers)).status for n in range(400)]
    assert statuses == [401] * 30 + [429] * 370
    assert attempt(client, "admin", PASSWORD, next(_strangers)).status == 429, "right, but the budget is spent"
    signed_in(proxied)
    assert [attempt(client, "admin", "wrong-guess", HOME).status for _ in range(9)] == [401] * 9
    signed_in(proxied)


def test_a_storm_of_strangers_does_not_keep_out_who_is_known(proxied):
    signed_in(proxied)
    over = threading.Event()
    addresses = [[next(_strangers) for _ in range(3000)] for _ in range(12)]

    def storm(mine):
        client = proxied.client()
        for n, address in enumerate(mine):
            if over.is_set():
                break
            attempt(client, f"{address}-{n}", "wrong-guess", address)

    threads = [threading.Thread(target=storm, args=(mine,)) for mine in addresses]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            signed_in(proxied)
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_the_wait_is_said(proxied):
    client = proxied.client()
    for _ in range(10):
        attempt(client, "nobody", "wrong-guess", "203.0.113.1").expect(401)
    answer = attempt(client, "nobody", "wrong-guess", "203.0.113.1").expect(429)
    assert 1 <= int(answer.headers["Retry-After"]) <= 15 * 60
    assert "15 minutes" in answer.json["detail"]


def rank_z(a, b):
    """Mann–Whitney: how many standard deviations the ranks of `a` are from those of equal distributions."""
    ranks = {index: rank for rank, index in enumerate(sorted(range(len(a) + len(b)), key=(a + b).__getitem__), 1)}
    total = sum(ranks[index] for index in range(len(a)))
    mean = len(a) * (len(a) + len(b) + 1) / 2
    return (total - mean) / (len(a) * len(b) * (len(a) + len(b) + 1) / 12) ** 0.5


def ask_for_codes(client):
    secret = client.post("/me/totp", {"password": COLLEAGUE_PASSWORD}).expect(200).json["secret"]
    client.post("/me/totp/confirmation", {"code": code_at(secret, int(time.time()) // 30)}).expect(200)


def test_known_and_unknown_logins_take_the_same_time(proxied):
    """200 of each, interleaved so that load hits both alike, in random order, from an address each. Some of the known
    have a second factor."""
    admin = signed_in(proxied)
    known = [add_colleague(admin, f"person{n}")["login"] for n in range(10)]
    for login in known[:3]:
        ask_for_codes(signed_in(proxied, login, COLLEAGUE_PASSWORD))
    unknown = [f"stranger{n}" for n in range(10)]
    client, took, bodies = proxied.client(), {True: [], False: []}, set()
    attempt(client, "warm-up", "wrong-guess", next(_strangers))
    for n in range(200):
        for is_known in random.sample((True, False), 2):
            login = (known if is_known else unknown)[n % 10]
            begun = time.perf_counter()
            answer = attempt(client, login, "wrong-guess", next(_strangers)).expect(401)
            took[is_known].append(time.perf_counter() - begun)
            bodies.add(answer.body)
    assert len(bodies) == 1
    medians = [statistics.median(took[is_known]) for is_known in (True, False)]
    print(f"medians {medians}, rank z {rank_z(took[True], took[False]):.2f}")
    assert max(medians) / min(medians) < 1.15, medians
    assert abs(rank_z(took[True], took[False])) < 5, medians


def test_forwarded_headers_count_only_from_a_trusted_proxy(proxied, server):
    answer = attempt(proxied.client(), "admin", PASSWORD, HOME, **{"X-Forwarded-Proto": "https"}).expect(200)
    assert "Secure" in answer.headers["Set-Cookie"]
    sessions = proxied.client(answer.json["token"]).get("/sessions", headers={"X-Forwarded-For": HOME}).json["items"]
    assert HOME in [session["remote_address"] for session in sessions]
    assert f'"remote":"{HOME}"' in proxied.log
    answer = attempt(server.client(), "admin", PASSWORD, HOME, **{"X-Forwarded-Proto": "https"}).expect(200)
    assert "Secure" not in answer.headers["Set-Cookie"]
    sessions = server.client(answer.json["token"]).get("/sessions").json["items"]
    assert {session["remote_address"] for session in sessions} == {"127.0.0.1"}


def test_a_range_that_is_none_is_refused_at_start(new_server):
    server = new_server(arguments=["--trusted-proxy", "10.0.0.0/99"])
    server.start(wait=False)
    assert server.process.wait(30) == 1
    assert "--trusted-proxy takes ranges" in server.log
    server.process = None


BAD = [("short-one", "10 characters"), ("password2024", "guesser"), ("aaaabbbbcccc", "different")]


@pytest.mark.parametrize("password,said", BAD)
def test_bad_passwords_are_refused_for_everyone(server, admin, password, said):
    body = {"login": "jim-bad", "name": "吉姆", "password": password}
    refused = admin.post("/users", body).expect(422).json["errors"]
    assert refused[0]["field"] == "password" and said in refused[0]["message"]
    change = {"old_password": PASSWORD, "new_password": password}
    refused = admin.post("/me/password", change).expect(422).json["errors"]
    assert refused[0]["field"] == "new_password" and said in refused[0]["message"]
    done = server.command("user", "password", "--login", "admin", stdin=password + "\n", check=False)
    assert done.returncode == 1 and said in done.stderr


def test_the_first_administrator_keeps_the_rules(new_server):
    server = new_server(environment={})
    server.environment["BATON_ADMIN_PASSWORD"] = "admin123456"
    server.start(wait=False)
    assert server.process.wait(60) == 1
    assert "BATON_ADMIN_PASSWORD" in server.log
    server.process = None


def test_changing_ones_password_needs_the_old_one_and_ends_the_other_sessions(server, admin):
    login = add_colleague(admin, "lily")["login"]
    here, there = server.sign_in(login, COLLEAGUE_PASSWORD), server.sign_in(login, COLLEAGUE_PASSWORD)
    body = {"old_password": "not-this-one", "new_password": "bright-green-lamp"}
    assert here.post("/me/password", body).expect(422).json["errors"][0]["field"] == "old_password"
    here.post("/me/password", {**body, "old_password": COLLEAGUE_PASSWORD}).expect(204)
    here.get("/me").expect(200)
    there.get("/me").expect(401)
    server.client().post("/session", {"login": login, "password": COLLEAGUE_PASSWORD}).expect(401)
    server.sign_in(login, "bright-green-lamp")


def test_guessing_the_old_password_is_slowed(server, admin):
    login = add_colleague(admin, "lily")["login"]
    lily = server.sign_in(login, COLLEAGUE_PASSWORD)
    body = {"old_password": "not-this-one", "new_password": "bright-green-lamp"}
    assert [lily.post("/me/password", body).status for _ in range(11)] == [422] * 10 + [429]


def test_a_given_password_must_be_changed_before_anything_else(server, admin):
    user = add_colleague(admin, "lily")
    old = server.sign_in(user["login"], COLLEAGUE_PASSWORD)
    admin.put(f"/users/{user['id']}/password", {"password": "given-by-the-boss"}).expect(204)
    old.get("/me").expect(401)
    answer = server.client().post("/session", {"login": user["login"], "password": "given-by-the-boss"}).expect(200)
    assert answer.json["must_change_password"] is True
    lily = server.client(answer.json["token"])
    assert lily.get("/tickets").expect(403).json["errors"][0]["field"] == "password"
    lily.post("/tokens", {"name": "x"}).expect(403)
    lily.get("/me").expect(200)
    change = {"old_password": "given-by-the-boss", "new_password": "chosen-by-herself"}
    lily.post("/me/password", change).expect(204)
    lily.get("/tickets").expect(200)
    assert server.sign_in(user["login"], "chosen-by-herself").get("/tickets").expect(200)


def test_nobody_takes_over_someone_who_may_more(server, admin):
    """users.manage alone must not lead to everything through the administrator's password."""
    boss = next(user for user in admin.pages("/users") if user["login"] == "admin")
    token = admin.post("/tokens", {"name": "hr", "scopes": ["users.manage"]}).expect(201).json["token"]
    for refused in (server.client(token).put(f"/users/{boss['id']}/password", {"password": "now-it-is-mine"}),
                    server.client(token).delete(f"/users/{boss['id']}/sessions")):
        assert refused.status == 403
    admin.put(f"/users/{boss['id']}/password", {"password": "by-the-back-door"}).expect(409)


def test_an_administrator_sees_and_ends_a_colleagues_sessions(server, admin):
    user = add_colleague(admin, "lily")
    first, second = (server.sign_in(user["login"], COLLEAGUE_PASSWORD) for _ in range(2))
    listed = admin.get(f"/users/{user['id']}/sessions").expect(200).json["items"]
    assert len(listed) == 2 and not any(session["current"] for session in listed)
    assert all(session["last_used_at"] for session in listed)
    admin.delete(f"/users/{user['id']}/sessions/{listed[0]['id']}").expect(204)
    first.get("/me").expect(401)
    second.get("/me").expect(200)
    admin.delete(f"/users/{user['id']}/sessions").expect(204)
    second.get("/me").expect(401)
    admin.get("/users/999/sessions").expect(404)
    lily = server.sign_in(user["login"], COLLEAGUE_PASSWORD)
    lily.get(f"/users/{user['id']}/sessions").expect(403)


def test_ending_all_my_sessions_keeps_this_one(server, admin):
    login = add_colleague(admin, "lily")["login"]
    here, there = server.sign_in(login, COLLEAGUE_PASSWORD), server.sign_in(login, COLLEAGUE_PASSWORD)
    here.delete("/sessions").expect(204)
    there.get("/me").expect(401)
    here.get("/me").expect(200)


def test_a_token_with_scopes_does_not_touch_the_account(server, admin):
    login = add_colleague(admin, "lily")["login"]
    lily = server.sign_in(login, COLLEAGUE_PASSWORD)
    weak = lily.post("/tokens", {"name": "weak", "scopes": ["tickets.read"]}).expect(201).json
    other = lily.post("/tokens", {"name": "other"}).expect(201).json
    token = server.client(weak["token"])
    session = lily.get("/sessions").json["items"][0]["id"]
    for method, path, body in [("GET", "/sessions", None), ("DELETE", f"/sessions/{session}", None),
                               ("DELETE", "/sessions", None), ("GET", "/tokens", None),
                               ("DELETE", f"/tokens/{other['id']}", None),
                               ("POST", "/me/password", {"old_password": COLLEAGUE_PASSWORD,
                                                         "new_password": "bright-green-lamp"})]:
        assert token.request(method, path, json=body).status == 403, (method, path)
    lily.get("/me").expect(200)
    token.delete(f"/tokens/{weak['id']}").expect(204)  # it may end itself
    token.get("/me").expect(401)
    server.client(other["token"]).get("/sessions").expect(200)


def test_a_token_made_by_a_token_is_no_more_and_ends_with_it(server, admin):
    soon, later = "2099-01-01T00:00:00Z", "2099-01-02T00:00:00Z"
    made = admin.post("/tokens", {"name": "parent", "scopes": ["tickets.read"], "expires_at": soon,
                                  "allowed_from": ["127.0.0.0/8"]}).expect(201).json
    parent = server.client(made["token"])
    refused = parent.post("/tokens", {"name": "child", "expires_at": later, "allowed_from": ["::/0"]}).expect(422).json
    assert {error["field"] for error in refused["errors"]} == {"expires_at", "allowed_from"}
    child = parent.post("/tokens", {"name": "child"}).expect(201).json
    assert (child["expires_at"], child["allowed_from"], child["scopes"]) == (soon, ["127.0.0.0/8"], ["tickets.read"])
    grandchild = server.client(child["token"]).post("/tokens", {"name": "grandchild"}).expect(201).json
    admin.delete(f"/tokens/{made['id']}").expect(204)
    for token in (made, child, grandchild):
        server.client(token["token"]).get("/me").expect(401)


def test_unknown_scopes_and_ranges_are_refused(admin):
    body = {"name": "x", "scopes": ["tickets.read", "tickets.fly"], "allowed_from": ["10.0.0.0/8", "10.0.0.1/8"]}
    errors = admin.post("/tokens", body).expect(422).json["errors"]
    assert [error["field"] for error in errors] == ["scopes[1]", "allowed_from[1]"]


def test_when_a_token_was_used_last(server, admin):
    made = admin.post("/tokens", {"name": "使用"}).expect(201).json
    assert made["last_used_at"] is None
    server.client(made["token"]).get("/me").expect(200)

    def last_used():
        return next(t["last_used_at"] for t in admin.get("/tokens").json["items"] if t["id"] == made["id"])
    deadline = time.monotonic() + 10
    while last_used() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    noted = last_used()
    assert noted
    for _ in range(20):
        server.client(made["token"]).get("/me").expect(200)
    assert last_used() == noted, "not a write per request"


def test_a_token_works_from_its_addresses_only(proxied):
    admin = signed_in(proxied)
    made = admin.post("/tokens", {"name": "x", "allowed_from": ["203.0.113.0/24", "2001:db8::/32"]}).expect(201).json
    client = proxied.client(made["token"])
    for address, status in [("203.0.113.9", 200), ("2001:db8::9", 200), ("203.0.114.9", 403), ("2001:db9::9", 403)]:
        answer = client.get("/me", headers={"X-Forwarded-For": address}).expect(status)
        assert status == 200 or address in answer.json["detail"]


def test_an_access_list_holds_for_everyone_and_locks_nobody_out(new_server):
    server = new_server(arguments=["--trusted-proxy", "127.0.0.0/8"]).start()
    admin, home = signed_in(server), {"X-Forwarded-For": HOME}
    token = admin.post("/tokens", {"name": "x"}, headers=home).expect(201).json["token"]
    refused = admin.put("/settings/access", {"ranges": ["203.0.113.0/24"]}, headers=home).expect(422).json["errors"]
    assert refused[0]["field"] == "ranges" and HOME in refused[0]["message"]
    refused = admin.put("/settings/access", {"ranges": ["nonsense"]}, headers=home).expect(422).json["errors"]
    assert refused[0]["field"] == "ranges[0]"
    set_to = admin.put("/settings/access", {"ranges": ["198.51.100.0/24"]}, headers=home).expect(200).json
    assert set_to == {"ranges": ["198.51.100.0/24"], "your_address": HOME}
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    for client in (admin, server.client(token)):
        client.get("/me", headers=home).expect(200)
        assert "203.0.113.9" in client.get("/me", headers=elsewhere).expect(403).json["detail"]
    for login in ("admin", "nobody"):
        attempt(server.client(), login, PASSWORD, "203.0.113.9").expect(403)
    server.command("access", "clear")
    admin.get("/me", headers=elsewhere).expect(200)
    assert server.command("access", "list").stdout == "from anywhere\n"
