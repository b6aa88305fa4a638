#!/usr/bin/env python3
"""No two headers define a type of the same name in the same namespace: the linker would keep one of them and say nothing.

usage: check_names.py [ROOT]
"""
import collections
import pathlib
import re
import sys

NAMESPACE = re.compile(r"^namespace ([\w:]+) \{")
TYPE = re.compile(r"^(?:struct|class) (\w+)(?: final)?(?: : [^;{]*)?\s*\{")


def types_in(path):
    """Types that begin a line: in a namespace, not inside another type. A header may open one namespace after another."""
    inside = ""
    for line in path.read_text("utf-8").splitlines():
        if opened := NAMESPACE.match(line):
            inside = opened.group(1)
        elif found := TYPE.match(line):
            yield f"{inside}::{found.group(1)}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1])
    places = collections.defaultdict(set)
    for path in sorted((root / "src").rglob("*.h")):
        for name in types_in(path):
            places[name].add(str(path.relative_to(root)))
    wrong = {name: where for name, where in places.items() if len(where) > 1}
    for name, where in sorted(wrong.items()):
        print(f"{name} is defined in {' and '.join(sorted(where))}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
