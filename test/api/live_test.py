"""/live: who may connect, order and completeness of events, resuming, gaps, presence, and slow readers."""
import concurrent.futures
import os
import socket
import time

import pytest
import websocket

from support.live import Listener, LiveClient
from support.people import colleague, events_of, new_ticket, open_ticket, own_department
from support.rows import Rows


@pytest.fixture
def live(server, admin):
    client = LiveClient(server, admin.token)
    client.start = client.expect("ready")["seq"]
    yield client
    client.close()


def test_who_does_not_sign_in_is_dropped(server):
    client = LiveClient(server)
    started = time.monotonic()
    assert client.close_code(timeout=15) == 4401
    assert 4 < time.monotonic() - started < 9


@pytest.mark.parametrize("token", ["", "bs_wrong", "bt_wrong", "x" * 5000])
def test_a_wrong_token_is_told(server, token):
    client = LiveClient(server)
    client.send(type="auth", token=token)
    assert client.close_code() == 4401


def test_who_may_read_nothing_is_told(server, admin):
    nobody = colleague(server, admin, "nobody", roles=())
    client = LiveClient(server, nobody.token)
    assert client.close_code() == 4403


def test_other_frames_come_after_signing_in(server):
    for frame in ({"type": "resume", "after": 0}, {"type": "watch", "ticket_id": "1", "state": "looking"}):
        client = LiveClient(server)
        client.send(**frame)
        assert client.close_code() == 4401


@pytest.mark.parametrize("frame", ["", "x", "[]", "{}", '{"type": "shout"}', '{"type": "watch", "ticket_id": 5}',
                                   '{"type": "resume", "after": "x"}', '{"type": "resume", "after": 1e30}',
                                   '{"type": "auth", "colour": 1}', '{"type": "auth"', "[" * 10000])
def test_a_frame_that_is_not_understood_ends_the_connection(server, live, frame):
    live.socket.send(frame)
    assert live.close_code() == 1008
    server.client().get("/readyz").expect(200)


def test_frames_of_bytes_and_huge_frames_end_the_connection(server, admin):
    for send in (lambda s: s.send_binary(b"\0\1"), lambda s: s.send("x" * 200_000)):
        client = LiveClient(server, admin.token)
        client.expect("ready")
        send(client.socket)
        try:
            assert client.close_code() in (1003, 1009)
        except (ConnectionError, websocket.WebSocketConnectionClosedException):
            pass  # cut while it was still sending
    server.client().get("/readyz").expect(200)


def test_a_cookie_needs_its_own_page(server, admin):
    cookie = f"baton_session={admin.token}"
    client = LiveClient(server, cookie=cookie, origin=f"http://{server.address}")
    assert client.expect("ready")
    client.close()
    for origin in ("http://evil.example", "null"):
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            LiveClient(server, cookie=cookie, origin=origin)
        assert refused.value.status_code == 403
    with pytest.raises(websocket.WebSocketBadStatusException):
        LiveClient(server, cookie=cookie, suppress_origin=True)
    forged = LiveClient(server, cookie="baton_session=bs_forged", origin=f"http://{server.address}")
    assert forged.close_code() == 4401


def test_live_over_plain_http_is_refused(server):
    answer = server.client().request("GET", "/live")
    assert 400 <= answer.status < 500


def test_events_come_live_as_the_timeline_has_them(admin, live):
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}"
    admin.post(f"{path}/messages", {"body": "好", "visibility": "public"}).expect(201)
    admin.post(f"{path}/status", {"status": "resolved", "comment": "完成"}).expect(200)
    received = live.events(4)
    assert received == events_of(admin, ticket)
    assert [event["seq"] for event in received] == list(range(live.start + 1, live.start + 5))


def test_everyone_gets_every_event_once_and_in_order(server, admin):
    listeners = [Listener(server, admin.token) for _ in range(5)]
    for listener in listeners:
        listener.last = max_seq(server)
        listener.start()
        assert listener.connected.wait(10)
    first = listeners[0].last

    def write(_):
        client = server.client(admin.token)
        for _ in range(20):
            client.post("/tickets", new_ticket()).expect(201)
        client.close()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    for listener in listeners:
        listener.wait_for(first + 160)
        listener.finish()
        assert [event["seq"] for event in listener.events] == list(range(first + 1, first + 161))


