"""Every text anybody can write, with texts that break software: it comes back byte for byte, or its field is named in a 422."""
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import uuid

import pytest

from conftest import Servers
from support.people import add_department, colleague, events_of, open_ticket, own_department
from support.portal import PROXY, Customer
from support.server import ROOT
from support.text_fields import WORDS, Case, is_word, may_be_refused, pick, put, text_fields
from support.walk import DEVICE_KEYS

pytestmark = pytest.mark.exhaustive
NAUGHTY = pathlib.Path(ROOT / "../shared/data/security-inputs/blns.json").resolve()
STRIDE = 1 if os.environ.get("BATON_LONG") else 24  # every so manieth text; each route begins with another one
MORE = ["奶粉罐里有虫", "👩‍👩‍👧‍👦 🏳️‍🌈", "e\u0301 \u00e9", "\u202etxt.exe", "\ufeffBOM", "\uffff\ufffe\U0010ffff", "a\tb\nc\rd", "$1 ?1 :a @b",
        "\u0001\u001f\u007f\u0085\u2028\u2029", "  both sides  ", "{{requester.name}}", "{{nothing}}", "a/b", "/", "a\u0000b", "=1+1"]
AGREED = {"consents.[].purpose": 200, "consents.[].wording": 100}
FORM = {"line": "text", "lines": "long_text", "order": "business_object", "device": "asset"}


@pytest.fixture(scope="module")
def servers(database, request):
    servers = Servers(database, request)
    yield servers
    servers.close()


@pytest.fixture(scope="module")
def server(servers):
    return servers.make(arguments=PROXY).start()


@pytest.fixture(scope="module")
def strings():
    if not NAUGHTY.exists():
        pytest.skip("../shared/data/security-inputs/blns.json is not there")
    return json.loads(NAUGHTY.read_text("utf-8")) + MORE


def all_of(client, route):
    """Some lists have pages, some are short."""
    answer = client.get(route).expect(200).json
    return client.pages(f"{route}?limit=200") if answer.get("next_cursor") else answer["items"]


def variables(field, text):
    """In what is filled in for a ticket, an unknown one is refused."""
    return field == "body" and "{{" in text


