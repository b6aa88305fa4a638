#!/usr/bin/env python3
"""Checks that src/ keeps its layers: who may include whom, where Asio, database drivers and SQL may appear, and what a
co_await expression may contain. Prints file:line: sentence, and exits 1, for every violation.

usage: check_layers.py [ROOT]
"""
import pathlib
import re
import sys

from cpp_text import Source, files

EDGE = "http"  # sockets and coroutines live here only
MAX_LINES = 300

# What a folder may include. A folder that is not named here is a slice: a noun of the domain.
FOUNDATIONS = {
    "base": {"base"},
    "vault": {"base", "vault"},
    "db": {"base", "vault", "db"},
    "event": {"base", "vault", "db", "event"},
    "http": {"base", "http"},
}
ABOVE_SLICES = {"app", "command", "demo", "install"}  # compose everything
BETWEEN = "api"  # knows the nouns and use cases of slices, never their stores
SLICE_MAY = {"base", "vault", "db", "event", "api", "http"}
# Values and pure readers.
HTTP_FOR_SLICES = {"http/message.h", "http/multipart.h", "http/file_name.h", "http/header_value.h", "http/workbook_source.h"}
# Values other slices need as much as the noun itself: who acts, what he may do, what he may see, what a phone number is.
ALSO_PUBLIC = {"user/actor.h", "user/permission.h", "ticket/scope.h", "ticket/present.h", "customer/profile.h",
               "customer/contact.h", "customer/present.h", "ticket/customer_side.h", "ticket/held.h", "ticket/mention.h", "ticket/rating.h",
               "ticket/split.h", "ticket/link.h", "attachment/transfer.h", "session/failure_counts.h",
               "custody/wrapped_key.h", "backup/disk.h", "backup/staging.h", "backup/needed_key.h"}

SQL = re.compile(r"^\s*(select\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index|unique)\s"
                 r"|alter\s+table\s|with\s+\w+\s+as\s*\(|where\s+[\w.]+\s*(=|<|>|in\b|is\b)|order\s+by\s)", re.IGNORECASE)


def folder_of(path):
    return path.split("/")[0] if "/" in path else ""


def is_store(path):
    return path.name == "store.cpp" or path.name.endswith("_store.cpp")


class Check:
    def __init__(self, root):
        self.root, self.problems = root, []
        self.folders = {path.name for path in (root / "src").iterdir() if path.is_dir()}

    def say(self, path, line, sentence):
        self.problems.append(f"{path.relative_to(self.root)}:{line}: {sentence}")

    def run(self):
        for path in files(self.root, "src/**/*.h", "src/**/*.cpp"):
            self.check(path, Source(path.read_text("utf-8")))
        return self.problems

    def check(self, path, source):
        inside = path.relative_to(self.root / "src").as_posix()
        folder = folder_of(inside)
        if source.text.count("\n") > MAX_LINES:
            self.say(path, MAX_LINES + 1, f"is longer than {MAX_LINES} lines; split it by noun")
        for line, name in source.includes():
            self.check_include(path, folder, line, name)
        if folder != EDGE:
            for match in re.finditer(r"\bco_(?:await|return|yield)\b", source.code):
                self.say(path, source.line(match.start()), f"{match[0]} outside src/{EDGE}: domain code is synchronous")
        if folder not in ("db", "") and not is_store(path):
            for literal in source.literals:
                if SQL.match(literal.text):
                    self.say(path, source.line(literal.offset), "SQL outside a store.cpp")
        self.check_awaits(path, source)

    def check_include(self, path, folder, line, name):
        if re.match(r"boost/(asio|beast)\b", name) and folder != EDGE and path.name != "pch.h":
            self.say(path, line, f"<{name}> outside src/{EDGE}")
        if re.match(r"(sqlite3|libpq|pq)", name) and folder != "db":
            self.say(path, line, f"<{name}> outside src/db: only db/ knows a database driver")
        target = folder_of(name)
        if target in self.folders and folder and target != folder:
            why = self.refusal(folder, target, name)
            if why:
                self.say(path, line, f'"{name}": {why}')

    def refusal(self, folder, target, name):
        """Why `folder` may not include `name`, or None."""
        if folder in FOUNDATIONS:
            return None if target in FOUNDATIONS[folder] else f"{folder} must not know {target}"
        if folder in ABOVE_SLICES:
            return None
        if target in ABOVE_SLICES:
            return f"nothing includes {target}"
        if target in SLICE_MAY:
            if target == EDGE and folder != BETWEEN and name not in HTTP_FOR_SLICES:
                return f"a slice knows of the edge only {', '.join(sorted(HTTP_FOR_SLICES))}"
            return None
        if name in (f"{target}/{target}.h", f"{target}/service.h") or name in ALSO_PUBLIC:
            return None
        return f"of another slice only {target}/{target}.h and {target}/service.h are public"

    def check_awaits(self, path, source):
        for match in re.finditer(r"\bco_await\b", source.code):
            expression = awaited(source.code, match.end())
            line = source.line(match.start())
            if re.search(r"(?:^|[(,={&|?:])\s*\[[^\]\s][^\]]*\]\s*(?:[({]|mutable\b|noexcept\b|->)", expression):
                self.say(path, line, "a capturing lambda inside a co_await expression: name it first "
                                     "(GCC 12 destroys such temporaries twice)")
            elif re.search(r"[\w>]\s*\{|[(,]\s*\{", without_lambda_bodies(expression)):
                self.say(path, line, "a brace-initialised value inside a co_await expression: name it first "
                                     "(GCC 12 destroys such temporaries twice)")


def awaited(code, start):
    """The text after a co_await, up to the end of its full expression."""
    depth = 0
    for position in range(start, len(code)):
        character = code[position]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth < 0:
                return code[start:position]
        elif character == ";" and depth == 0:
            return code[start:position]
    return code[start:]


def without_lambda_bodies(expression):
    """A lambda that captures nothing is harmless; what its body contains is not part of the expression."""
    while True:
        found = re.search(r"\[\s*\]\s*(?:\([^()]*\))?\s*(?:mutable\s*)?(?:noexcept\s*)?(?:->\s*[\w:<>]+\s*)?\{", expression)
        if not found:
            return expression
        body = awaited(expression, found.end())
        expression = expression[:found.start()] + "0" + expression[found.end() + len(body) + 1:]


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    problems = Check(root).run()
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
