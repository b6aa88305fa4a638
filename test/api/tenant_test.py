"""Several companies in one installation: each has its own people, numbers, log, files and live feed, and nothing of another
is there."""
import re

import pytest

from support.live import LiveClient
from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague, events_of, new_ticket, open_ticket, own_department
from support.server import PASSWORD
from support.upload import upload, uploaded

HOST = "desk.second.example"


def sign_in_at(server, host, login="admin", password=PASSWORD):
    client = server.client()
    answer = client.post("/session", {"login": login, "password": password}, headers={"Host": host}).expect(200)
    client.token = answer.json["token"]
    return client


@pytest.fixture(scope="module")
def first(server):
    return server.sign_in()


@pytest.fixture(scope="module")
def second(server):
    said = server.command("tenant", "create", "--name", "第二公司", "--host", "Desk.Second.Example:8443").stdout
    assert "password" not in said, "the password was given"
    client = sign_in_at(server, HOST)
    client.tenant = re.search(r"^tenant 第二公司 has id (\d+)$", said, re.MULTILINE)[1]
    return client


def test_the_host_decides_where_one_signs_in(server, first, second):
    assert first.token.startswith("bs_1.") and second.token.startswith(f"bs_{second.tenant}.")
    assert second.tenant != "1" and second.get("/me").expect(200).json["tenant"]["id"] == second.tenant
    assert first.get("/me").expect(200).json["tenant"]["id"] == "1"
    assert sign_in_at(server, f"{HOST.upper()}.:9000").token.startswith(f"bs_{second.tenant}.")
    assert sign_in_at(server, "nowhere.example").token.startswith("bs_1.")


def test_the_token_decides_whatever_the_host_says(second):
    me = second.get("/me", headers={"Host": "127.0.0.1"}).expect(200).json
    assert me["tenant"]["id"] == second.tenant


def test_a_secret_is_good_for_its_own_tenant_only(server, second):
    number, secret = second.token.removeprefix("bs_").split(".")
    for wrong in (f"bs_1.{secret}", f"bs_{secret}", f"bs_3000.{secret}", f"bs_.{secret}", f"bs_0{number}.{secret}", f"bs_x.{secret}",
                  f"bt_{number}.{secret}", f"bs_99999999999999999999.{secret}", f"bs_-2.{secret}"):
        server.client(wrong).get("/me").expect(401)


def test_a_command_makes_a_tenant_and_its_administrator(server, second):
    assert {"1\tdefault", f"{second.tenant}\t第二公司"} <= set(server.command("tenant", "list").stdout.splitlines())
    again = server.command("tenant", "create", "--name", "第二公司", check=False)
    assert again.returncode == 1 and "name: " in again.stderr
    taken = server.command("tenant", "create", "--name", "第三公司", "--host", HOST, check=False)
    assert taken.returncode == 1 and "host: " in taken.stderr
    assert "第三公司" not in server.command("tenant", "list").stdout, "refused is refused whole"
    assert second.get("/me").json["departments"][0]["name"] == "客服部"
    server.command("user", "add", "--login", "lily", "--tenant", "第二公司", "--role", "处理人", stdin="quiet-river-stone\n")
    assert "lily" in server.command("user", "list", "--tenant", second.tenant).stdout
    assert "lily" not in server.command("user", "list").stdout
    token = server.command("token", "create", "--login", "lily", "--tenant", second.tenant).stdout.strip()
    assert token.startswith(f"bt_{second.tenant}.")
    assert server.client(token).get("/me").expect(200).json["user"]["login"] == "lily"
    unknown = server.command("token", "create", "--login", "lily", "--tenant", "nobody", check=False)
    assert unknown.returncode == 1 and "tenant: " in unknown.stderr


