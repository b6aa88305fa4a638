"""Every route there is, tried by everybody who must not see: made from the served description, so that no route is forgotten,
and one that does not say what it sees fails here."""
import pytest

from support.live import LiveClient
from support.people import add_department, colleague
from support.server import PASSWORD as ADMIN_PASSWORD
from support.walk import Owner, Stranger, Walk

HOST = "walk.second.example"


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


@pytest.fixture(scope="module")
def owner(server, boss):
    return Owner(server, boss)


@pytest.fixture(scope="module")
def document(server):
    return server.client().get("/api/openapi.json").expect(200).json


@pytest.fixture(scope="module")
def other_tenant(server):
    server.command("tenant", "create", "--name", "别的公司", "--host", HOST)
    client = server.client()
    body = {"login": "admin", "password": ADMIN_PASSWORD}
    client.token = client.post("/session", body, headers={"Host": HOST}).expect(200).json["token"]
    return client


def revoked(server, owner):
    made = owner.client.post("/tokens", {"name": "x"}).expect(201).json
    owner.client.delete(f"/tokens/{made['id']}").expect(204)
    return server.client(made["token"])


def without_permissions(server, boss):
    """What a customer's token is: known, and allowed nothing that a colleague may."""
    return colleague(server, boss, "nobody", roles=())


def strangers(server, boss, owner, other_tenant):
    member = colleague(server, boss, "member", [add_department(boss, "邻组")])
    outsider = colleague(server, boss, "outsider")
    same_tenant = {"tenant"}
    return [Stranger("without credentials", server.client(), own_refusal={401}),
            Stranger("with a revoked token", revoked(server, owner), own_refusal={401}),
            Stranger("another tenant's administrator", other_tenant, own_refusal={404}),
            Stranger("a member of another department", member, same_tenant),
            Stranger("a colleague of no department", outsider, same_tenant),
            Stranger("a token without permissions", without_permissions(server, boss), {"tenant"})]


def test_nobody_finds_what_is_not_his(server, boss, owner, document, other_tenant, capsys, database):
    walk = Walk(owner, document)
    for stranger in strangers(server, boss, owner, other_tenant):
        walk.go(stranger)
        walk.hear(server, stranger, LiveClient)
    with capsys.disabled():
        routes = len(list(walk.routes()))
        print(f"\n{database}: {walk.tried} requests over {routes} routes tried, {len(walk.leaks)} leaks", end=" ")
    walk.assert_tight()


def test_the_walk_notices_a_leak(server, boss, owner, document):
    """Somebody who may see is sent round as if he might not."""
    insider = colleague(server, boss, "insider", [owner.department])
    walk = Walk(owner, document)
    walk.go(Stranger("an insider", insider, {"tenant", "customer"}))
    walk.hear(server, Stranger("an insider", insider, {"tenant", "customer"}), LiveClient)
    found = "\n".join(walk.leaks)
    for what in ("the subject", "the description", "the note", "the content", "the file"):
        assert what in found, what
    assert "GET /tickets: the subject" in found and "/live: the note" in found and "/attachments/" in found
    assert walk.wrong, "and what was answered otherwise than refused"


def test_a_route_that_does_not_say_what_it_sees_stops_the_walk(owner, document):
    paths = {"/api/v1/tickets": {"get": {"summary": "forgot it"}}}
    with pytest.raises(AssertionError, match="does not say"):
        Walk(owner, dict(document, paths=paths)).go(Stranger("nobody", owner.client))
    paths = {"/api/v1/secrets/{id}": {"get": {"x-scope": "ticket"}}}
    with pytest.raises(AssertionError, match="tell the walk"):
        Walk(owner, dict(document, paths=paths)).go(Stranger("nobody", owner.client))
