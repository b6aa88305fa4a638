"""A small HTTP client for tests: JSON in and out, one connection kept alive, nothing hidden."""
import dataclasses
import http.client
import json as json_module
import urllib.parse


@dataclasses.dataclass
class Response:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json_module.loads(self.body)

    def expect(self, status):
        assert self.status == status, f"{self.status} instead of {status}: {self.body[:2000].decode(errors='replace')}"
        return self


class Client:
    def __init__(self, port, token=None, cookie=None, host="127.0.0.1"):
        self.token, self.cookie = token, cookie
        self.connection = http.client.HTTPConnection(host, port, timeout=30)

    def request(self, method, path, json=None, body=None, headers=None):
        """`path` is relative to /api/v1 unless it is one of the few outside of it; what is not ASCII in it is escaped.
        `body` is sent as it is."""
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if json is not None:
            body = json_module.dumps(json, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        self._send(method, full_path(path), body, sent)
        answer = self.connection.getresponse()
        return Response(answer.status, answer.headers, answer.read())

    def _send(self, method, path, body, headers):
        """The server may have closed an idle connection; a request that could not be sent at all is sent once more."""
        try:
            self.connection.request(method, path, body=body, headers=headers)
        except (BrokenPipeError, ConnectionResetError, http.client.CannotSendRequest):
            self.connection.close()
            self.connection.request(method, path, body=body, headers=headers)

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, json=None, **options):
        return self.request("POST", path, json=json, **options)

    def put(self, path, json=None, **options):
        return self.request("PUT", path, json=json, **options)

    def patch(self, path, json=None, **options):
        return self.request("PATCH", path, json=json, **options)

    def delete(self, path, **options):
        return self.request("DELETE", path, **options)

    def pages(self, path):
        """Every item of a list, following its cursors."""
        cursor = None
        while True:
            separator = "&" if "?" in path else "?"
            page = self.get(path + (f"{separator}cursor={cursor}" if cursor else "")).expect(200).json
            yield from page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return

    def close(self):
        self.connection.close()


def full_path(path):
    path = urllib.parse.quote(path, safe="%/:=&?~#+!$,;'@()*[]")
    outside = path.startswith(("/api/", "/healthz", "/readyz", "/metrics", "/assets/", "/portal")) or path == "/"
    return path if outside else "/api/v1" + path
