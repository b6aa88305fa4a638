"""Everything an installation leaves on disk, and the search for a value in it, however it may be spelled there."""
import base64
import hashlib
import json
import os
import pathlib
import random
import subprocess
import tempfile
import urllib.parse
import uuid

from support.rows import pg_dump


def digits(count):
    """Of this run only: another test's database may lie in the same cluster."""
    return "".join(random.choices("0123456789", k=count))


class Entered:
    """What was typed in and must not be found: a new value each time one is asked for."""

    def __init__(self):
        self.values = []

    def _note(self, value):
        self.values.append(value)
        return value

    def phone(self):
        return self._note(f"13{digits(9)}")

    def mail(self):
        local = self._note(f"zhang.{uuid.uuid4().hex[:16]}")
        return f"{local}@example.cn"

    def id_number(self):
        return self._note(f"310101{digits(11)}X")

    def words(self, beginning):
        """A text in which one piece tells where it came from."""
        return self._note(f"{beginning}{digits(12)}号楼")


def base64_cores(data):
    """What of a value is sure to stand in the base64 of a text around it, for each of its three alignments."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + data)
        yield coded[-(-shift * 8 // 6) + (1 if shift else 0):len(coded) - 4]


def spellings(value):
    """Of a text or bytes. Also its hash without a key, which who guesses the value can compute."""
    plain = value if isinstance(value, bytes) else value.encode()
    yield plain
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    yield plain[::-1]
    for name in ("sha256", "sha1", "md5"):
        hashed = hashlib.new(name, plain)
        yield hashed.digest()
        yield hashed.hexdigest().encode()
        yield base64.b64encode(hashed.digest()).rstrip(b"=")
        yield base64.urlsafe_b64encode(hashed.digest()).rstrip(b"=")
    yield from base64_cores(plain)
    yield from (core.replace(b"+", b"-").replace(b"/", b"_") for core in base64_cores(plain))
    if not isinstance(value, bytes):
        yield from spellings_of_text(value)


def spellings_of_text(value):
    yield value.encode("utf-16-le")
    yield value.encode("utf-16-be")
    if not value.isascii():
        yield json.dumps(value).strip('"').encode()
        yield json.dumps(value).strip('"').upper().replace("\\U", "\\u").encode()
    if urllib.parse.quote(value) != value:
        yield urllib.parse.quote(value).encode()
        yield urllib.parse.quote(value).lower().encode()
        yield urllib.parse.quote_plus(value).encode()
    if value.isdigit():
        for mark in " -":
            yield mark.join((value[:3], value[3:7], value[7:])).encode()


def cluster_of(server):
    """The directory of the PostgreSQL cluster: its socket, and its files in `data`."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(server.database_url).query)
    return pathlib.Path(query["host"][0])


def cluster_files(server):
    """Heap, indexes and log of the cluster, as far as they were written since the server is there."""
    directory = cluster_of(server)
    subprocess.run(["psql", "-qX", "-c", "checkpoint", f"postgresql://postgres@/postgres?host={directory}"], check=True)
    for parent, _, names in os.walk(directory / "data"):  # which passes over what others drop in this cluster meanwhile
        for path in (pathlib.Path(parent) / name for name in names):
            try:
                if path.is_file() and path.stat().st_mtime >= server.made_at - 1:
                    yield path.read_bytes().rstrip(b"\0")  # a new segment of the log is zeros to its end
            except FileNotFoundError:
                pass


def stored_bytes(server):
    """(where, bytes) of everything an installation leaves behind, but for its key. The files of PostgreSQL when the server
    has stopped."""
    for path in server.data.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()
    yield server.log_path, server.log_path.read_bytes()
    if server.database_url:
        yield "pg_dump", pg_dump(server)
        if server.process.poll() is not None:  # once is enough, and takes seconds
            yield "cluster", b"\n".join(cluster_files(server))


def found_in(server, values):
    """[(value, where)]: what of the values is found in any spelling. All are sought at once."""
    sought = {spelling: value for value in values for spelling in spellings(value) if b"\n" not in spelling}
    found = set()
    with tempfile.NamedTemporaryFile() as patterns:
        patterns.write(b"\n".join(sought))
        patterns.flush()
        for where, data in stored_bytes(server):
            done = subprocess.run(["grep", "-aoF", "-f", patterns.name], input=data, capture_output=True,
                                  env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
            assert done.returncode in (0, 1), done.stderr
            found |= {(sought.get(spelling, "?"), str(where)) for spelling in done.stdout.split(b"\n") if spelling}
    return sorted(found)
