"""A small tree a lint can be pointed at."""
import pathlib
import subprocess
import sys

import pytest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"


class Tree:
    def __init__(self, root):
        self.root = root
        for folder in ("src/base", "src/db", "src/http", "src/api", "src/ticket", "src/user", "src/command", "migrations"):
            (root / folder).mkdir(parents=True)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def lint(self, name):
        """Its complaints, one per line; [] when it is content."""
        done = subprocess.run([sys.executable, TOOLS / name, self.root], capture_output=True, text=True)
        assert done.stderr == ""
        assert done.returncode == (1 if done.stdout else 0)
        return done.stdout.splitlines()


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)