class World:
    """One thing of every kind, to write into."""

    def __init__(self, server):
        self.server, self.boss = server, server.sign_in()
        self.department = own_department(self.boss)
        self.other = add_department(self.boss, "文字组")
        self.handler = colleague(server, self.boss, "texts", [self.other])
        mark = uuid.uuid4().hex[:8]
        self.type = self.made("/types", path=f"文字{mark}", department_id=self.department, is_public=True)
        for key, kind in FORM.items():
            self.made(f"/types/{self.type['id']}/fields", key=key, label=key, kind=kind)
        self.status = self.made("/statuses", key=f"s{mark}", name="x", category="open")
        self.attribute = self.made("/customer-attributes", key=f"k{mark}", kind="choice", label="x", choices=["x"])
        self.note = self.made("/customer-attributes", key=f"n{mark}", kind="text", label="x")

    def made(self, route, **body):
        return self.boss.post(route, body).expect(201).json

    def ticket(self, **more):
        return open_ticket(self.boss, type=self.type["path"], **more)

    def cases(self):
        return self.cases_of_tickets() + self.cases_of_later() + self.cases_of_people() + self.cases_of_settings() + self.cases_of_own()

    def cases_of_tickets(self):
        whole = {"subject": 200, "description": 100_000, "tags.[]": 50} | {f"fields.{key}": 100 for key in FORM}
        opened, talk, moved, given, back, again, divided, problem = (f"/tickets/{self.ticket()['id']}" for _ in range(8))
        words = {"note": 5000, "handover.problem": 5000, "handover.done": 5000, "handover.missing": 5000}
        return [
            Case("POST", "/tickets", {**whole, **{f"requester.{field}": longest for field, longest in {"name": 100, **AGREED}.items()}},
                 body={"type": self.type["path"], "requester": {"consents": [{"channel": "phone"}]}}, read=self.ticket_and_consents),
            Case("PATCH", "/tickets/{id}", whole, opened),
            Case("PUT", "/tickets/{id}/draft", {"body": 100_000}, f"{opened}/draft"),
            Case("POST", "/tickets/{id}/messages", {"body": 100_000}, f"{talk}/messages", {"visibility": "public"}, read=self.told(talk, "message")),
            Case("POST", "/tickets/{id}/status", {"comment": 5000}, f"{moved}/status", {"status": "pending"}, read=self.told(moved, "status_changed"),
                 names={"comment": "body"}, prepare=lambda client: client.post(f"{moved}/status", {"status": "open"})),
            Case("POST", "/tickets/{id}/assignment", words, f"{given}/assignment", {"department_id": self.department},
                 read=self.told(given, "assigned"), names={each: f"data.{each}" for each in words}),
            Case("POST", "/tickets/{id}/bounce", {"reason": 5000}, f"{back}/bounce", prepare=self.handed_over(back),
                 read=self.told(back, "bounced"), names={"reason": "body"}),
            Case("POST", "/tickets/{id}/return", {"reason": 5000}, f"{again}/return", prepare=self.handed_over(again, accepted=True),
                 read=self.told(again, "returned"), names={"reason": "body"}),
            Case("POST", "/tickets/{id}/split", {"subject": 200, "description": 100_000} | {f"fields.{key}": 100 for key in FORM},
                 f"{divided}/split", {"event_ids": [events_of(self.boss, {"id": divided.split("/")[-1]})[0]["id"]]},
                 read=lambda client, answer: client.get(f"/tickets/{answer.json['id']}").expect(200).json),
            Case("POST", "/tickets/{id}/incident-messages", {"body": 100_000}, f"{problem}/incident-messages",
                 read=self.told(problem, "incidents_answered"), refuses=variables)]

    def cases_of_later(self):
        """What is asked for again: each time of a reminder or follow-up of its own, so that a ticket never has too many."""
        asleep, reminded, visited, finished = (f"/tickets/{self.ticket()['id']}" for _ in range(4))
        at = {"at": "2040-01-01T00:00:00Z"}

        def alone(path):
            def prepare(client):
                for each in client.get(f"{path}/reminders").expect(200).json["items"]:
                    client.delete(f"/reminders/{each['id']}").expect(204)
            return prepare

        def next_one(client=self.boss):
            visit = client.post(f"{finished}/follow-ups", {"note": "x", **at}).expect(201).json
            result.path = f"/follow-ups/{visit['id']}/result"

        result = Case("POST", "/follow-ups/{id}/result", {"result": 5000}, prepare=next_one, read=self.told(finished, "followed_up"),
                      names={"result": "body"})
        next_one()
        return [
            Case("PUT", "/tickets/{id}/snooze", {"reason": 5000}, f"{asleep}/snooze", {"until": at["at"]}, read=self.told(asleep, "snoozed"),
                 names={"reason": "body"}),
            Case("POST", "/tickets/{id}/reminders", {"note": 2000}, f"{reminded}/reminders", at, prepare=alone(reminded),
                 read=lambda client, answer: answer.json),
            Case("POST", "/tickets/{id}/follow-ups", {"note": 2000}, f"{visited}/follow-ups", at, prepare=alone(visited),
                 read=self.told(visited, "reminder_set"), names={"note": "body"}),
            result]

    def ticket_and_consents(self, client, answer):
        shown = client.get(f"/tickets/{answer.json['id']}").expect(200).json
        consents = client.get(f"/customers/{shown['requester']['id']}/consents").expect(200).json["items"]
        return {**shown, "requester": {**shown["requester"], "consents": consents}}

    def handed_over(self, path, accepted=False):
        def prepare(client):
            client.post(f"{path}/assignment", {"department_id": self.other}).expect(200)
            if accepted:
                self.handler.post(f"{path}/accept")  # 409 after a text that was refused
        return prepare

    def told(self, path, kind):
        """The newest event of the kind; each page is followed on from where the last look ended."""
        at = {"cursor": None}

        def read(client, _answer):
            while True:
                query = f"?limit=200&cursor={at['cursor']}" if at["cursor"] else "?limit=200"
                page = client.get(f"{path}/events{query}").expect(200).json
                if not page["next_cursor"]:
                    return [event for event in page["items"] if event["kind"] == kind][-1]
                at["cursor"] = page["next_cursor"]
        return read

    def cases_of_people(self):
        customer = f"/customers/{self.made('/customers', name='李雷')['id']}"
        organization = f"/organizations/{self.made('/organizations', name=uuid.uuid4().hex)['id']}"
        person = {"name": 100, "care.[]": 30, f"fields.{self.note['key']}": 100}
        agreed = {"purpose": 200, "wording": 100}
        colleague_fields = {"name": 100, "location": 200, "region": 100, "skills.[].skill": 50}
        return [
            Case("POST", "/customers", {**person, **AGREED}, body={"consents": [{"channel": "phone"}]}, read=self.customer_and_consents),
            Case("PATCH", "/customers/{id}", person, customer),
            Case("POST", "/customers/{id}/consents", agreed, f"{customer}/consents", {"channel": "phone"}, read=lambda client, answer: answer.json),
            Case("POST", "/organizations", {"name": 200, "note": 5000}), Case("PATCH", "/organizations/{id}", {"name": 200, "note": 5000}, organization),
            Case("POST", "/users", colleague_fields, body={"password": "quiet-river-stone"}, word="login"),
            Case("PATCH", "/users/{id}", colleague_fields, f"/users/{self.handler.user['id']}"),
            Case("POST", "/roles", {"name": 100}, body={"permissions": []}, read=self.listed("/roles")),
            Case("PATCH", "/roles/{id}", {"name": 100}, f"/roles/{self.made('/roles', name=uuid.uuid4().hex, permissions=[])['id']}",
                 read=self.listed("/roles"))]

    @staticmethod
    def customer_and_consents(client, answer):
        path = f"/customers/{answer.json['id']}"
        return {**client.get(path).expect(200).json, "consents": client.get(f"{path}/consents").expect(200).json["items"]}

    def listed(self, route, key="id"):
        """From the list, for what has no page of its own."""
        def read(client, answer):
            return next(each for each in all_of(client, route) if each[key] == answer.json[key])
        return read

    def cases_of_settings(self):
        field = {"label": 100, "help": 1000, "options.[].label": 100}
        kind = {"required_skills.[].skill": 50, "priority_labels.low": 20}
        template = {"name": 100, "subject": 200, "description": 20_000, "tags.[]": 50} | {f"fields.{key}": 100 for key in FORM}
        templates, others = (f"/types/{each}/templates" for each in (self.type["id"], self.made(
            "/types", path=f"{self.type['path']}/{uuid.uuid4().hex}", department_id=self.department)["id"]))
        question = self.made("/rating-questions", text="x")["id"]
        notice = self.made("/announcements", title="x", body="x")["id"]
        default = {"label": 100, "default_value": 100}
        forms = [self.new_form(self.boss) for _ in range(2)]
        self.made(forms[0], key="pick", label="x", kind="choice", options=[{"key": "a", "label": "a"}])
        self.made(forms[1], key="line", label="x", kind="text")
        return [
            Case("POST", "/departments", {"name": 100}, read=self.listed("/departments")),
            Case("PATCH", "/departments/{id}", {"name": 100}, f"/departments/{self.other}", read=self.listed("/departments")),
            Case("POST", "/types", kind, body={"department_id": self.department}, word="path"), Case("PATCH", "/types/{id}", kind, f"/types/{self.type['id']}"),
            Case("POST", "/types/{id}/templates", template, templates, prepare=self.emptied(templates),
                 read=lambda client, answer: client.get(f"{templates}/{answer.json['id']}").expect(200).json),
            Case("PATCH", "/types/{id}/templates/{template_id}", template, f"{others}/{self.made(others, name='x')['id']}"),
            Case("POST", "/statuses", {"name": 100, "portal_title": 100}, body={"category": "open"}, word="key",
                 read=self.listed("/statuses", "key"), most=400),
            Case("PATCH", "/statuses/{status_key}", {"name": 100, "portal_title": 100}, f"/statuses/{self.status['key']}",
                 read=self.listed("/statuses", "key")),
            self.in_new_forms(Case("POST", "/types/{id}/fields", field, body={"kind": "choice", "options": [{"key": "a"}]}, word="key")),
            self.in_new_forms(Case("POST", "/types/{id}/fields", default, body={"kind": "text"}, word="key")),
            Case("PATCH", "/types/{id}/fields/{key}", field, f"{forms[0]}/pick", {"options": [{"key": "a"}]}),
            Case("PATCH", "/types/{id}/fields/{key}", default, f"{forms[1]}/line"),
            Case("POST", "/customer-attributes", {"label": 100, "choices.[]": 100}, body={"kind": "choice"}, word="key",
                 read=self.listed("/customer-attributes")),
            Case("PATCH", "/customer-attributes/{id}", {"label": 100, "choices.[]": 100}, f"/customer-attributes/{self.attribute['id']}",
                 read=self.listed("/customer-attributes")),
            Case("PUT", "/settings/company", {"name": 100}, "/settings/company"),
            Case("POST", "/announcements", {"title": 200, "body": 20_000}, read=self.listed("/announcements")),
            Case("PATCH", "/announcements/{id}", {"title": 200, "body": 20_000}, f"/announcements/{notice}", read=self.listed("/announcements")),
            Case("POST", "/rating-questions", {"text": 200}, read=self.listed("/rating-questions")),
            Case("PATCH", "/rating-questions/{id}", {"text": 200}, f"/rating-questions/{question}", read=self.listed("/rating-questions"))]

    @staticmethod
    def emptied(collection):
        """There may be so many only."""
        def prepare(client):
            for each in client.get(collection).expect(200).json["items"]:
                client.delete(f"{collection}/{each['id']}").expect(204)
        return prepare

    def new_form(self, client):
        return f"/types/{client.post('/types', {'path': uuid.uuid4().hex, 'department_id': self.department}).expect(201).json['id']}/fields"

    def in_new_forms(self, case):
        """A form takes 200 fields, archived ones too."""
        written = itertools.count()

        def prepare(client):
            if next(written) % 150 == 0:
                case.path = self.new_form(client)

        case.prepare = prepare
        case.read = lambda client, answer: client.get(f"{case.path}/{answer.json['key']}").expect(200).json
        return case

    def cases_of_own(self):
        response = {"title": 100, "body": 20_000, "shortcut": 50, "category": 100}
        view = {"name": 100, "filter.tag.[]": 50}
        tag = {"name": 50, "description": 500}
        return [
            Case("POST", "/tokens", {"name": 100}, read=lambda client, answer: answer.json),
            Case("POST", "/canned-responses", response, read=self.listed("/canned-responses"), refuses=variables),
            Case("PATCH", "/canned-responses/{id}", response, f"/canned-responses/{self.made('/canned-responses', title='x', body='x')['id']}",
                 read=self.listed("/canned-responses"), refuses=variables),
            Case("POST", "/tags", tag, read=lambda client, answer: answer.json),
            Case("PATCH", "/tags/{id}", {"description": 500}, f"/tags/{self.made('/tags', name=uuid.uuid4().hex)['id']}", read=lambda client, answer: answer.json),
            Case("POST", "/push_subscriptions", {"name": 100}, body={"endpoint": "https://fcm.googleapis.com/x", "keys": DEVICE_KEYS, "language": "en"},
                 read=self.listed("/push_subscriptions")),
            Case("POST", "/views", view, read=self.listed("/views")),
            Case("PATCH", "/views/{id}", view, f"/views/{self.made('/views', name='x')['id']}", read=self.listed("/views"))]


