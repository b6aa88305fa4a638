#!/usr/bin/env python3
"""Keeps SQL to the one dialect both databases understand and every statement to one tenant: looks at migrations/*.sql
and at the SQL in src/ outside src/db, where the differences between the databases live.

usage: check_sql.py [ROOT]
"""
import pathlib
import re
import sys

from cpp_text import Source, files

TYPES = {"bigint", "text", "smallint", "double precision", "blob"}
TENANT_FREE = {"schema_migrations", "tenants", "tenant_hosts", "nodes", "master_keys"}
CONSTRAINTS = {"primary", "unique", "foreign", "check", "constraint"}

REFUSED = [
    (r"\b(?:now|datetime|date|time|strftime|unixepoch|julianday|clock_timestamp)\s*\(", "time is a parameter"),
    (r"\bcurrent_(?:timestamp|date|time)\b", "time is a parameter"),
    (r"\boffset\b", "lists page by keyset, not by offset"),
    (r"\b(?:serial|bigserial|autoincrement|generated)\b", "ids are made by the application"),
    (r"\bboolean\b|\btrue\b|\bfalse\b", "there is no boolean type: use smallint 0 and 1"),
    (r"\bjsonb?\b|\bjson_\w+\s*\(|\bjsonb_\w+\s*\(|->", "JSON is opaque text"),
    (r"\bilike\b|\bglob\b|\bregexp\b|\bsimilar\s+to\b", "only like is common to both databases"),
    (r"::", "write cast(… as …)"),
    # Tables are written `without rowid`, the one word src/db takes out for PostgreSQL.
    (r"\b(?:ifnull|nvl|iif|string_agg|group_concat|array_agg|random|gen_random_uuid|last_insert_rowid|(?<!without )rowid)\b",
     "not common to both databases"),
    (r"\binsert\s+or\b|\breplace\s+into\b", "write on conflict"),
    (r"(?<![\w$])\?\d*|(?<![\w:])[:@][a-z]\w*", "parameters are $1, $2 …"),
    (r"\bfor\s+update\b|\bskip\s+locked\b", "locking differs between the databases: it belongs into src/db"),
    (r"\bset_config\s*\(|\brow\s+level\s+security\b|\b(?:create|alter|drop)\s+policy\b|\bset\s+(?:local|session|role)\b",
     "whose rows a unit has is decided in src/db"),
    (r"\bpragma\b|\bvacuum\b|\banalyze\b", "belongs into src/db"),
]
STATEMENT = re.compile(r"\b(?:from|update|delete\s+from|join)\s+([a-z_]+)", re.IGNORECASE)
LOOKS_LIKE_SQL = re.compile(r"^\s*(?:select|insert\s+into|update\s+\w+\s+set|delete\s+from|with\s+\w+\s+as|where|and|or|order\s+by"
                            r"|on\s+conflict|from)\s", re.IGNORECASE)


def without_comments(sql):
    return re.sub(r"--[^\n]*", lambda match: " " * len(match[0]), sql)


def without_values(sql):
    return re.sub(r"'(?:[^']|'')*'", lambda match: "'" + " " * (len(match[0]) - 2) + "'", sql)


def balanced(text, start):
    """The text inside the parenthesis that opens at or after `start`."""
    opening = text.index("(", start)
    depth = 0
    for position in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return text[opening + 1:position]
    return text[opening + 1:]


def split_columns(inside):
    parts, depth, current = [], 0, ""
    for character in inside:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [part.strip() for part in parts + [current] if part.strip()]


def first_column(columns):
    return re.split(r"[\s,)]", columns.strip(), maxsplit=1)[0].lower()


def refused(sql, line_of, is_bounded):
    """(line, sentence) for what one of the databases does not understand, and for unbounded counts."""
    for pattern, sentence in REFUSED:
        for match in re.finditer(pattern, sql, re.IGNORECASE):
            yield line_of(match.start()), f"'{match[0].strip()}': {sentence}"
    for match in re.finditer(r"\bsum\s*\(", sql, re.IGNORECASE):
        if not re.search(r"cast\s*\(\s*(?:coalesce\s*\(\s*)?$", sql[:match.start()], re.IGNORECASE):
            yield line_of(match.start()), "sum( is numeric on PostgreSQL: write cast(sum(…) as bigint)"
    for match in re.finditer(r"\bcount\s*\(\s*\*\s*\)", sql, re.IGNORECASE):
        if not is_bounded(line_of(match.start())):
            yield line_of(match.start()), "count(*) walks the history: give the reason it is bounded as '-- bounded: …'"


