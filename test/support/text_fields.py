"""Every text that can be written through the API, from the served description, and how each of them is written and read back."""
import copy
import dataclasses
import re
import unicodedata
import uuid


def text_fields(document):
    """(method, path, field, longest): field is a path such as handover.problem or tags.[]; fields.* is whatever a form has."""
    schemas = document["components"]["schemas"]

    def walk(schema, path):
        while "$ref" in schema or "anyOf" in schema:
            schema = schemas[schema["$ref"].split("/")[-1]] if "$ref" in schema else schema["anyOf"][0]
        kind = schema.get("type")
        for name, each in schema.get("properties", {}).items():
            yield from walk(each, path + [name])
        if kind == "object" and schema.get("additionalProperties"):
            yield ".".join(path + ["*"]), None
        if kind == "array":
            yield from walk(schema["items"], path + ["[]"])
        if kind is None or kind == "string" and not {"enum", "pattern", "format"} & set(schema):
            yield ".".join(path), schema.get("maxLength")

    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            for field, longest in walk(body["schema"], []) if body else ():
                yield method.upper(), path.removeprefix("/api/v1"), field, longest


# Not free text: what it says, and that anything else is a 422 that names the field. By field, or by route and field.
WORDS = {
    r".* (type|then|status|into|sort|ticket_id)": "names something there is",
    r".* (key|.*\.key|.*\.parent|moves\.\[\]\.to)": "a word of small letters, digits and _",
    r".* (required_if|shown_if|read_only_if)\..*": "fields and values there are",
    r".* (.*phone|phones\.\[\]\.number|.*email|emails\.\[\]\.address|id_number|languages\.\[\])": "has a form of its own",
    r".* (.*identit.*|.*channel)": "another system's id, stored as it is but for spaces around it; encrypted",
    r".* (mentions|attachment_ids|roles|permissions|scopes|allowed_from|ranges)\.\[\]": "names something there is",
    r"(POST|PATCH) /types(/\{id\})? path": "a path of names",
    r"PATCH /tags/\{id\} name": "goes to all tickets that have the old one, see tag_test",
    r"(POST|PATCH) /tags(/\{id\})? colour": "has a form of its own, see tag_test",
    r"(POST|PATCH) /types(/\{id\})? number_pattern": "has a form of its own, see number_pattern_test",
    r"(POST|PATCH) /types(/\{id\})? priority_labels\.(normal|high|urgent)": "like that of low, which is tried: no two are the same",
    r"POST /tickets/bulk .*": "said by the single actions, which are tried; see bulk_test",
    r"(POST|PATCH) /views(/\{id\})? filter\.(status|assignee_id|field|snoozed).*": "names something there is",
    r"(POST|PATCH) /customers(/\{id\})? address": "shown by revealing it only, see customer_record_test",
    r"POST .*/(reveal|erasure) .*": "why, for the log; see customer_record_test and erasure_test",
    r"POST /settings/file/.*": "what each noun's own routes take, which are tried; see settings_file_test",
    r"POST /users/batch text": "a table with a form of its own, see people_test",
    r"PUT /settings/portal embed_origins\.\[\]": "has a form of its own, see embedding_test",
    r".* (website|proof\..*)": "against robots, kept nowhere",
    r"(POST|PUT|DELETE) /(session|me/|users/\{id\}/password).*": "secrets, never shown again, see naughty_test",
    r"POST /users (login|password)": "logins have a form of their own; secrets are never shown",
    r"POST /push_subscriptions (endpoint|keys\..*|language)": "have forms of their own, see push_test",
    r"POST /portal/tickets/\{number\}/(confirmation|nudge) .*": "not shown but on the timeline, tried with it",
}


def is_word(method, path, field):
    return any(re.fullmatch(pattern, f"{method} {path} {field}") for pattern in WORDS)


def may_be_refused(text):
    """Nothing that anybody could read; the one documented reason but length to refuse a free text."""
    return all(unicodedata.category(each)[0] in "CZ" for each in text) or "\0" in text


def put(body, field, text):
    """Sets a field by its path; a list gets this one entry."""
    first, _, rest = field.partition(".")
    if not rest:
        body[first] = text
    elif rest == "[]":
        body[first] = [text]
    elif rest.startswith("[]."):
        body[first] = body.get(first) or [{}]
        put(body[first][0], rest[3:], text)
    else:
        put(body.setdefault(first, {}), rest, text)


def pick(shown, field):
    """What is absent reads as the empty text."""
    for step in field.split("."):
        shown = shown[0] if step == "[]" else shown.get(step, "")
    return shown


@dataclasses.dataclass
class Case:
    """A route and its free texts. `body` is what else it needs; a PATCH is of the thing at `path`, whose version it takes.
    `read` gives what is stored after an answer, field by field; absent: the answer itself, then a GET of what it made."""

    method: str
    route: str
    fields: dict  # field: longest
    path: str = ""
    body: dict = dataclasses.field(default_factory=dict)
    prepare: object = None  # called with a client before each writing
    word: str = ""  # a field that needs another word each time
    most: int = 10**6  # an installation takes; the next are written into another
    read: object = None
    names: dict = dataclasses.field(default_factory=dict)  # where it is shown under another path
    refuses: object = staticmethod(lambda field, text: False)

    def content(self, text, without=()):
        body = copy.deepcopy(self.body)
        for field, longest in self.fields.items():
            put(body, field, (f"x{uuid.uuid4().hex[:20]}" if field in without else text)[:longest or 100])
        return body
