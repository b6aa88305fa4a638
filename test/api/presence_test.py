"""Who is there: through live connections and by hand, on one process and on two."""
import time

import pytest

from support.live import LiveClient
from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague, colleague
from support.server import Server

GRACE = 10


def presence_of(client, user):
    """As colleagues see it."""
    return next(other["presence"] for other in client.pages("/users") if other["id"] == user["id"])


def wait_for(seconds, condition):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def connected(server, client):
    live = LiveClient(server, client.token)
    live.expect("ready")
    return live


def test_a_connection_makes_online_and_the_last_one_offline_after_a_while(server, admin):
    lily = colleague(server, admin, "lily")
    assert presence_of(admin, lily.user) == "offline"
    first, second = connected(server, lily), connected(server, lily)
    wait_for(5, lambda: presence_of(admin, lily.user) == "online")
    assert lily.get("/me").json["presence"] == "online"
    first.close()
    second.close()
    closed = time.monotonic()
    back = connected(server, lily)  # a page that is loaded anew
    time.sleep(GRACE + 2)
    assert presence_of(admin, lily.user) == "online"
    back.close()
    closed = time.monotonic()
    wait_for(GRACE + 8, lambda: presence_of(admin, lily.user) == "offline")
    assert time.monotonic() - closed > GRACE - 1


def test_by_hand_wins_until_online_is_set(server, admin):
    lily = colleague(server, admin, "lily")
    live = connected(server, lily)
    wait_for(5, lambda: presence_of(admin, lily.user) == "online")
    for state in ("away", "offline"):
        lily.put("/me/presence", {"state": state}).expect(200)
        assert presence_of(admin, lily.user) == state
        more = connected(server, lily)
        time.sleep(0.5)
        assert presence_of(admin, lily.user) == state
        more.close()
    lily.put("/me/presence", {"state": "online"}).expect(200)
    assert presence_of(admin, lily.user) == "online"
    live.close()


def test_who_asks_is_told_of_colleagues_once_a_second_at_most(server, admin):
    lily = colleague(server, admin, "lily")
    asked, silent = connected(server, admin), connected(server, admin)
    asked.send(type="colleagues")
    time.sleep(1.5)  # the administrator himself came online, perhaps
    for state in ["offline", "online"] * 15 + ["away"]:
        lily.put("/me/presence", {"state": state}).expect(200)
    told = []
    wait_for(10, lambda: told.append(asked.expect("colleague")) or
             (told[-1]["user_id"], told[-1]["presence"]) == (lily.user["id"], "away"))
    assert asked.is_silent(1.5) and len(told) <= 15, told
    assert silent.is_silent()
    asked.close()
    silent.close()


def test_presence_is_not_told_to_other_tenants(new_server):
    server = new_server().start()
    server.command("tenant", "create", "--name", "other", "--host", "other.example")
    admin = server.sign_in()
    lily = colleague(server, admin, "lily")
    stranger = server.client()
    answer = stranger.post("/session", {"login": "admin", "password": "correct-horse-battery"},
                           headers={"Host": "other.example"}).expect(200)
    live = LiveClient(server, answer.json["token"])
    live.expect("ready")
    live.send(type="colleagues")
    time.sleep(1.5)
    lily.put("/me/presence", {"state": "away"}).expect(200)
    while True:  # his own coming online may be told
        try:
            frame = live.frame(2)
        except Exception:
            break
        assert frame["user_id"] != lily.user["id"]
    live.close()


def test_colleagues_at_another_process_are_told(new_server, database):
    if database == "sqlite":
        pytest.skip("one process")
    one = new_server().start()
    two = new_server()
    two.database_url = one.database_url
    two.environment["BATON_KEY_FILE"] = str(next(one.data.parent.glob("*key*")))
    two.start()
    admin = one.sign_in()
    lily = add_colleague(admin, "lily")
    token = two.sign_in(lily["login"], COLLEAGUE_PASSWORD).token
    watching = connected(one, admin)
    watching.send(type="colleagues")
    live = LiveClient(two, token)
    live.expect("ready")
    wait_for(10, lambda: watching.expect("colleague")["user_id"] == lily["id"])
    assert presence_of(admin, lily) == "online"
    live.close()
    watching.close()