def test_each_has_its_own_tickets_and_numbers(new_server):
    server = new_server().start()
    first = server.sign_in()
    server.command("tenant", "create", "--name", "二", "--host", HOST)
    second = sign_in_at(server, HOST)
    ours, theirs = open_ticket(first), open_ticket(second)
    assert ours["number"] == theirs["number"], "both begin their day at 001"
    assert [t["id"] for t in first.pages("/tickets")] == [ours["id"]]
    assert [t["id"] for t in second.pages("/tickets")] == [theirs["id"]]
    assert first.get(f"/tickets/{ours['number']}").json["id"] == ours["id"]
    assert second.get(f"/tickets/{ours['number']}").json["id"] == theirs["id"]
    for client in (first, second):
        assert [view["count"] for view in client.get("/views/counts").json["items"]] == [0, 1, 1]
    tenants = len(server.command("tenant", "list").stdout.splitlines())
    said = server.command("verify").stdout
    assert said.count("chain intact") == tenants >= 2 and said.count("counts agree") == tenants
    server.restart()
    for client in (first, second):
        client.close()
        assert [view["count"] for view in client.get("/views/counts").json["items"]] == [0, 1, 1]


def test_what_is_another_tenants_is_not_there(first, second):
    ticket = open_ticket(first)
    file = uploaded(first, b"secret", "secret.txt")
    first.post(f"/tickets/{ticket['id']}/messages", {"body": "秘密", "visibility": "internal",
                                                     "attachment_ids": [file["id"]]}).expect(201)
    me = first.get("/me").json
    path = f"/tickets/{ticket['id']}"
    for method, address, body in [
            ("GET", path, None), ("GET", f"{path}/events", None), ("GET", f"{path}/stages", None),
            ("PATCH", path, {"version": 1, "subject": "x"}), ("POST", f"{path}/status", {"status": "open"}),
            ("POST", f"{path}/messages", {"body": "x", "visibility": "public"}),
            ("POST", f"{path}/assignment", {"assignee_id": second.get("/me").json["user"]["id"]}),
            ("GET", f"/attachments/{file['id']}", None)]:
        second.request(method, address, json=body).expect(404)
    assert not list(second.pages(f"/tickets?department_id={me['departments'][0]['id']}"))
    wrong = second.post("/tickets", new_ticket(department_id=me["departments"][0]["id"],
                                               assignee_id=me["user"]["id"])).expect(422)
    assert {error["field"] for error in wrong.json["errors"]} == {"department_id", "assignee_id"}
    refused = second.post("/tickets", new_ticket(attachment_ids=[uploaded(first)["id"]])).expect(422)
    assert refused.json["errors"][0]["field"] == "attachment_ids[0]"
    assert upload(second, b"ours").expect(201)


def test_a_key_of_one_tenant_replays_nothing_of_another(first, second):
    body, key = new_ticket(), {"Idempotency-Key": "the-same"}
    ours = first.post("/tickets", body, headers=key).expect(201)
    theirs = second.post("/tickets", body, headers=key).expect(201)
    assert "Idempotency-Replayed" not in theirs.headers and ours.json["id"] != theirs.json["id"]
    assert first.post("/tickets", body, headers=key).json["id"] == ours.json["id"]
    assert second.post("/tickets", body, headers=key).json["id"] == theirs.json["id"]


def test_live_events_stay_in_their_tenant(server, first, second):
    server.command("verify")  # every event has its number
    two = LiveClient(server, second.token)
    start = two.expect("ready")["seq"]
    two.close()
    ours, theirs = open_ticket(first), open_ticket(second)
    two = LiveClient(server, second.token)
    two.expect("ready")
    two.send(type="resume", after=start)
    assert [event["ticket_id"] for event in two.events(1)] == [theirs["id"]]
    two.send(type="watch", ticket_id=ours["id"], state="looking")
    assert two.is_silent()
    two.close()


def test_live_events_reach_each_tenants_people(server, first, second):
    clients = [LiveClient(server, each.token) for each in (first, second)]
    for client in clients:
        client.send(type="resume", after=client.expect("ready")["seq"])
    tickets = [open_ticket(each) for each in (first, second)]
    for client, ticket in zip(clients, tickets):
        assert client.events(1)[0]["ticket_id"] == ticket["id"]
        assert client.is_silent()
        client.close()


def test_every_tenants_timeline_gets_numbers(server, first, second):
    ticket = open_ticket(second)
    second.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "public"}).expect(201)
    server.command("verify")
    assert all(event["seq"] for event in events_of(second, ticket))
    lily = colleague_of(server, second)
    assert lily.get(f"/tickets/{ticket['id']}").expect(200).json["id"] == ticket["id"]


def colleague_of(server, admin):
    user = add_colleague(admin, "mei", [own_department(admin)])
    return sign_in_at(server, HOST, user["login"], COLLEAGUE_PASSWORD)
