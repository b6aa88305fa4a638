#!/usr/bin/env python3
"""Compares every DESCRIBE(T, (bases), (members)) in a header with the members struct T declares, and names the one that
was forgotten or does not exist; the compiler only knows that the numbers differ.

usage: check_describe.py [ROOT]
"""
import pathlib
import re
import sys

from cpp_text import Source, files

NOT_A_MEMBER = re.compile(r"^\s*(static|using|friend|typedef|template|enum|struct\s+\w+\s*$|class\s+\w+\s*$|union|explicit"
                          r"|virtual|constexpr\s+static|BOOST_)")


def closing(code, start):
    """The position of the bracket that closes the one at `start`."""
    pairs, depth = {"(": ")", "{": "}"}, 0
    opening = code[start]
    for position in range(start, len(code)):
        if code[position] == opening:
            depth += 1
        elif code[position] == pairs[opening]:
            depth -= 1
            if depth == 0:
                return position
    return len(code)


def flattened(body):
    """Removes everything nested in braces, parentheses and template arguments, keeping the marks themselves."""
    while True:
        shorter = re.sub(r"\{[^{}]*\}", "\x01", body)
        shorter = re.sub(r"\([^()]*\)", "\x02", shorter)
        if shorter == body:
            break
        body = shorter
    while True:
        shorter = re.sub(r"<[^<>;=]*>", "", body)
        if shorter == body:
            return body
        body = shorter


def declared_members(body):
    body = re.sub(r"\b(?:public|private|protected)\s*:", "", body)
    # A function body or nested type ends a declaration without a semicolon.
    flat = re.sub(r"\x02(\s*(?:const|noexcept|override|:[^;\x01]*))*\s*\x01", "\x02;", flattened(body))
    flat = re.sub(r"\b(?:struct|class|enum|union)\b[^;\x01]*\x01", "", flat)
    names = []
    for declaration in flat.split(";"):
        declaration = declaration.strip()
        before_value = declaration.split("=")[0]
        if not declaration or NOT_A_MEMBER.match(declaration) or "\x02" in before_value or "operator" in before_value:
            continue
        names += [name for part in re.split(r",", strip_values(declaration)) for name in last_word(part)]
    return names


def strip_values(declaration):
    """`int a = 1, b{2}` → `int a, b`"""
    declaration = re.sub(r"=[^,]*", "", declaration)
    return declaration.replace("\x01", "").replace("\x02", "")


def last_word(part):
    match = re.search(r"(\w+)\s*(?:\[[^\]]*\]\s*)?(?::\s*\d+\s*)?$", part.strip())
    return [match[1]] if match else []


def struct_body(code, name):
    match = re.search(rf"\b(?:struct|class)\s+{re.escape(name)}\b(?!\s*;)[^;{{(]*\{{", code)
    return code[match.end():closing(code, match.end() - 1)] if match else None


def check_file(path, shown):
    source = Source(path.read_text("utf-8"))
    for match in re.finditer(r"^[ \t]*DESCRIBE\s*\(", source.code, re.MULTILINE):
        arguments = source.code[match.end():closing(source.code, match.end() - 1)]
        parsed = re.match(r"\s*([\w:]+)\s*,\s*\(([^()]*)\)\s*,\s*\(([^()]*)\)\s*$", arguments)
        where = f"{shown}:{source.line(match.start())}"
        if not parsed:
            yield f"{where}: DESCRIBE cannot be read: {' '.join(arguments.split())}"
            continue
        yield from compare(where, parsed[1], parsed[3].replace(",", " ").split(), struct_body(source.code, parsed[1]))


def compare(where, name, described, body):
    if body is None:
        yield f"{where}: DESCRIBE({name}): struct {name} is not defined in the same file"
        return
    declared = declared_members(body)
    for field in declared:
        if field not in described:
            yield f"{where}: struct {name}: member {field} is missing from its DESCRIBE list"
    for field in described:
        if field not in declared:
            yield f"{where}: struct {name}: DESCRIBE lists {field}, which is no member"
    for field in sorted({field for field in described if described.count(field) > 1}):
        yield f"{where}: struct {name}: DESCRIBE lists {field} twice"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    problems = [problem for path in files(root, "src/**/*.h", "src/**/*.cpp") if path.name != "reflect.h"
                for problem in check_file(path, path.relative_to(root))]
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
