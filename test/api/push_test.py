"""Telling devices (Web Push) what concerns their people: through a push service that is a real server here, decrypted by browsers
that are written by other hands than the program's."""
import uuid

import pytest

from conftest import Servers
from support.people import add_department, colleague, open_ticket
from support.portal import PROXY, Customer
from support.push import Browser, PushService, decoded, identity_of
from support.rows import Rows
from support.server import Server, free_port
from support.waiting import until

CONTACT = "mailto:it@example.com"


@pytest.fixture(scope="module")
def service():
    service = PushService()
    yield service
    service.close()


@pytest.fixture(scope="module")
def silent_port():
    """Where a push service will be, and is not yet."""
    return free_port()


@pytest.fixture(scope="module")
def arguments(service, silent_port):
    return (*PROXY, "--push-service", f"{service.origin},http://127.0.0.1:{silent_port}", "--push-contact", CONTACT)


@pytest.fixture(scope="module")
def server(database, request, arguments):
    servers = Servers(database, request)
    yield servers.make(arguments=arguments).start()
    servers.close()


class Desk:
    def __init__(self, server):
        self.server = server
        self.boss = server.sign_in()
        self.service, self.quality = add_department(self.boss, "客服一组"), add_department(self.boss, "质检部")
        self.agent = colleague(server, self.boss, "push-agent", [self.service], name="韩梅梅")
        name = f"投诉{uuid.uuid4().hex[:6]}"
        body = {"path": name, "department_id": self.service, "is_public": True}
        self.type = self.boss.post("/types", body).expect(201).json["path"]
        self.key = self.boss.get("/push").expect(200).json["public_key"]

    def mate(self, departments=None):
        return colleague(self.server, self.boss, "push-mate", departments or [self.service], name="林涛")

    def ticket(self, **more):
        return open_ticket(self.agent, department_id=self.service, assignee_id=self.agent.user["id"], **more)


@pytest.fixture(scope="module")
def desk(server):
    return Desk(server)


@pytest.fixture
def mate(desk):
    return desk.mate()


@pytest.fixture
def browser(service, mate):
    browser = Browser(service)
    browser.id = browser.subscribe(mate)["id"]
    return browser


def assign(client, ticket, to):
    client.post(f"/tickets/{ticket['id']}/assignment", {"note": "", "assignee_id": to.user["id"]}).expect(200)


def mention(client, ticket, person):
    body = {"body": "看一下", "visibility": "internal", "mentions": [person.user["id"]]}
    client.post(f"/tickets/{ticket['id']}/messages", body).expect(201)


def waiting(server):
    return int(Rows(server).values("select count(*) from push_deliveries")[0][0])


def until_all_sent(server):
    until(lambda: waiting(server) == 0, "nothing is on its way")


def metric(server, line):
    return float(next(each.split(" ")[-1] for each in server.client().get("/metrics").expect(200).body.decode().splitlines()
                      if each.startswith(line)))


def test_a_device_is_told_what_became_its_persons(desk, mate, browser, service):
    ticket = desk.ticket()
    assign(desk.agent, ticket, mate)
    message, = browser.told(1)
    assert message == {"kind": "assigned", "ticket_id": ticket["id"], "number": ticket["number"], "seq": message["seq"],
                       "subject": ticket["subject"], "by": "韩梅梅", "language": "zh-CN"}
    (_, headers, _), = browser.requests()
    assert headers["Content-Encoding"] == "aes128gcm" and headers["TTL"] == "3600" and headers["Urgency"] == "normal"
    assert len(headers["Topic"]) <= 32 and decoded(headers["Topic"])
    assert identity_of(headers, desk.key, service.origin)["sub"] == CONTACT
    until_all_sent(desk.server)
    listed, = mate.get("/push_subscriptions").expect(200).json["items"]
    assert listed["id"] == browser.id and listed["last_used_at"]
    assert metric(desk.server, 'baton_push_messages_total{outcome="sent"}') >= 1 and metric(desk.server, "baton_push_waiting") == 0


