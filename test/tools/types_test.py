"""The console's types are those of the program's own OpenAPI document."""
import json
import subprocess

from support.server import BINARY, ROOT


def test_the_types_of_the_console_are_not_stale():
    done = subprocess.run([ROOT / "script/types", "--check", BINARY], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_stale_file_is_shown_as_a_difference(tmp_path):
    types = ROOT / "web/src/api/types.gen.ts"
    document = json.loads(subprocess.run([BINARY, "openapi"], capture_output=True, text=True, check=True).stdout)
    document["components"]["schemas"]["TicketView"]["properties"]["surprise"] = {"type": "string"}
    changed = tmp_path / "baton"
    changed.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(document)}\nEND\n")
    changed.chmod(0o755)
    done = subprocess.run([ROOT / "script/types", "--check", changed], capture_output=True, text=True)
    assert done.returncode == 1 and "+            surprise" in done.stdout
    assert "surprise" not in types.read_text()
