"""The second factor: codes of an authenticator app (RFC 6238) and recovery codes."""
import base64
import concurrent.futures
import time
import urllib.parse

import pytest

from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague
from support.server import PASSWORD
from support.stored_bytes import spellings, stored_bytes
from support.totp import Phone, code_at


def sign_in(server, login, **more):
    return server.client().post("/session", {"login": login, "password": COLLEAGUE_PASSWORD, **more})


def asked_for_code(answer):
    return answer.status == 401 and [error["field"] for error in answer.json.get("errors", [])] == ["code"]


@pytest.fixture
def lily(server, admin):
    """Someone with a second factor: `.phone`, `.recovery_codes`, `.login`."""
    user = add_colleague(admin, "lily")
    client = server.sign_in(user["login"], COLLEAGUE_PASSWORD)
    client.user, client.login = user, user["login"]
    start = client.post("/me/totp", {"password": COLLEAGUE_PASSWORD}).expect(200).json
    client.phone = Phone(start["secret"])
    client.uri = start["uri"]
    confirmed = client.post("/me/totp/confirmation", {"code": client.phone.code()}).expect(200)
    client.recovery_codes = confirmed.json["recovery_codes"]
    return client


def test_starting_needs_the_password_and_a_code_confirms(server, admin):
    login = add_colleague(admin, "lily")["login"]
    client = server.sign_in(login, COLLEAGUE_PASSWORD)
    client.post("/me/totp/confirmation", {"code": "123456"}).expect(409)
    assert client.post("/me/totp", {"password": "not-this-one"}).expect(422).json["errors"][0]["field"] == "password"
    start = client.post("/me/totp", {"password": COLLEAGUE_PASSWORD}).expect(200).json
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(start["uri"]).query)
    assert query["secret"] == [start["secret"]] and start["uri"].startswith("otpauth://totp/")
    sign_in(server, login).expect(200)  # not in force yet
    wrong = code_at(start["secret"], int(time.time()) // 30 + 100)
    assert client.post("/me/totp/confirmation", {"code": wrong}).expect(422).json["errors"][0]["field"] == "code"
    phone = Phone(start["secret"])
    codes = client.post("/me/totp/confirmation", {"code": phone.code()}).expect(200).json["recovery_codes"]
    assert len(set(codes)) == 10
    state = client.get("/me/totp").expect(200).json
    assert state["enabled"] and state["recovery_codes_left"] == 10 and start["secret"] not in str(state)
    client.post("/me/totp", {"password": COLLEAGUE_PASSWORD}).expect(409)
    assert asked_for_code(sign_in(server, login))


def test_a_code_is_asked_for_only_after_the_right_password(server, lily):
    wrong = server.client().post("/session", {"login": lily.login, "password": "wrong-guess"}).expect(401)
    unknown = server.client().post("/session", {"login": "nobody", "password": "wrong-guess"}).expect(401)
    assert wrong.body == unknown.body and not asked_for_code(wrong)
    right = sign_in(server, lily.login)
    assert asked_for_code(right) and "Set-Cookie" not in right.headers


def test_a_code_works_once(server, lily):
    code = lily.phone.code()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda _: sign_in(server, lily.login, code=code).status, range(4)))
    assert statuses == [200, 401, 401, 401]
    assert asked_for_code(sign_in(server, lily.login, code=code))


def test_a_recovery_code_works_once(server, lily):
    sign_in(server, lily.login, code=lily.recovery_codes[0]).expect(200)
    assert asked_for_code(sign_in(server, lily.login, code=lily.recovery_codes[0]))
    sign_in(server, lily.login, code=lily.recovery_codes[1].lower().replace("-", " ")).expect(200)
    assert lily.get("/me/totp").json["recovery_codes_left"] == 8


def test_guessing_codes_is_slowed(server, lily):
    statuses = [sign_in(server, lily.login, code=f"{n:06}").status for n in range(11)]
    assert statuses == [401] * 10 + [429]
    answer = sign_in(server, lily.login, code=lily.phone.code()).expect(429)
    assert int(answer.headers["Retry-After"]) > 0
    lily.get("/me").expect(200)


def test_turning_it_off_needs_password_and_code(server, lily):
    wrong = lily.delete("/me/totp", json={"password": "not-this-one", "code": lily.phone.code()}).expect(422)
    assert wrong.json["errors"][0]["field"] == "password"
    wrong = lily.delete("/me/totp", json={"password": COLLEAGUE_PASSWORD, "code": "000000"}).expect(422)
    assert wrong.json["errors"][0]["field"] == "code"
    lily.delete("/me/totp", json={"password": COLLEAGUE_PASSWORD, "code": lily.recovery_codes[0]}).expect(204)
    assert lily.get("/me/totp").json == {"enabled": False, "since": None, "recovery_codes_left": 0}
    sign_in(server, lily.login).expect(200)


def test_an_administrator_helps_who_lost_the_phone(server, admin, lily):
    lily.delete(f"/users/{lily.user['id']}/totp").expect(403)
    admin.delete(f"/users/{lily.user['id']}/totp").expect(204)
    sign_in(server, lily.login).expect(200)
    admin.delete(f"/users/{lily.user['id']}/totp").expect(404)


def test_the_command_line_helps_the_last_administrator(fresh_server):
    admin = fresh_server.sign_in()
    phone = Phone(admin.post("/me/totp", {"password": PASSWORD}).expect(200).json["secret"])
    admin.post("/me/totp/confirmation", {"code": phone.code()}).expect(200)
    fresh_server.client().post("/session", {"login": "admin", "password": PASSWORD}).expect(401)
    fresh_server.command("user", "reset-totp", "--login", "admin")
    fresh_server.sign_in()


def test_a_token_with_scopes_does_not_touch_it(server, lily):
    token = lily.post("/tokens", {"name": "x", "scopes": ["tickets.read"]}).expect(201).json["token"]
    client = server.client(token)
    client.post("/me/totp", {"password": COLLEAGUE_PASSWORD}).expect(403)
    client.delete("/me/totp", json={"password": COLLEAGUE_PASSWORD, "code": lily.recovery_codes[0]}).expect(403)


def test_the_secret_is_not_in_the_data(fresh_server):
    admin = fresh_server.sign_in()
    start = admin.post("/me/totp", {"password": PASSWORD}).expect(200).json
    codes = admin.post("/me/totp/confirmation", {"code": Phone(start["secret"]).code()}).expect(200).json
    code = codes["recovery_codes"][0]
    fresh_server.stop()
    stored = b"".join(data for _, data in stored_bytes(fresh_server))
    assert b"totp_enabled" in stored
    for value in (base64.b32decode(start["secret"]), start["secret"], code):
        assert [spelling for spelling in spellings(value) if spelling in stored] == []
    plain = code.replace("-", "")
    assert plain.encode() not in stored and plain.lower().encode() not in stored
