#!/usr/bin/env python3
"""Every sentence that a request is refused with has its Chinese in web/src/refusal/zh.ts, which has none that nobody says.

Looked at are the texts given to Error, Problems::add and the functions called refuse… and wrong…; what a sentence puts in
is {} there. Those that come another way (returned by a rule, say) are not looked for, but are in the catalogue too.

usage: check_refusals.py [ROOT]
"""
import itertools
import json
import pathlib
import re
import sys

import cpp_text

# Nobody reads these in the console: the command's, and what only a broken client is told.
ELSEWHERE = {"command", "db", "demo", "http", "backup", "transfer", "custody", "install", "live", "sheet"}
CALL = re.compile(r"(?:\bError|\bError::conflict|\.add|\brefuse(?!_method)\w*|\bwrong\w*)\s*[({]|\bError \w+\(")
KINDS = "must be "  # before what base/json.h expected
ENTRY = re.compile(r'^\s*("(?:\\.|[^"\\])*"):', re.MULTILINE)
HOLE = "{}"
FORMAT = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
CATALOGUE = "web/src/refusal/zh.ts"


def closing(code, opening):
    """Where the bracket at `opening` ends."""
    depth = 0
    for at in range(opening, len(code)):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth == 0:
            return at
    return len(code)


def parts(code, begin, end, separator):
    """The ranges between separators that lie in no bracket."""
    depth, start = 0, begin
    for at in range(begin, end):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth == 0 and code[at] == separator:
            yield start, at
            start = at + 1
    yield start, end


def texts_of(source, begin, end):
    """What an expression can come to, with {} for what is not written there."""
    code = source.code
    literals = [each for each in source.literals if begin <= each.offset < end]
    if not literals:
        return [HOLE]
    question = list(parts(code, begin, end, "?"))
    if len(question) == 2 and ":" in code[question[1][0]:question[1][1]]:
        return [text for choice in parts(code.replace("::", "  "), *question[1], ":") for text in texts_of(source, *choice)]
    if written := re.match(r"\s*fmt::format(\()", code[begin:end]):
        begin += written.start(1)
        begin, end = next(parts(code, begin + 1, closing(code, begin), ","))
        return [FORMAT.sub(lambda one: one[0][0] if one[0] in ("{{", "}}") else HOLE, text)
                for text in texts_of(source, begin, end)]
    sums = list(parts(code, begin, end, "+"))
    if len(sums) > 1:
        return ["".join(each) for each in itertools.product(*(texts_of(source, *one) for one in sums))]
    if code[begin:end].strip().startswith('"'):
        return ["".join(each.text for each in literals)]
    inner = re.match(r"\s*(?:std::string|std::string_view|char const\*)[({]", code[begin:end])
    return texts_of(source, begin + inner.end(), closing(code, begin + inner.end() - 1)) if inner else [HOLE]


def refusals(source):
    """(line, text) of every sentence in the calls."""
    for call in CALL.finditer(source.code):
        opening = call.end() - 1
        for begin, end in parts(source.code, opening + 1, closing(source.code, opening), ","):
            for text in texts_of(source, begin, end):
                if " " in text.replace(HOLE, "").strip():
                    yield source.line(begin), text


def written(source):
    """All literals; what the compiler joins is one."""
    text, end = "", 0
    for literal in source.literals:
        text += ("" if not source.text[end:literal.offset].strip() else "\0") + literal.text
        end = literal.end
    return text.replace("{{", "{").replace("}}", "}")


def is_said(sentence, said):
    return all(piece in said or piece.removeprefix(KINDS) in said
               for piece in re.split(r"\{\}", sentence) if len(piece) > 2)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1])
    catalogue = {json.loads(key) for key in ENTRY.findall((root / CATALOGUE).read_text("utf-8"))}
    said, wrong = "", []
    for path in cpp_text.files(root, "src/**/*.cpp", "src/**/*.h"):
        source = cpp_text.Source(path.read_text("utf-8"))
        said += written(source) + "\0"
        if path.relative_to(root / "src").parts[0] in ELSEWHERE or path.stem.endswith("store"):
            continue
        wrong += [f"{path.relative_to(root)}:{line}: has no Chinese in {CATALOGUE}: {text}" for line, text in refusals(source)
                  if text not in catalogue and KINDS + text not in catalogue]
    wrong += [f"{CATALOGUE}: nobody says: {text}" for text in sorted(catalogue) if not is_said(text, said)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