def max_seq(server):
    return int(Rows(server).values("select coalesce(max(seq), 0) from events")[0][0])


def test_resume_fills_the_hole_exactly(server, admin, live):
    ticket = open_ticket(admin)
    seen = live.events(1)[0]["seq"]
    live.close()
    path = f"/tickets/{ticket['id']}"
    for number in range(30):
        admin.post(f"{path}/messages", {"body": str(number), "visibility": "internal"}).expect(201)
    again = LiveClient(server, admin.token)
    again.expect("ready")
    again.send(type="resume", after=seen)
    missed = again.events(30)
    admin.post(f"{path}/messages", {"body": "新", "visibility": "internal"}).expect(201)
    received = missed + again.events(1)
    assert [event["seq"] for event in received] == list(range(seen + 1, seen + 32))
    again.send(type="resume", after=received[-1]["seq"])
    assert again.is_silent(), "nothing was missed"
    again.close()


def test_too_much_was_missed(server, admin, live):
    ticket = open_ticket(admin)
    seen = live.events(1)[0]["seq"]
    live.close()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: write_notes(server, admin, ticket, 126), range(8)))
    deadline = time.monotonic() + 20
    while max_seq(server) < seen + 1008 and time.monotonic() < deadline:
        time.sleep(0.05)
    again = LiveClient(server, admin.token)
    now = again.expect("ready")["seq"]
    again.send(type="resume", after=now - 1000)
    assert [event["seq"] for event in again.events(1000)] == list(range(now - 999, now + 1))
    again.send(type="resume", after=now - 1001)
    assert again.expect("gap")["seq"] == now
    write_notes(server, admin, ticket, 1)
    assert again.events(1)[0]["seq"] == now + 1, "after a gap it goes on from now"
    again.close()


def write_notes(server, admin, ticket, count):
    client = server.client(admin.token)
    for _ in range(count):
        client.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "internal"}).expect(201)
    client.close()


def test_who_else_is_there(server, admin, live):
    lily = colleague(server, admin, "lily", [own_department(admin)], name="莉莉")
    ticket = open_ticket(admin)
    live.events(1)
    other = LiveClient(server, lily.token)
    other.expect("ready")

    def viewers(client):
        frame = client.expect("presence")
        assert frame["ticket_id"] == ticket["id"]
        return sorted((viewer["name"], viewer["state"]) for viewer in frame["viewers"])

    live.send(type="watch", ticket_id=ticket["id"], state="looking")
    assert viewers(live) == [("管理员", "looking")]
    other.send(type="watch", ticket_id=ticket["id"], state="typing")
    both = sorted([("管理员", "looking"), ("莉莉", "typing")])
    assert viewers(live) == both and viewers(other) == both
    other.send(type="watch", ticket_id=ticket["id"], state="gone")
    assert viewers(live) == [("管理员", "looking")]
    other.send(type="watch", ticket_id=ticket["id"], state="background")
    viewers(live), viewers(other)
    other.socket.shutdown()
    assert viewers(live) == [("管理员", "looking")], "who is cut off is gone"


@pytest.mark.skipif(not os.environ.get("BATON_LONG"), reason="waits 35 s; script/test --all")
def test_a_session_that_ended_is_dropped(server, admin):
    lily = colleague(server, admin, "lily", [own_department(admin)])
    client = LiveClient(server, lily.token)
    client.expect("ready")
    lily.delete("/session").expect(204)
    assert client.close_code(timeout=35) == 4401


def assert_dropped(client):
    """Closed with 4408; or cut, when it read nothing for so long that not even the close frame got through to it."""
    try:
        assert client.close_code() == 4408
    except (websocket.WebSocketConnectionClosedException, ConnectionResetError):
        pass


def test_a_slow_reader_is_dropped_while_others_go_on(server, admin, live):
    slow = LiveClient(server, admin.token, sockopt=((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),))
    slow.expect("ready")
    ticket = open_ticket(admin)
    live.events(1)
    for _ in range(40):
        admin.post(f"/tickets/{ticket['id']}/messages", {"body": "长" * 99_000, "visibility": "internal"}).expect(201)
        assert len(live.events(1)[0]["body"]) == 99_000
    slow.socket.settimeout(10)
    assert_dropped(slow)
    admin.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "internal"}).expect(201)
    assert live.events(1)[0]["body"] == "好"