class Writer:
    """Writes all texts into the fields of one route, each into all of them at once, and reads them back."""

    def __init__(self, world, case, document):
        self.world, self.case, self.client = world, case, world.server.client(world.boss.token)
        below = {path.removeprefix("/api/v1") for path, operations in document["paths"].items() if "delete" in operations}
        one = next((path for path in below if re.fullmatch(re.escape(case.route) + r"/\{\w+\}", path)), None)
        keeps = case.route.endswith("/messages")  # what is sent is not taken back
        self.removed_by = one and case.method == "POST" and not keeps and ("key" if one.endswith("key}") else "id")
        self.has_page = case.method == "POST" and "get" in document["paths"].get(f"/api/v1{case.route}/{{id}}", {})

    def write(self, texts):
        for text in texts:
            answer, without = self.send(text), set()
            while answer.status in (409, 422) and without < set(self.case.fields):  # some is checked once the rest is right
                named = self.refused(text, answer)
                assert named - without, f"{self.case.method} {self.case.route} {text!r}: {answer.body[:500]}"
                without |= named
                answer = self.send(text, without)
            assert answer.status in (200, 201), f"{self.case.method} {self.case.route} {text!r}: {answer.status} {answer.body[:300]}"
            self.compare(text, self.stored(answer), without)
            if self.removed_by:  # so that lists stay short
                gone = self.client.delete(f"{self.case.path or self.case.route}/{answer.json[self.removed_by]}")
                assert gone.status in (200, 204), gone.body

    def send(self, text, without=()):
        case = self.case
        if case.prepare:
            case.prepare(self.client)
        body = case.content(text, without)
        path = case.path or case.route
        if case.word:
            put(body, case.word, f"w{uuid.uuid4().hex[:12]}")
        if case.method == "PATCH":
            body["version"] = self.version()
        return self.client.request(case.method, path, json=body)

    def version(self):
        collection, _, name = self.case.path.rpartition("/")
        answer = self.client.get(self.case.path)
        if answer.status == 200:
            return answer.json["version"]
        return next(each["version"] for each in all_of(self.client, collection) if name in (each.get("id"), each.get("key")))

    def refused(self, text, answer):
        named = {re.sub(r"\[\d+\]", ".[]", error["field"]) for error in answer.json.get("errors", [])}
        where = f"{self.case.method} {self.case.route} {text!r}: {answer.body[:500]}"
        assert named <= set(self.case.fields), where
        if answer.json["detail"].startswith("There is a") and named == {"name"}:
            return named  # another one has this name
        for field in named:
            cut = text[:self.case.fields[field] or 100]
            assert may_be_refused(cut) or self.case.refuses(field, cut), where
        return named

    def stored(self, answer):
        if self.case.read:
            return self.case.read(self.client, answer)
        if self.has_page:
            return self.client.get(f"{self.case.route}/{answer.json['id']}").expect(200).json
        return self.client.get(self.case.path).expect(200).json

    def compare(self, text, stored, without):
        for field, longest in self.case.fields.items():
            if field not in without:
                found = pick(stored, self.case.names.get(field, field))
                assert found == text[:longest or 100], f"{self.case.method} {self.case.route} {field}"


