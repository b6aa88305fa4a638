"""What a customer may see of his ticket, said once: fetched and held against everything that is written about it inside."""
import re

from support.people import events_of

# What an answer may consist of, part by part; what is not named here must not be in it.
TICKET = {"number", "subject", "progress", "messages", "missing", "can", "nudge_after", "rating", "rating_questions", "access_token"}
STEP = {"title", "state", "at", "department", "promise_at"}
MESSAGE = {"id", "at", "author", "body", "attachments"}
AUTHORS = {"customer": {"kind"}, "staff": {"kind", "name", "department"}, "system": {"kind"}}
FILE = {"id", "name", "size", "media_type"}
PUBLIC_WORDS = ("ticket_opened", "message", "reopened", "confirmed", "rated", "nudged")


def words_in(value):
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(words_in, value)) if isinstance(value, list) else set()


def without_token(answer):
    """An access token is sealed as a whole; what is written in it opens nothing by itself."""
    return re.sub(r'"access_token":"[^"]*"', "", answer.body.decode()) + str(answer.headers)


class Watch:
    """The customer, who looks after every step. `reader` is a colleague who sees all of the ticket, and all people."""

    def __init__(self, customer, reader, secrets=()):
        self.customer, self.reader, self.secrets = customer, reader, set(secrets)
        self.looks = 0

    def sees(self, current, department):
        """He looks: this is where it stands, and nothing in the answer is more than he may know."""
        shown = self.customer.look()
        self.looks += 1
        self.assert_for_him(shown)
        step = next((each for each in shown["progress"] if each["state"] == "current"), shown["progress"][-1])
        assert (step["title"], step.get("department")) == (current, department)
        return shown

    def assert_for_him(self, shown):
        self.assert_shape(shown)
        ticket = self.reader.get(f"/tickets/{self.customer.number}").expect(200).json
        events = events_of(self.reader, ticket)
        said = {event["body"] for event in events if event["visibility"] == "public" and event.get("body")}
        for message in shown["messages"] + shown["missing"]:
            assert message["body"] in said, f"nobody said this to him: {message['body']}"
        public_files = {file["id"] for event in events if event["visibility"] == "public" for file in event.get("attachments") or []}
        assert {file["id"] for message in shown["messages"] for file in message["attachments"]} <= public_files
        heard = "\n".join(map(without_token, self.customer.heard))
        for secret in self.forbidden(ticket, events):
            assert secret not in heard, f"he was told {secret!r}"

    @staticmethod
    def assert_shape(shown):
        assert set(shown) <= TICKET
        for step in shown["progress"]:
            assert set(step) <= STEP and step["title"]
        for message in shown["messages"] + shown["missing"]:
            assert set(message) <= MESSAGE
            author = message["author"]
            assert set(author) <= AUTHORS[author["kind"]], author
            assert all(set(file) == FILE for file in message["attachments"])

    def forbidden(self, ticket, events):
        """What is said inside, who people are beyond name and department, and what the customer is filed under."""
        internal = [event for event in events if event["visibility"] == "internal"]
        said = {event["body"] for event in internal if event.get("body")}
        for event in events:
            data = event["data"] or {}
            card = {key: value for key, value in (data.get("handover") or {}).items() if key != "promised_at"}  # that he is told
            said |= words_in([data.get("note"), card, data.get("routing")])
            said |= words_in([data.get("before"), data.get("after")]) if data.get("field", "").startswith("fields.") else set()
        said |= {file["name"] for event in internal for file in event.get("attachments") or []}
        said |= words_in(ticket["fields"]) | set(ticket["tags"])
        ids = {ticket["id"], ticket["requester"]["id"]} | {part["id"] for part in (ticket["department"], ticket["assignee"]) if part}
        ids |= {event["actor"]["id"] for event in events if event["actor"]["id"]}
        public = {event["body"] for event in events if event["visibility"] == "public" and event.get("body")}
        telling = {word for word in said if len(word) > 3 and not any(word in each for each in public)}
        return telling | ids | self.people() | self.phones(ticket) | self.secrets

    def people(self):
        """Logins and mail addresses; short words like admin stand in other words too."""
        found = set()
        for person in self.reader.pages("/users?limit=200"):
            found |= {word for word in (person.get("login"), person.get("email")) if word and len(word) > 5}
        return found

    def phones(self, ticket):
        customer = self.reader.get(f"/customers/{ticket['requester']['id']}").expect(200).json
        return words_in([customer["phones"], customer["emails"], customer["identities"]])
