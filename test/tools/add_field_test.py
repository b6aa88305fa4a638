"""Follows CONTRIBUTING's "Adding a ticket field" in a copy of the tree: the whole recipe works, and leaving out any one
place fails loudly and names the field.
"""
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

from support.server import Server

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```diff (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIELD = "due_note"

pytestmark = pytest.mark.slow


def blocks():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text[text.index("## Adding a ticket field"):]
    return BLOCK.findall(section[:section.index("\n## ", 1)])


def apply_block(path, block):
    """Finds the kept and removed lines in order, anywhere in the file, and puts the added ones behind them."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    position = 0
    for mark, text in ((line[0], line[1:]) for line in block.splitlines()):
        if mark == "+":
            lines.insert(position, text)
            position += 1
            continue
        assert text in lines[position:], f"{path}: CONTRIBUTING shows a line that is not there: {text!r}"
        position = lines.index(text, position) + 1
        if mark == "-":
            position -= 1
            del lines[position]
    path.write_text("\n".join(lines) + "\n", "utf-8")


class Copy:
    def __init__(self, root):
        self.root = root
        files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
                               check=True).stdout.splitlines()
        for name in files:
            if (ROOT / name).is_file():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, root / name)
        (root / "web/node_modules").symlink_to(ROOT / "web/node_modules")
        number = 1 + max(int(path.name[:4]) for path in (ROOT / "migrations").glob("*.sql"))
        self.migration = f"migrations/{number:04}_ticket_{FIELD}.sql"

    def path_of(self, name):
        return self.root / (self.migration if name.startswith("migrations/NNNN") else name)

    def apply(self):
        for name, block in blocks():
            apply_block(self.path_of(name), block)

    def run(self, *command, **options):
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, **options)

    def build(self):
        if not (self.root / "build/debug/build.ninja").exists():
            self.run("cmake", "--preset", "debug", "-DBATON_TOGETHER=12", check=True)
        return self.run("ninja", "-C", "build/debug", "baton")

    def lint(self):
        return self.run(sys.executable, "tools/check_describe.py")

    def types(self, *arguments):
        return self.run("script/types", *arguments, "build/debug/baton")

    def type_check(self):
        return self.run("npm", "--prefix", "web", "run", "--silent", "check")


class Without:
    """The copy with one file as it was before the recipe, for the length of a test."""

    def __init__(self, copy, name, text):
        self.path, self.text = copy.path_of(name), text

    def __enter__(self):
        self.whole = self.path.read_text("utf-8")
        if self.text is None:
            self.path.unlink()
        else:
            self.path.write_text(self.text, "utf-8")

    def __exit__(self, *_error):
        self.path.write_text(self.whole, "utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    copy = Copy(tmp_path_factory.mktemp("field") / "tree")
    copy.apply()
    built = copy.build()
    assert built.returncode == 0, built.stdout[-5000:]
    assert copy.types().returncode == 0
    return copy


def original(name):
    return (ROOT / name).read_text("utf-8")


def started(copy, directory):
    server = Server(directory)
    server.binary = copy.root / "build/debug/baton"
    return server.start()


def test_the_whole_recipe_works(copy, tmp_path):
    assert copy.lint().returncode == 0
    checked = copy.type_check()
    assert checked.returncode == 0, checked.stdout
    server = started(copy, tmp_path)
    try:
        admin = server.sign_in()
        made = admin.post("/tickets", {"subject": "s", "description": "d", "requester": {"name": "n"}, FIELD: "soon"})
        ticket = made.expect(201).json
        assert ticket[FIELD] == "soon"
        changes = {FIELD: "later", "version": ticket["version"]}
        assert admin.patch(f"/tickets/{ticket['id']}", changes).expect(200).json[FIELD] == "later"
        wrong = admin.patch(f"/tickets/{ticket['id']}", {FIELD: 7, "version": ticket["version"] + 1}).expect(422).json
        assert [error["field"] for error in wrong["errors"]] == [FIELD]
        events = admin.get(f"/tickets/{ticket['id']}/events").expect(200).json["items"]
        assert {"field": FIELD, "before": "soon", "after": "later"} in [event["data"] for event in events]
    finally:
        server.kill()


def test_a_member_missing_from_describe_is_named(copy):
    text = copy.path_of("src/ticket/ticket.h").read_text("utf-8")
    with Without(copy, "src/ticket/ticket.h", text.replace(f"tags, {FIELD}, fields", "tags, fields")):
        assert f"struct TicketFields: member {FIELD} is missing from its DESCRIBE list" in copy.lint().stdout
        built = copy.build()
        assert built.returncode != 0 and "TicketFields: a member is missing" in built.stdout


def test_a_described_name_without_member_is_named(copy):
    text = copy.path_of("src/ticket/ticket.h").read_text("utf-8")
    without = re.sub(rf"^.*Text<.*> {FIELD};\n", "", text, flags=re.MULTILINE)
    with Without(copy, "src/ticket/ticket.h", without):
        assert f"DESCRIBE lists {FIELD}, which is no member" in copy.lint().stdout
        built = copy.build()
        assert built.returncode != 0 and FIELD in built.stdout


def test_a_missing_migration_stops_the_start(copy, tmp_path):
    with Without(copy, "migrations/NNNN", None):
        built = copy.build()
        assert built.returncode == 0, built.stdout[-5000:]
        with pytest.raises(AssertionError, match=f"table tickets has no column {FIELD}"):
            started(copy, tmp_path)


def test_stale_types_are_shown(copy):
    built = copy.build()
    assert built.returncode == 0, built.stdout[-5000:]
    with Without(copy, "web/src/api/types.gen.ts", original("web/src/api/types.gen.ts")):
        checked = copy.types("--check")
        assert checked.returncode != 0
        assert re.search(rf"^\+.*\b{FIELD}\b", checked.stdout, re.MULTILINE), checked.stdout


@pytest.mark.parametrize("name", ["web/src/ticket/fields.ts", "web/src/i18n/zh.ts", "web/src/i18n/en.ts"])
def test_a_missing_entry_of_the_console_is_named(copy, name):
    with Without(copy, name, original(name)):
        checked = copy.type_check()
        assert checked.returncode != 0 and FIELD in checked.stdout, checked.stdout


def test_every_place_of_the_recipe_is_left_out_somewhere():
    assert [name for name, _block in blocks()] == [
        "src/ticket/ticket.h", "src/ticket/ticket.h", "migrations/NNNN_ticket_due_note.sql", "web/src/ticket/fields.ts",
        "web/src/i18n/zh.ts", "web/src/i18n/en.ts"]