def test_no_field_is_forgotten(document, world):
    """Every text of the served description is written by one of the cases here, or it is said why not."""
    tried = {(case.method, case.route, re.sub(r"^fields\..*", "fields.*", field)) for case in world.cases() for field in case.fields}
    tried |= {("POST", f"/portal/tickets{route}", field) for route, fields in AT_THE_PORTAL.items() for field in fields}
    missing = [f"{method} {path} {field}" for method, path, field, _ in text_fields(document)
               if (method, path, field) not in tried and not is_word(method, path, field)]
    assert not missing, "write these in test_texts_come_back, or say in WORDS why not:\n" + "\n".join(missing)
    served = {(method, path, field) for method, path, field, _ in text_fields(document)}
    assert tried <= served, tried - served
    for pattern in WORDS:
        assert any(re.fullmatch(pattern, " ".join(each)) for each in served), f"{pattern} names nothing any more"


@pytest.fixture(scope="module")
def document(server):
    return server.client().get("/api/openapi.json").expect(200).json


@pytest.fixture(scope="module")
def world(server):
    return World(server)


@pytest.fixture(scope="module")
def another_world(servers):
    return World(servers.make(arguments=PROXY).start())


def test_texts_come_back(world, another_world, document, strings):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        done = []
        for number, (case, more) in enumerate(zip(world.cases(), another_world.cases())):
            texts = strings[number % STRIDE::STRIDE] + MORE
            done.append(pool.submit(Writer(world, case, document).write, texts[:case.most]))
            if texts[case.most:]:
                done.append(pool.submit(Writer(another_world, more, document).write, texts[case.most:]))
        for each in done:
            each.result()


