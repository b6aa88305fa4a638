"""Texts that break software come back as they were sent, and secrets show up nowhere."""
import json
import pathlib

import pytest

from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague, events_of, new_ticket
from support.rows import Rows
from support.server import PASSWORD, ROOT

NAUGHTY = pathlib.Path(ROOT / "../shared/data/security-inputs/blns.json").resolve()
MORE = ["奶粉罐里有虫", "👩‍👩‍👧‍👦 🏳️‍🌈", "e\u0301 \u00e9", "\u202etxt.exe", "\ufeffBOM", "\uffff\ufffe\U0010ffff", "a\tb\nc\rd",
        "\u0001\u001f\u007f\u0085\u2028\u2029", "' or 1=1; drop table tickets; --", "$1 ?1 :a @b", "%s%n{}{0}\\", "  both sides  "]


@pytest.fixture(scope="module")
def strings():
    if not NAUGHTY.exists():
        pytest.skip("../shared/data/security-inputs/blns.json is not there")
    return [text for text in json.loads(NAUGHTY.read_text("utf-8"))] + MORE


def is_text(text, longest):
    return text.strip() and "\0" not in text and len(text) <= longest


def find_in_list(client, ticket, query):
    return next(t for t in client.pages(f"/tickets?limit=200&{query}") if t["id"] == ticket["id"])


def test_naughty_strings_come_back_as_sent(admin, strings):
    for text in strings:
        if not is_text(text, 10_000):
            continue
        name = text[:100] if text[:100].strip() else "李雷"
        tags = [text[:50]] if text[:50].strip() else []
        body = new_ticket(subject=text[:200] if text[:200].strip() else "x", description=text, tags=tags,
                          requester={"name": name})
        ticket = admin.post("/tickets", body).expect(201).json
        path = f"/tickets/{ticket['id']}"
        admin.post(f"{path}/messages", {"body": text, "visibility": "public"}).expect(201)
        admin.post(f"{path}/assignment", {"department_id": ticket["department"]["id"], "note": text[:5000]}).expect(200)
        admin.post(f"{path}/status", {"status": "resolved", "comment": text[:5000]}).expect(200)
        stored = admin.get(path).expect(200).json
        for field in ("subject", "description", "tags"):
            assert stored[field] == body[field], (field, text)
        assert stored["requester"]["name"] == name
        events = events_of(admin, ticket)
        bodies = {event["kind"]: event.get("body") for event in events if event["kind"] != "status_changed"}
        assert bodies["ticket_opened"] == text and bodies["message"] == text
        assert next(e["data"]["note"] for e in events if e["kind"] == "assigned") == text[:5000]
        assert [e.get("body") for e in events if e["kind"] == "status_changed"][-1] == text[:5000]


def test_naughty_tags_and_keys_are_found_again(admin, strings):
    from urllib.parse import quote
    for text in {text[:50] for text in strings if is_text(text[:50], 50)}:
        headers = {"Idempotency-Key": text.encode()} if all(c.isprintable() for c in text) else {}
        ticket = admin.post("/tickets", new_ticket(tags=[text]), headers=headers).expect(201).json
        found = admin.request("GET", f"/tickets?tag={quote(text, safe='')}").expect(200).json["items"]
        assert ticket["id"] in [t["id"] for t in found], text


def test_edited_naughty_strings_come_back_as_sent(admin, strings):
    ticket = admin.post("/tickets", new_ticket()).expect(201).json
    for text in strings:
        if not is_text(text[:200], 200):
            continue
        changes = {"subject": text[:200], "description": text[:200], "version": ticket["version"]}
        before, ticket = ticket, admin.patch(f"/tickets/{ticket['id']}", changes).expect(200).json
        assert (ticket["subject"], ticket["description"]) == (text[:200], text[:200])
        assert ticket["version"] == before["version"] + (before["subject"] != text[:200])


def secrets_used(server):
    """Signs in, fails to, makes people and tokens; returns everything that must not be kept in the clear."""
    admin = server.sign_in()
    wrong, unknown = "wrong-password-of-admin", "password-of-nobody"
    server.client().post("/session", {"login": "admin", "password": wrong}).expect(401)
    server.client().post("/session", {"login": "nobody", "password": unknown}).expect(401)
    login = add_colleague(admin, "hanmeimei")["login"]
    colleague = server.sign_in(login, COLLEAGUE_PASSWORD)
    key = {"Idempotency-Key": "einmal"}
    token = colleague.post("/tokens", {"name": "收件"}, headers=key).expect(201).json["token"]
    cookie = {"Cookie": f"baton_session={colleague.token}"}
    server.client().get("/me", headers=cookie).expect(200)
    server.client(token).post("/tickets", {"subject": 5}).expect(422)
    server.client("bs_forged-session-secret").get("/me").expect(401)
    server.client(token).get("/nothing").expect(404)
    server.client().post("/session", body=b'{"login": "admin", "password": "cut-off-secret', headers={
        "Content-Type": "application/json"}).expect(400)
    return [PASSWORD, wrong, unknown, COLLEAGUE_PASSWORD, admin.token, colleague.token, token, "forged-session-secret",
            "cut-off-secret"]


def test_secrets_are_neither_logged_nor_stored(new_server):
    server = new_server().start()
    secrets = secrets_used(server)
    server.command("user", "add", "--login", "lily", "--name", "莉莉", stdin="silent-mountain-77\n")
    dump = Rows(server).dump()
    server.stop()
    for secret in secrets + ["silent-mountain-77"]:
        assert secret not in server.log
        assert secret not in dump
    assert all(b"correct-horse" not in path.read_bytes() for path in server.data.iterdir() if path.is_file())
