"""Multipart uploads: whole ones in a line, huge and broken ones by hand over a socket."""
import os
import pathlib
import socket

BOUNDARY = "----baton-test-boundary"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def part(content, name="note.txt", media_type="text/plain", field="file"):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"'
    head += f'; filename="{name}"' if name is not None else ""
    return (head + f"\r\nContent-Type: {media_type}\r\n\r\n").encode() + content + b"\r\n"


def form(*parts):
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def upload(client, content=b"hello", name="note.txt", media_type="text/plain"):
    return client.post("/attachments", body=form(part(content, name, media_type)), headers={"Content-Type": TYPE})


def uploaded(client, content=b"hello", name="note.txt", media_type="text/plain"):
    return upload(client, content, name, media_type).expect(201).json


class RawUpload:
    """An upload whose bytes are sent one by one as the test likes."""

    def __init__(self, server, token, length):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        self.socket.sendall((f"POST /api/v1/attachments HTTP/1.1\r\nHost: {server.address}\r\nAuthorization: Bearer {token}\r\n"
                             f"Content-Type: {TYPE}\r\nContent-Length: {length}\r\n\r\n").encode())

    def send(self, data):
        self.socket.sendall(data)

    def answer(self):
        """The head of the answer, b"" when the server closed without one."""
        received = b""
        while b"\r\n\r\n" not in received:
            piece = self.socket.recv(65536)
            if not piece:
                break
            received += piece
        return received

    def close(self):
        self.socket.close()


def files_of(server):
    """Every file the server keeps for attachments."""
    return sorted(os.path.join(where, name) for where, _, names in os.walk(server.data / "files") for name in names)


def peak_memory(server):
    """The most memory the process ever had, in bytes."""
    status = open(f"/proc/{server.process.pid}/status").read()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def is_sanitized(server):
    binary = pathlib.Path(server.binary).read_bytes()
    return b"__asan_init" in binary or b"__tsan_init" in binary