AT_THE_PORTAL = {"": ("subject", "description", "requester.name", "fields.*", "requester.consents.[].purpose", "requester.consents.[].wording"),
                 "/{number}/messages": ("body",), "/{number}/confirmation": ("comment",), "/{number}/rating": ("comment", "tags.[]"),
                 "/{number}/nudge": ("reason",), "/{number}/reopen": ("reason",)}


def test_texts_of_customers_come_back(world, strings):
    boss = world.server.client(world.boss.token)  # the world's own has been idle for long
    for text in strings[::STRIDE] + MORE[::2]:
        if may_be_refused(text[:30]):
            continue
        phone = f"138{uuid.uuid4().int % 10**8:08}"
        consent = {"purpose": text[:200], "channel": "portal", "wording": text[:100]}
        customer = Customer(world.server).open(phone, text[:200], description=text, type=world.type["path"],
                                               fields={key: text[:100] for key in FORM},
                                               requester={"name": text[:100], "phone": phone, "consents": [consent]})
        ticket = boss.get(f"/tickets/{customer.number}").expect(200).json
        assert (ticket["subject"], ticket["description"], ticket["requester"]["name"]) == (text[:200], text, text[:100])
        assert ticket["fields"] == {key: text[:100] for key in FORM}
        agreed = boss.get(f"/customers/{ticket['requester']['id']}/consents").expect(200).json["items"][0]
        assert (agreed["purpose"], agreed["wording"]) == (text[:200], text[:100])
        customer.does("messages", {"body": text})
        customer.does("nudge", {"reason": text[:1000]})
        for what, body in (("confirmation", {"solved": False, "comment": text[:5000]}), ("reopen", {"reason": text[:5000]})):
            boss.post(f"/tickets/{ticket['id']}/status", {"status": "resolved"}).expect(200)
            customer.does(what, body)
        boss.post(f"/tickets/{ticket['id']}/status", {"status": "resolved"}).expect(200)
        rated = customer.does("rating", {"score": 4, "comment": text[:5000], "tags": [text[:30]]})["rating"]
        assert (rated["comment"], rated["tags"]) == (text[:5000], [text[:30]])
        assert customer.look()["subject"] == text[:200]
        said = [(event["kind"], event["body"]) for event in events_of(boss, ticket) if event["actor"]["kind"] == "customer"]
        assert said == [("ticket_opened", text), ("message", text), ("nudged", text[:1000]), ("reopened", text[:5000]),
                        ("reopened", text[:5000]), ("rated", text[:5000])]


def test_words_are_refused_by_name(server, document, strings):
    """What is not free text: a 422 that names it, or it is taken; never an error of the server."""
    client = server.sign_in()
    for number, (method, path, field, longest) in enumerate(text_fields(document)):
        if method != "POST" or "{" in path or path in ("/session",) or not is_word(method, path, field) or field.endswith("*"):
            continue
        for text in strings[number % 60::60]:
            body = {}
            put(body, field, text[:longest or 50])
            answer = client.request(method, path, json=body)
            assert answer.status < 500, (method, path, field, text, answer.body)
