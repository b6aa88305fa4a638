"""What the dashboard and the alert rules of packaging/ ask for is what the program tells."""
import json
import re

import pytest

from support.server import ROOT
from support.waiting import until

LABEL = re.compile(r'(\w+)="')


def expressions():
    """Each query of the dashboard and the rules, with where it stands."""
    dashboard = json.loads((ROOT / "packaging/grafana/baton.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]
    yield "the list of instances", dashboard["templating"]["list"][1]["query"]
    for alert in (ROOT / "packaging/prometheus/alerts.yml").read_text().split("- alert: ")[1:]:
        yield alert.split()[0], re.search(r"^ +expr: (.+)$", alert, re.MULTILINE)[1]


@pytest.fixture(scope="module")
def told(server):
    """{metric: its labels}, once the doctor has looked."""
    def metrics():
        text = server.client().get("/metrics").expect(200).body.decode()
        return text if "baton_doctor_verdict{" in text else None

    found = {}
    for line in until(metrics, "the doctor in /metrics").splitlines():
        if not line.startswith("#"):
            name = re.match(r"\w+", line)[0]
            found.setdefault(name, set()).update(LABEL.findall(line))
    return found


def test_every_metric_that_is_asked_for_is_told(told):
    asked = list(expressions())
    assert len(asked) > 25
    for where, expression in asked:
        names = re.findall(r"\bbaton_\w+", expression)
        assert names or "up{" in expression, where
        for name in names:
            assert name in told, f"{where} asks for {name}, which /metrics does not tell"
        for name, labels in re.findall(r"\b(baton_\w+)\{([^}]*)\}", expression):
            assert set(re.findall(r"(\w+)=~?\"", labels)) <= told[name] | {"instance", "job"}, f"{where}: labels of {name}"
        assert expression.count("(") == expression.count(")"), where


def test_alerts_say_what_to_do():
    rules = (ROOT / "packaging/prometheus/alerts.yml").read_text().split("- alert: ")[1:]
    assert len({rule.split()[0] for rule in rules}) == len(rules) >= 8
    for rule in rules:
        for part in ("expr: ", "for: ", "severity: ", "summary: ", "description: "):
            assert part in rule, (rule.split()[0], part)


def test_what_is_told_is_of_the_form_that_prometheus_reads(server):
    """https://prometheus.io/docs/instrumenting/exposition_formats: names, help before values, buckets that grow."""
    answer = server.client().get("/metrics").expect(200)
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    described = set()
    for line in answer.body.decode().splitlines():
        if line.startswith("# TYPE "):
            described.add(line.split()[2])
        elif not line.startswith("#"):
            name, value = re.fullmatch(r'([a-z_]+)(?:\{[^}]*\})? (\S+)', line).groups()
            assert name in described or re.sub(r"_(bucket|sum|count)$", "", name) in described, line
            float(value)
    buckets = [int(line.split()[1]) for line in answer.body.decode().splitlines() if line.startswith("baton_http_request_duration_seconds_bucket")]
    count = re.search(r"^baton_http_request_duration_seconds_count (\d+)$", answer.body.decode(), re.MULTILINE)[1]
    assert buckets == sorted(buckets) and buckets[-1] == int(count) > 0
