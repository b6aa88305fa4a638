"""Which sites may show the portal inside their own pages, and what they put there."""
import urllib.request

import pytest

RULES = {"reopen_days": 7, "nudge_minutes": 30}


def fetched(server, path):
    request = urllib.request.Request(server.url + path, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers, answer.read()


def ancestors(server, path):
    return fetched(server, path)[0]["Content-Security-Policy"].split("frame-ancestors ")[1]


def test_the_portal_is_shown_by_the_sites_that_are_named_and_nothing_else_by_any(server, admin):
    assert ancestors(server, "/portal") == "'none'"
    sites = ["https://shop.example.com", "http://localhost:3000"]
    admin.put("/settings/portal", {**RULES, "embed_origins": sites}).expect(200)
    assert admin.get("/settings/portal").expect(200).json == {**RULES, "embed_origins": sites}
    for path in ("/portal", "/portal/new", "/portal/ticket/GD1"):
        assert ancestors(server, path) == " ".join(sites)
    for path in ("/", "/portalx", "/tickets", "/x/portal"):
        assert ancestors(server, path) == "'none'", "the console never"
    admin.put("/settings/portal", RULES).expect(200)
    assert ancestors(server, "/portal") == "'none'"


@pytest.mark.parametrize("site", [
    "https://shop.example.com/", "shop.example.com", "*", "https://*", "'self'", "https://a b", "https://a;script-src *",
    "HTTPS://shop.example.com", "https://Shop.example.com", "https://", "https://a:", "https://a:1234567", "https://a:b",
    "https://a.", "javascript:alert(1)", "https://a\nb", "https://u@a", ""])
def test_what_is_no_origin_is_refused(admin, site):
    answer = admin.put("/settings/portal", {**RULES, "embed_origins": ["https://a", site]}).expect(422)
    assert [each["field"] for each in answer.json["errors"]] == ["embed_origins[1]"]
    admin.put("/settings/portal", {**RULES, "embed_origins": ["https://a"] * 21}).expect(422)


def test_the_line_for_other_sites_is_a_script_that_is_asked_for_again(server):
    headers, body = fetched(server, "/embed.js")
    assert headers["Content-Type"].startswith("text/javascript")
    assert headers["Cache-Control"] == "no-cache" and headers["ETag"]
    assert b"attachShadow" in body
