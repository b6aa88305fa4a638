"""Colleagues, departments and tickets with human names, made through the API."""
import itertools
import time

PASSWORD = "quiet-river-stone"
_sequence = itertools.count(1)


def new_ticket(subject="微波炉修了两次还是坏的", **fields):
    """The body of a creation; a phone of its own for every customer."""
    body = {"subject": subject, "description": "周一又不加热了。",
            "requester": {"name": "李雷", "phone": f"138{next(_sequence):08}"}}
    body.update(fields)
    return body


def open_ticket(client, subject="微波炉修了两次还是坏的", **fields):
    return client.post("/tickets", new_ticket(subject, **fields)).expect(201).json


def add_department(admin, name, **fields):
    return admin.post("/departments", {"name": name, **fields}).expect(201).json["id"]


def own_department(client):
    return client.get("/me").expect(200).json["departments"][0]["id"]


def add_colleague(admin, login, departments=(), roles=("处理人",), name=None):
    """Logins are made unique, so that files may share a server."""
    login = f"{login}{next(_sequence)}"
    body = {"login": login, "name": name or login.title(), "password": PASSWORD,
            "department_ids": list(departments), "roles": list(roles)}
    return admin.post("/users", body).expect(201).json


def colleague(server, admin, login, departments=(), roles=("处理人",), name=None):
    """A signed-in client of a new colleague; `.user` says who he is."""
    user = add_colleague(admin, login, departments, roles, name)
    client = server.sign_in(user["login"], PASSWORD)
    client.user = user
    return client


def events_of(client, ticket):
    return list(client.pages(f"/tickets/{ticket['id']}/events"))


def wait_for_index(client):
    """Until what is found by words follows all that was changed before."""
    deadline = time.monotonic() + 20
    while client.get("/tickets?q=x").expect(200).headers["Baton-Search-Incomplete"]:
        assert time.monotonic() < deadline, "the index does not follow"
