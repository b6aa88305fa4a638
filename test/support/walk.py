"""Tries every route of the served description as somebody who must not see what a tenant, a department or a person has, and
looks for planted words in every answer."""
import json
import uuid

from support.people import PASSWORD, add_department, colleague
from support.upload import TYPE, form, part, uploaded
from support.workbook import unpacked

# Statuses that tell nothing but that it is refused.
REFUSED = {401, 403, 404}
# What {id} means below the first word of a path; a path that is not named here stops the walk.
OBJECTS = {"tickets": ["ticket", "number"], "deleted-tickets": ["deleted"], "attachments": ["attachment"], "users": ["user"], "sessions": ["session"],
           "tokens": ["token"], "roles": ["role"], "departments": ["department"], "customers": ["customer"],
           "organizations": ["organization"], "customer-attributes": ["attribute"],
           "types": ["type"], "statuses": ["status"], "views": ["view"], "rating-questions": ["question"],
           "portal": ["number"], "sla-targets": ["priority"],
           "canned-responses": ["response"], "announcements": ["announcement"], "tags": ["kept_tag"],
           "reminders": ["reminder"], "follow-ups": ["follow_up"], "push_subscriptions": ["device"]}
SEARCHES = ["/tickets", "/tickets.csv", "/tickets.xlsx", "/lookup"]
# Of a browser that nothing is ever sent to (RFC 8291, Appendix A).
DEVICE_KEYS = {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
               "auth": "BTBZMqHH6r4Tts7J_aSIgg"}


class Owner:
    """A member of a department with a ticket of his own; every text in it is a word that occurs nowhere else."""

    def __init__(self, server, admin):
        self.words = {}
        self.department = add_department(admin, self.word("tenant", "department"))
        self.role = admin.post("/roles", {"name": self.word("tenant", "role"), "permissions": [
            "tickets.read", "tickets.create", "tickets.edit", "tickets.reply", "tickets.assign",
            "customers.read_contact"]}).expect(201).json["id"]
        self.client = colleague(server, admin, "owner", [self.department], [self.words["role"][1]],
                                name=self.word("tenant", "colleague"))
        self.phone = f"139{uuid.uuid4().int % 10**8:08}"
        self.words["phone"] = ("customer", self.phone)
        file = uploaded(self.client, self.word("ticket", "content").encode(), self.word("ticket", "file") + ".txt")
        opened = self.client.post("/tickets", {
            "subject": self.word("ticket", "subject"), "description": self.word("ticket", "description"),
            "department_id": self.department, "assignee_id": self.client.user["id"], "tags": [self.word("ticket", "tag")],
            "requester": {"name": self.word("customer", "customer"), "phone": self.phone}}).expect(201).json
        note = {"body": self.word("ticket", "note"), "visibility": "internal", "attachment_ids": [file["id"]]}
        self.client.post(f"/tickets/{opened['id']}/messages", note).expect(201)
        deleted = self.client.post("/tickets", {
            "subject": self.word("ticket", "deleted"), "description": "x", "department_id": self.department,
            "requester": {"id": opened["requester"]["id"]}}).expect(201).json
        admin.delete(f"/tickets/{deleted['id']}").expect(204)
        organization = admin.post("/organizations", {"name": self.word("tenant", "organization")}).expect(201).json
        attribute = admin.post("/customer-attributes", {"key": self.word("tenant", "attribute"), "kind": "text",
                                                        "label": "x"}).expect(201).json
        kind = admin.post("/types", {"path": self.word("tenant", "type"), "department_id": self.department}).expect(201).json
        field = {"key": self.word("tenant", "field"), "label": "x", "kind": "text"}
        admin.post(f"/types/{kind['id']}/fields", field).expect(201)
        status = admin.post("/statuses", {"key": self.word("tenant", "status"), "name": "x", "category": "open",
                                          "type_id": kind["id"]}).expect(201).json
        view = self.client.post("/views", {"name": self.word("own", "view"), "filter": {"status": ["open"]}}).expect(201).json
        question = admin.post("/rating-questions", {"text": self.word("tenant", "question")}).expect(201).json
        response = self.client.post("/canned-responses", {"title": self.word("own", "response"), "body": "x"}).expect(201).json
        template = admin.post(f"/types/{kind['id']}/templates", {"name": self.word("tenant", "template")}).expect(201).json
        announcement = admin.post("/announcements", {"title": self.word("tenant", "announcement"), "body": "x",
                                                     "starts_at": "2040-01-01T00:00:00Z"}).expect(201).json
        self.client.put(f"/tickets/{opened['id']}/draft", {"body": self.word("own", "draft")}).expect(200)
        later = {"at": "2040-01-01T00:00:00Z"}
        reminder, follow_up = (self.client.post(f"/tickets/{opened['id']}/{what}", {"note": self.word("ticket", what), **later}).expect(201).json
                               for what in ("reminders", "follow-ups"))
        token = self.client.post("/tokens", {"name": self.word("own", "token")}).expect(201).json
        device = self.client.post("/push_subscriptions", {
            "endpoint": f"https://fcm.googleapis.com/fcm/send/{self.word('own', 'endpoint')}", "keys": DEVICE_KEYS,
            "name": self.word("own", "device"), "language": "en"}).expect(201).json
        kept = admin.post("/tags", {"name": self.word("tenant", "kept_tag")}).expect(201).json
        self.objects = {"kept_tag": kept["id"], "ticket": opened["id"], "deleted": deleted["id"], "number": opened["number"], "customer": opened["requester"]["id"],
                        "attachment": file["id"], "user": self.client.user["id"], "token": token["id"], "role": self.role,
                        "session": self.client.get("/sessions").expect(200).json["items"][0]["id"],
                        "department": self.department, "organization": organization["id"],
                        "attribute": attribute["id"], "type": kind["id"], "key": field["key"], "status": status["key"],
                        "reminder": reminder["id"], "follow_up": follow_up["id"],
                        "device": device["id"], "view": view["id"], "template": template["id"], "question": question["id"], "response": response["id"],
                        "announcement": announcement["id"],
                        "priority": "lowest"}  # there is no such one: every tenant has the same four
        self.before = self.state()

    def word(self, belongs_to, what):
        self.words[what] = (belongs_to, f"w{uuid.uuid4().hex[:14]}")
        return self.words[what][1]

    def state(self):
        ticket = self.client.get(f"/tickets/{self.objects['ticket']}").expect(200).json
        ticket.pop("sla")
        return ticket


