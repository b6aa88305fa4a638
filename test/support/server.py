"""Runs the real binary on a free port, over a database and a data directory of its own."""
import http.client
import os
import pathlib
import random
import signal
import socket
import subprocess
import time

from support.client import Client

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("BATON_BINARY", ROOT / "build/release/baton")).resolve()
PASSWORD = "correct-horse-battery"
START_SECONDS = 60
STOP_SECONDS = 30


def free_port():
    """Below the ephemeral range, so that no outgoing connection takes it before the server does."""
    while True:
        port = random.randrange(11000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Server:
    """`database_url` None means SQLite inside the data directory. Not started until start() is called."""

    def __init__(self, directory, database_url=None, arguments=(), environment=None, inspection_url=None):
        self.data = pathlib.Path(directory) / "data"
        self.database_url, self.arguments = database_url, list(arguments)
        self.inspection_url = inspection_url or database_url  # what psql and pg_dump have its rows with
        self.environment = dict(os.environ, BATON_ADMIN_PASSWORD=PASSWORD, **(environment or {}))
        self.port = free_port()
        self.made_at = time.time()
        self.binary = BINARY
        self.log_path = pathlib.Path(directory) / "server.log"
        self.process = None

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def url(self):
        return f"http://{self.address}"

    @property
    def log(self):
        return self.log_path.read_text("utf-8", errors="replace") if self.log_path.exists() else ""

    def _database_arguments(self):
        return ["--database", self.database_url] if self.database_url else []

    def start(self, wait=True):
        command = [self.binary, "serve", "--data", self.data, "--listen", self.address, *self._database_arguments(),
                   *self.arguments]
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if wait:
            self.wait_until_ready()
        return self

    def wait_until_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.log}")
            if time.monotonic() > deadline:
                raise AssertionError(f"the server is not ready after {START_SECONDS} s:\n{self.log}")
            time.sleep(0.02)

    def _is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self):
        """Asks it to finish and returns its exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"the server did not stop within {STOP_SECONDS} s:\n{self.log}") from None
        return self.process.returncode

    def kill(self):
        """kill -9: nothing is flushed, nobody is told."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def restart(self):
        self.stop()
        return self.start()

    def finish(self):
        """The end of every test: a server that crashed, leaked or was told of a race by a sanitizer fails it."""
        if self.process is None or self.process.returncode == -signal.SIGKILL:
            return
        status = self.stop()
        assert status == 0, f"the server ended with {status}:\n{self.log}"

    def command(self, *words, check=True, stdin=""):
        """Runs `baton WORDS…` over the same data and returns the finished process."""
        done = subprocess.run([self.binary, *words, "--data", self.data, *self._database_arguments()],
                              env=self.environment, capture_output=True, text=True, timeout=300, input=stdin)
        assert not check or done.returncode == 0, f"baton {words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def client(self, token=None):
        return Client(self.port, token=token)

    def sign_in(self, login="admin", password=PASSWORD):
        client = self.client()
        answer = client.post("/session", {"login": login, "password": password}).expect(200)
        client.token = answer.json["token"]
        return client