class Migrations:
    def __init__(self, path, shown):
        self.text, self.shown = path.read_text("utf-8"), shown
        self.sql = without_values(without_comments(self.text))

    def line(self, offset):
        return self.sql.count("\n", 0, offset) + 1

    def problems(self):
        for line, sentence in refused(self.sql, self.line, lambda number: "-- bounded:" in self.text.split("\n")[number - 1]):
            yield f"{self.shown}:{line}: {sentence}"
        offset = 0
        for statement in self.sql.split(";"):
            start = offset + len(statement) - len(statement.lstrip())
            for sentence in self.statement_problems(statement.strip()):
                yield f"{self.shown}:{self.line(start)}: {sentence}"
            offset += len(statement) + 1

    def statement_problems(self, statement):
        table = re.match(r"create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)", statement, re.IGNORECASE)
        index = re.match(r"create\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?(\w+)\s+on\s+(\w+)", statement, re.IGNORECASE)
        column = re.match(r"alter\s+table\s+(\w+)\s+add\s+(?:column\s+)?(.+)", statement, re.IGNORECASE | re.DOTALL)
        if table:
            yield from self.table_problems(table[1].lower(), split_columns(balanced(statement, table.end())))
        elif index and index[2].lower() not in TENANT_FREE:
            if first_column(balanced(statement, index.end())) != "tenant_id":
                yield f"index {index[1]} must begin with tenant_id"
        elif column:
            yield from column_problems(column[1], column[2])

    def table_problems(self, table, parts):
        free = table in TENANT_FREE
        keyed = False
        for part in parts:
            word = part.split()[0].lower()
            if word not in CONSTRAINTS:
                yield from column_problems(table, part)
                if not free and word != "tenant_id" and re.search(r"\b(?:primary\s+key|unique|references)\b", part, re.IGNORECASE):
                    yield f"table {table}: the key of column {word} must be a table constraint that begins with tenant_id"
                continue
            keyed = keyed or bool(re.search(r"\bprimary\s+key\b", part, re.IGNORECASE))
            if not free and word != "check":
                yield from constraint_problems(table, part)
        if not free and not keyed:
            yield f"table {table} has no primary key (tenant_id, …)"


def constraint_problems(table, part):
    for match in re.finditer(r"\b(primary\s+key|unique|foreign\s+key|references\s+\w+)\s*\(", part, re.IGNORECASE):
        if first_column(balanced(part, match.end() - 1)) != "tenant_id":
            yield f"table {table}: {match[1].lower()} must begin with tenant_id"


def column_problems(table, declaration):
    words = declaration.lower().split()
    kind = " ".join(words[1:3]) if words[1:3] == ["double", "precision"] else (words[1] if len(words) > 1 else "")
    if kind.rstrip(",") not in TYPES:
        yield f"table {table}: column {words[0]} has type '{kind}': only {', '.join(sorted(TYPES))}"


class Statements:
    """The SQL of one C++ file. Pieces of one C++ statement are looked at together: text is often put together there."""

    def __init__(self, path, shown):
        self.source, self.shown = Source(path.read_text("utf-8")), shown

    def problems(self):
        for pieces in self.groups():
            sql = without_values(without_comments("\n".join(piece.text for piece in pieces)))
            start = self.source.line(pieces[0].offset)
            if not self.for_one_database(pieces):
                for line, sentence in refused(sql, lambda _offset: start, lambda _line: self.bounded(pieces)):
                    yield f"{self.shown}:{line}: {sentence}"
            if "tenant_id" not in sql.lower() and self.needs_tenant(pieces, sql):
                yield f"{self.shown}:{start}: a statement does not name tenant_id: {' '.join(sql.split())[:80]}"

    def needs_tenant(self, pieces, sql):
        """A statement that only begins here, as in "select … from events " + tail, names it in its tail."""
        if re.match(r"\s*\+\s*\w", self.source.code[pieces[-1].end:]):
            return False
        tables = {name.lower() for name in STATEMENT.findall(sql)} - {"set"}
        return bool(tables - TENANT_FREE) or (not tables and bool(re.match(r"\s*where\s", sql, re.IGNORECASE)))

    def for_one_database(self, pieces):
        """A pair of constants named …_sqlite and …_postgres, chosen by the dialect, may differ in anything but the tenant."""
        return re.search(r"_(?:sqlite|postgres)\s*=\s*$", self.source.code[:pieces[0].offset])

    def groups(self):
        current, end = [], -1
        for literal in self.source.literals:
            between = self.source.code[end:literal.offset] if current else ""
            if current and re.search(r"[;{}]", between):
                yield from self.wanted(current)
                current = []
            current.append(literal)
            end = literal.offset
        yield from self.wanted(current)

    @staticmethod
    def wanted(pieces):
        if any(LOOKS_LIKE_SQL.match(piece.text) for piece in pieces):
            yield [piece for piece in pieces]

    def bounded(self, pieces):
        first, last = self.source.line(pieces[0].offset), self.source.line(pieces[-1].offset)
        return any("bounded:" in self.source.line_text(number) for number in range(first - 1, last + 1)) or \
            any("-- bounded:" in piece.text for piece in pieces)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    problems = [problem for path in files(root, "migrations/*.sql")
                for problem in Migrations(path, path.relative_to(root)).problems()]
    problems += [problem for path in files(root, "src/**/*store.cpp", "src/event/*.cpp")
                 if path.relative_to(root).parts[1] != "db"
                 for problem in Statements(path, path.relative_to(root)).problems()]
    problems = list(dict.fromkeys(problems))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