def test_mentions_are_urgent_and_topics_are_of_ticket_and_kind(desk, mate, browser):
    ticket, other = desk.ticket(), desk.ticket()
    for each in (ticket, ticket, other):
        mention(desk.agent, each, mate)
    assert [message["kind"] for message in browser.told(3)] == ["mentioned"] * 3
    by_ticket = {}
    for _, headers, body in browser.requests():
        assert headers["Urgency"] == "high"
        by_ticket.setdefault(browser.read(body)["ticket_id"], set()).add(headers["Topic"])
    assert len(by_ticket[ticket["id"]]) == 1 and by_ticket[ticket["id"]] != by_ticket[other["id"]]


def test_the_customers_words_tell_who_has_the_ticket(desk, mate, browser):
    customer = Customer(desk.server).open(f"139{uuid.uuid4().int % 10**8:08}", type=desk.type)
    ticket = desk.boss.get(f"/tickets/{customer.number}").expect(200).json
    assign(desk.boss, ticket, mate)
    browser.told(1)
    customer.does("messages", {"body": "还没收到。"})
    message = browser.told(2)[1]
    assert (message["kind"], message["by"]) == ("answered", "李雷")


def test_nobody_is_told_what_he_did_himself(desk, mate, browser):
    ticket = desk.ticket()
    assign(mate, ticket, mate)
    mention(mate, ticket, mate)
    mention(desk.agent, ticket, mate)
    assert [message["kind"] for message in browser.told(1)] == ["mentioned"]
    until_all_sent(desk.server)
    assert len(browser.requests()) == 1


def test_all_devices_of_a_person_are_told_each_in_its_language(desk, mate, browser, service):
    other = Browser(service)
    other.subscribe(mate, language="en", name="Laptop")
    assign(desk.agent, desk.ticket(), mate)
    assert (browser.told(1)[0]["language"], other.told(1)[0]["language"]) == ("zh-CN", "en")


def test_what_is_not_taken_is_tried_again(desk, mate, browser, service):
    service.script(browser.path, 503, (429, {"Retry-After": "1"}), 500, 201)
    assign(desk.agent, desk.ticket(), mate)
    told = browser.told(4)
    assert all(each == told[0] for each in told)
    until_all_sent(desk.server)
    assert len(browser.requests()) == 4


def test_a_service_that_does_not_answer_is_tried_again(desk, mate, silent_port):
    absent = type("Absent", (), {"origin": f"http://127.0.0.1:{silent_port}"})
    browser = Browser(absent)
    browser.subscribe(mate)
    before = metric(desk.server, 'baton_push_messages_total{outcome="retried"}')
    assign(desk.agent, desk.ticket(), mate)
    until(lambda: metric(desk.server, 'baton_push_messages_total{outcome="retried"}') > before, "tried in vain")
    assert metric(desk.server, "baton_push_failing") == 1 and waiting(desk.server) == 1
    browser.service = PushService(silent_port)
    assert browser.told(1)[0]["kind"] == "assigned"
    until_all_sent(desk.server)
    browser.service.close()


def test_two_servers_send_each_message_once(desk, mate, browser, arguments, database, tmp_path):
    if database != "postgres":
        pytest.skip("one server has a SQLite database")
    key = ("--key-file", str(desk.server.data) + ".key")
    beside = Server(tmp_path, desk.server.database_url, arguments + key).start()
    try:
        for _ in range(40):
            mention(desk.agent, desk.ticket(), mate)
        told = browser.told(40)
        until_all_sent(desk.server)
        assert len(browser.requests()) == 40 and len({each["seq"] for each in told}) == 40
    finally:
        beside.finish()


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_no_more_is_forgotten(desk, mate, browser, service, status):
    service.script(browser.path, status)
    assign(desk.agent, desk.ticket(), mate)
    until(lambda: mate.get("/push_subscriptions").expect(200).json["items"] == [], "forgotten")
    assign(desk.agent, desk.ticket(), mate)
    until_all_sent(desk.server)
    assert len(browser.requests()) == 1


