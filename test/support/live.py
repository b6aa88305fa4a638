"""Clients of /live: one that speaks frame by frame, and one on a thread that reconnects and resumes by itself."""
import json
import socket
import threading
import time

import websocket


class LiveClient:
    """One connection. Frames are dictionaries; `closed_with` is the close code once the server closed it."""

    def __init__(self, server, token=None, timeout=10, **options):
        self.closed_with = None
        self.socket = websocket.create_connection(f"ws://{server.address}/live", timeout=timeout, **options)
        if token:
            self.send(type="auth", token=token)

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def frame(self, timeout=10):
        """The next frame; None when the server closed the connection."""
        self.socket.settimeout(timeout)
        code, data = self.socket.recv_data()
        if code == websocket.ABNF.OPCODE_CLOSE:
            self.closed_with = int.from_bytes(data[:2], "big")
            return None
        return json.loads(data)

    def expect(self, kind, timeout=10):
        """The next frame of this kind; others before it are an error."""
        frame = self.frame(timeout)
        assert frame and frame["type"] == kind, f"{kind} was expected, not {frame} (closed with {self.closed_with})"
        return frame

    def events(self, count, timeout=15):
        return [self.expect("event", timeout)["event"] for _ in range(count)]

    def is_silent(self, seconds=0.7):
        try:
            return self.frame(seconds) is None
        except websocket.WebSocketTimeoutException:
            return True

    def close_code(self, timeout=10):
        while self.frame(timeout) is not None:
            pass
        return self.closed_with

    def close(self):
        self.socket.close()


class Listener(threading.Thread):
    """Stays connected through restarts: reconnects, resumes after the last event it saw, and keeps them all."""

    def __init__(self, server, token):
        super().__init__(daemon=True)
        self.server, self.token = server, token
        self.events, self.gaps, self.failure = [], [], None
        self.connected, self.stopping = threading.Event(), threading.Event()
        self.last = 0

    def run(self):
        try:
            while not self.stopping.is_set():
                self._one_connection()
        except Exception as failure:  # shown by finish(), on the test's thread
            self.failure = failure

    def _one_connection(self):
        try:
            client = LiveClient(self.server, self.token)
        except (OSError, websocket.WebSocketException):
            time.sleep(0.02)
            return
        try:
            client.expect("ready")
            client.send(type="resume", after=self.last)
            self.connected.set()
            while not self.stopping.is_set():
                self._take(client)
        except (OSError, websocket.WebSocketConnectionClosedException):
            self.connected.clear()
        finally:
            client.close()

    def _take(self, client):
        try:
            frame = client.frame(0.2)
        except (websocket.WebSocketTimeoutException, socket.timeout):
            return
        if frame is None:
            raise ConnectionError("closed by the server")
        if frame["type"] == "gap":
            self.gaps.append(frame)
        if frame["type"] == "event":
            self.events.append(frame["event"])
            self.last = frame["event"]["seq"]

    def wait_for(self, seq, seconds=30):
        deadline = time.monotonic() + seconds
        while self.last < seq and time.monotonic() < deadline and self.is_alive():
            time.sleep(0.02)

    def finish(self):
        self.stopping.set()
        self.join(timeout=30)
        assert not self.is_alive()
        if self.failure:
            raise self.failure