class Stranger:
    """Somebody who walks. `sees` names what the words may belong to that he may meet; `expects` the statuses that must answer
    a request for an object of the owner."""

    def __init__(self, name, client, sees=(), own_refusal=REFUSED):
        self.name, self.client, self.sees, self.refusals = name, client, set(sees), set(own_refusal)


class Walk:
    def __init__(self, owner, document):
        self.owner, self.document = owner, document
        self.tried, self.leaks, self.wrong, self.unreached = 0, [], [], []

    def routes(self):
        for path, operations in self.document["paths"].items():
            for method, operation in operations.items():
                yield method.upper(), path.removeprefix("/api/v1"), operation

    def go(self, stranger):
        for method, path, operation in self.routes():
            scope = operation.get("x-scope", "undeclared")
            assert scope != "undeclared", f"{method} {path} does not say what it sees: routes.that_see(…)"
            if method == "DELETE" and path == "/session":
                continue  # would end the walker's own session
            for address in self.addresses(path):
                self.try_one(stranger, method, address, operation, has_object="{" in path)

    def addresses(self, path):
        if path in SEARCHES:
            asked = [self.owner.words[what][1] for what in ("subject", "description", "note", "tag", "customer")]
            return [path] + [f"{path}?q={word}" for word in [*asked, self.owner.objects["number"]]]
        if "{" not in path:
            return [path]
        first = path.split("/")[1]
        assert first in OBJECTS, f"tell the walk (OBJECTS) what {{id}} means in {path}"
        if first == "portal":  # below a number
            path = path.replace("{number}", self.owner.objects["number"]).replace("{id}", self.owner.objects["attachment"])
        addresses = [path.replace("{id}", self.owner.objects[kind]) for kind in OBJECTS[first]]
        addresses = [each.replace("{key}", self.owner.objects["key"]).replace(
            "{status_key}", self.owner.objects["status"]).replace(
            "{priority}", self.owner.objects["priority"]) for each in addresses]
        for name in ("user", "session", "token", "consent", "ticket", "template", "event"):
            addresses = [each.replace(f"{{{name}_id}}", self.owner.objects.get(name, "4711")) for each in addresses]
        assert not any("{" in each for each in addresses), f"tell the walk what the rest of {path} means"
        return addresses

    def try_one(self, stranger, method, address, operation, has_object):
        options = {}
        content = operation.get("requestBody", {}).get("content", {})
        if "multipart/form-data" in content:
            options = {"body": form(part(b"x")), "headers": {"Content-Type": TYPE}}
        elif content:
            options = {"json": self.whole_body(address) or self.body(content["application/json"]["schema"], method)}
        answer = stranger.client.request(method, address, **options)
        self.tried += 1
        where = f"{stranger.name}: {method} {address}"
        self.search(where, stranger, unpacked(answer.body) + str(answer.headers).encode(), address, options)
        is_open = operation.get("security") == []
        if answer.status in (400, 422, 428) and has_object and stranger.refusals != {401}:
            self.unreached.append(f"{where}: {answer.status} {answer.body[:200]}")
        elif (has_object or stranger.refusals == {401}) and not is_open and answer.status not in stranger.refusals:
            if not self.may_have(stranger, operation):
                self.wrong.append(f"{where}: {answer.status} {answer.body[:200]}")

    @staticmethod
    def may_have(stranger, operation):
        """Objects that all people of a tenant share are no secret to one of them."""
        return operation["x-scope"] in stranger.sees

    def search(self, where, stranger, text, address, options):
        sent = address + str(options)
        for what, (belongs_to, word) in self.owner.words.items():
            if belongs_to not in stranger.sees and word.encode() in text and word not in sent:
                self.leaks.append(f"{where}: the {what}")

    def whole_body(self, address):
        """Where what is required depends on what else is said."""
        if address == "/tickets/bulk":
            return {"ids": [self.owner.objects["ticket"]], "action": {"kind": "tags", "add": ["x"]}}

    def body(self, schema, method):
        body = self.value(schema, "")
        if method == "PATCH":
            body["version"] = 1
        return body

    def value(self, schema, name):
        """The smallest that the schema allows, with the owner's objects wherever an id is asked for."""
        if "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].split("/")[-1]]
        if "anyOf" in schema:
            return self.value(schema["anyOf"][0], name)
        if schema.get("type") == "object":
            properties = schema.get("properties", {})
            wanted = set(schema.get("required", [])) | {each for each in properties if self.is_told(each)}
            return {each: self.value(properties[each], each) for each in properties if each in wanted}
        if schema.get("type") == "array":
            if name == "fields":
                return ["phones"]
            return [self.value(schema["items"], name)] if name.endswith("_ids") else []
        return self.scalar(schema, name)

    @staticmethod
    def is_told(name):
        """Optional fields that make a request mean something."""
        return name in {"fields", "department_id", "assignee_id", "attachment_ids", "event_ids", "visibility", "state", "name", "into", "kind", "score",
                        "solved", "first_response_s", "resolution_s", "at", "until"}

    def scalar(self, schema, name):
        kind = name.removesuffix("s").removesuffix("_id")
        kind = {"assignee": "user", "lead": "user", "parent": "department", "into": "ticket"}.get(kind, kind)
        if schema.get("pattern") and name != "name":
            return self.owner.objects.get(kind, self.owner.objects["user"])
        if "enum" in schema:
            return schema["enum"][0]
        if schema.get("type") in ("integer", "number"):
            return 1
        if schema.get("type") == "boolean":
            return True
        known = {"password": PASSWORD, "reason": "asked on the phone", "status": "open", "text": "login,name\n", "login": f"w{uuid.uuid4().hex[:10]}",
                 "format": "date-time"}
        if schema.get("format") == "date-time":
            return "2040-01-01T00:00:00Z"
        return known.get(name, "x")

    def hear(self, server, stranger, live_client):
        """Everything that is pushed to him, from the beginning of the log on."""
        client = live_client(server, stranger.client.token)
        frames = []
        client.send(type="resume", after=0)
        client.send(type="watch", ticket_id=self.owner.objects["ticket"], state="looking")
        try:
            while (frame := client.frame(1.0)) is not None:
                frames.append(frame)
        except Exception:  # nothing more came
            pass
        client.close()
        self.tried += 1
        self.search(f"{stranger.name}: /live", stranger, json.dumps(frames, ensure_ascii=False).encode(), "", {})

    def assert_tight(self):
        assert not self.leaks and not self.wrong, "\n".join(self.leaks + self.wrong)
        assert not self.unreached, "these requests never came to the question who asks:\n" + "\n".join(self.unreached)
        assert self.owner.state() == self.owner.before, "nothing was changed by anybody"

__all__ = ["Owner", "Stranger", "Walk", "own_department"]