@pytest.mark.parametrize("status", [301, 400, 403, 413])
def test_what_will_never_be_taken_is_given_up(desk, mate, browser, service, status):
    elsewhere = Browser(service)
    service.script(browser.path, (status, {"Location": elsewhere.endpoint}))
    assign(desk.agent, desk.ticket(), mate)
    browser.told(1)
    until_all_sent(desk.server)
    assert len(browser.requests()) == 1 and elsewhere.requests() == [], "and no other address is followed"
    assert len(mate.get("/push_subscriptions").expect(200).json["items"]) == 1


def test_who_no_longer_sees_the_ticket_is_not_told(desk, service):
    inspector = desk.mate([desk.quality])
    browser = Browser(service)
    browser.subscribe(inspector)
    service.script(browser.path, (503, {"Retry-After": "3"}))
    ticket = desk.ticket()
    mention(desk.agent, ticket, inspector)
    browser.told(1)
    desk.agent.delete(f"/tickets/{ticket['id']}/followers/{inspector.user['id']}").expect(204)
    inspector.get(f"/tickets/{ticket['id']}").expect(404)
    until_all_sent(desk.server)
    assert len(browser.requests()) == 1


def test_who_is_no_longer_concerned_is_not_told(desk, mate, browser, service):
    customer = Customer(desk.server).open(f"139{uuid.uuid4().int % 10**8:08}", type=desk.type)
    ticket = desk.boss.get(f"/tickets/{customer.number}").expect(200).json
    assign(desk.boss, ticket, mate)
    browser.told(1)
    service.script(browser.path, (503, {"Retry-After": "3"}))
    customer.does("messages", {"body": "还没收到。"})
    browser.told(2)
    assign(desk.boss, ticket, desk.agent)
    until_all_sent(desk.server)
    assert len(browser.requests()) == 2


def test_a_held_reply_is_told_when_it_is_released(desk, mate, browser):
    path = f"/tickets/{desk.ticket()['id']}/messages"
    held = {"body": "明天给您补发。", "visibility": "public", "send_after_s": 60, "mentions": [mate.user["id"]]}
    gone = desk.agent.post(path, held).expect(201).json
    kept = desk.agent.post(path, held).expect(201).json
    desk.agent.delete(f"{path}/{gone['id']}").expect(200)
    desk.agent.post(f"{path}/{kept['id']}/release").expect(200)
    message, = browser.told(1)
    assert (message["kind"], message["by"]) == ("mentioned", "韩梅梅")
    until_all_sent(desk.server)
    assert len(browser.requests()) == 1


def test_the_subject_of_an_encrypted_ticket_is_not_said(desk, mate, browser):
    name = f"举报{uuid.uuid4().hex[:6]}"
    desk.boss.post("/types", {"path": name, "department_id": desk.service, "is_sensitive": True}).expect(201)
    ticket = desk.ticket(type=name)
    assign(desk.agent, ticket, mate)
    message, = browser.told(1)
    assert (message["subject"], message["number"]) == ("", ticket["number"])


def test_the_longest_subject_fits(desk, mate, browser):
    ticket = desk.ticket(subject="长" * 200)
    assign(desk.agent, ticket, mate)
    assert browser.told(1)[0]["subject"] == ticket["subject"]


