#!/usr/bin/python3
"""Puts sources into groups that can be compiled as one file each, for cmake/together.cmake: prints `group;file` lines.

The files of a group share one unnamed namespace, so no two of them may have the same name in theirs. And each sees the
headers of all: a file that has a name of its own which some header declares too stays alone, unless it only calls it.
"""
import argparse
import pathlib
import re

from cpp_text import Source

NAMESPACE = re.compile(r"(?:inline\s+)?namespace(?:\s+[\w:]+)?")
ENUM = re.compile(r"(?:enum class (\w+)[^{]*\{|BOOST_DEFINE_(?:FIXED_)?ENUM_CLASS\((\w+),)([^})]*)")
USING_ENUM = re.compile(r"using enum (?:\w+::)*(\w+)$")
NAMED = [re.compile(pattern) for pattern in (
    r"^(?:template <[^;{]*> )?(?:struct|class|union|enum(?: class)?) (?:alignas\([^)]*\) )?(\w+)",
    r"^(?:using|namespace) (\w+) =",
    r"^using (?:\w*::)+(\w+)$",
    r"^[^=]*?(\w+) ?\(",
    r"(\w+) ?(?:\[[^\]]*\] ?)?(?:=.*)?$",
)]
MACROS = re.compile(r"^\s*#\s*(?:define|undef)|#\s*include\s*<boost/[\w/]*impl/src\.hpp>", re.MULTILINE)


def statements(code):
    """(text, whether its namespace is unnamed) of each statement that is in no class and no function."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", "", code, flags=re.MULTILINE)
    scopes, inside, start = [], 0, 0
    for match in re.finditer(r"[{};]", code):
        mark, before = match[0], " ".join(code[start:match.start()].split())
        if inside:
            inside += {"{": 1, "}": -1, ";": 0}[mark]
        elif mark == "{" and NAMESPACE.fullmatch(before):
            scopes.append(before.endswith("namespace"))
        elif mark == "}":
            scopes and scopes.pop()
        else:
            inside = int(mark == "{")
            if before:
                yield before, any(scopes)
        start = match.end()


def declared(statement):
    """The name a declaration gives; a macro gives none."""
    text = re.sub(r"\[\[[^\]]*\]\] ?", "", statement)
    found = next((match[1] for match in (pattern.search(text) for pattern in NAMED) if match), None)
    return None if not found or found.isupper() else found


def code_of(path):
    return Source(path.read_text("utf-8")).code


class Headers:
    def __init__(self, paths):
        codes = [code_of(path) for path in paths]
        self.names = {declared(text) for code in codes for text, _ in statements(code)} - {None}
        self.enums = {match[1] or match[2]: re.findall(r"\w+", match[3]) for code in codes for match in ENUM.finditer(code)}


def own_names(code, headers):
    """What a file calls something for itself: name → what it is, the same for the same enumerator in two files."""
    own = {}
    for text, unnamed in statements(code):
        if match := USING_ENUM.match(text):
            own.update((name, match[1]) for name in headers.enums.get(match[1], []))
        elif unnamed and (name := declared(text)):
            own[name] = object()
    return own


def stays_alone(code, own, headers):
    met = "|".join(own.keys() & headers.names)
    return bool(MACROS.search(code) or (met and re.search(rf"\b(?:{met})\b(?!\()", code)))


def groups(paths, headers, most):
    """Each file goes into the first group that has room for it and none of its names."""
    found = []
    for path in paths:
        code = code_of(path)
        own = own_names(code, headers)
        if stays_alone(code, own, headers):
            continue
        for members, taken in found:
            if len(members) < most and all(taken.get(name, what) == what for name, what in own.items()):
                break
        else:
            members, taken = [], {}
            found.append((members, taken))
        members.append(path)
        taken.update(own)
    return [members for members, _ in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, required=True, help="files in a group")
    parser.add_argument("--headers", type=pathlib.Path, nargs="+", required=True, help="folders")
    parser.add_argument("--sources", type=pathlib.Path, nargs="+", required=True)
    options = parser.parse_args()
    headers = Headers(path for folder in options.headers for path in sorted(folder.rglob("*.h")))
    for number, members in enumerate(groups(sorted(options.sources), headers, options.most)):
        for path in members:
            print(f"group{number};{path}")


if __name__ == "__main__":
    main()