@pytest.mark.parametrize("endpoint", [
    "https://evil.example/x", "http://127.0.0.1:1/x", "https://127.0.0.1/x", "https://fcm.googleapis.com/x", "x",
    "https://[::1]/x", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data"])
def test_the_server_is_made_to_call_nobody_else(desk, mate, service, endpoint):
    refused = mate.post("/push_subscriptions", Browser(service).body(endpoint=endpoint)).expect(422).json
    assert [error["field"] for error in refused["errors"]] == ["endpoint"]


def test_an_address_beside_the_listed_one_is_refused(desk, mate, service):
    for endpoint in (f"{service.origin}0/x", service.origin.replace("http://", "http://x@") + "/x",
                     f"{service.origin}@evil.example/x", service.origin.replace("http", "https") + "/x"):
        mate.post("/push_subscriptions", Browser(service).body(endpoint=endpoint)).expect(422)


def test_keys_that_are_none_are_told(desk, mate, service):
    good = Browser(service).body()
    for keys, fields in (({"p256dh": "BAAA"}, ["keys.p256dh"]), ({"auth": "AAAA"}, ["keys.auth"]),
                         ({"p256dh": "B" + "A" * 86, "auth": "!"}, ["keys.p256dh", "keys.auth"])):
        body = {**good, "keys": {**good["keys"], **keys}}
        refused = mate.post("/push_subscriptions", body).expect(422).json
        assert [error["field"] for error in refused["errors"]] == fields
    refused = mate.post("/push_subscriptions", {**good, "language": "fr"}).expect(422).json
    assert [error["field"] for error in refused["errors"]] == ["language"]


def test_what_is_shown_of_a_device(desk, mate, browser):
    listed, = mate.get("/push_subscriptions").expect(200).json["items"]
    assert listed == {"id": browser.id, "name": "办公室的 Edge", "created_at": listed["created_at"], "last_used_at": None}
    assert desk.agent.delete(f"/push_subscriptions/{browser.id}").status == 404, "another's"
    mate.delete(f"/push_subscriptions/{browser.id}").expect(204)
    mate.delete(f"/push_subscriptions/{browser.id}").expect(404)
    assert mate.get("/push_subscriptions").expect(200).json == {"items": [], "next_cursor": None}


def test_the_same_browser_is_one_device_of_who_subscribed_last(desk, mate, browser):
    again = browser.subscribe(mate, name="又一次")
    listed, = mate.get("/push_subscriptions").expect(200).json["items"]
    assert (listed["id"], listed["name"]) == (again["id"], "又一次")
    other = desk.mate()
    browser.subscribe(other)
    assert mate.get("/push_subscriptions").expect(200).json["items"] == []
    ticket = desk.ticket()
    assign(desk.agent, ticket, mate)
    assign(desk.agent, ticket, other)
    message, = browser.told(1)
    until_all_sent(desk.server)
    assert len(browser.requests()) == 1 and message["kind"] == "assigned"


def test_a_person_has_twenty_devices_at_most(desk, mate, service):
    ids = [Browser(service).subscribe(mate)["id"] for _ in range(22)]
    assert [each["id"] for each in mate.get("/push_subscriptions").expect(200).json["items"]] == ids[2:]


def test_who_leaves_is_told_no_more(desk, mate, browser):
    ticket = desk.ticket()
    mention(desk.agent, ticket, mate)
    browser.told(1)
    desk.boss.delete(f"/users/{mate.user['id']}").expect(204)
    assert Rows(desk.server).values(f"select count(*) from push_subscriptions where user_id = {mate.user['id']}") == [["0"]]


def test_signing_out_changes_nothing(desk, mate, browser):
    mate.delete("/session").expect(204)
    assign(desk.agent, desk.ticket(), mate)
    browser.told(1)


def test_a_token_with_scopes_subscribes_nobody(desk, mate, service):
    token = mate.post("/tokens", {"name": "x", "scopes": ["tickets.read"]}).expect(201).json["token"]
    desk.server.client(token).post("/push_subscriptions", Browser(service).body()).expect(403)


def test_the_address_is_a_secret(desk, mate, browser, service):
    service.script(browser.path, 503, 400)
    assign(desk.agent, desk.ticket(), mate)
    browser.told(2)
    until_all_sent(desk.server)
    assert "push service 127.0.0.1: answered 503" in desk.server.log
    secret = browser.path.removeprefix("/push/")
    assert secret not in desk.server.log and secret not in Rows(desk.server).dump()


def test_the_key_stays_and_what_was_not_sent_is_sent_after_a_restart(desk, mate, browser, service):
    service.script(browser.path, (503, {"Retry-After": "2"}))
    assign(desk.agent, desk.ticket(), mate)
    first, = browser.told(1)
    desk.server.restart()
    assert browser.told(2)[1] == first
    assert desk.server.client(mate.token).get("/push").expect(200).json["public_key"] == desk.key


def test_a_wrong_list_is_told_at_the_start(new_server):
    for argument, named in (("--push-service=localhost", "--push-service"), ("--push-contact=it", "--push-contact")):
        server = new_server(arguments=(argument,))
        server.start(wait=False)
        assert server.process.wait(timeout=60) == 1 and named in server.log
        server.process = None  # it ended as it should
