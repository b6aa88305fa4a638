"""Splits C++ source into code and string literals, for the lints: no parser, only the lexical rules they need."""
import dataclasses
import re

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      |(?P<raw>(?:u8|u|U|L)?R"(?P<mark>[^\s()\\]{0,16})\((?P<raw_text>.*?)\)(?P=mark)")
      |(?P<string>(?:u8|u|U|L)?"(?P<text>(?:\\.|[^"\\\n])*)")
      |(?P<char>(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+')""",
    re.DOTALL | re.VERBOSE)


@dataclasses.dataclass
class Literal:
    offset: int
    end: int
    text: str


class Source:
    """`code` has the length and lines of the file, with comments and the insides of literals blanked."""

    def __init__(self, text):
        self.text, self.literals = text, []
        self.code = TOKEN.sub(self._blank, text)

    def _blank(self, match):
        if match["raw"] is not None:
            self.literals.append(Literal(match.start(), match.end(), match["raw_text"]))
        elif match["string"] is not None:
            text = match["text"].replace('\\"', '"').replace("\\n", "\n")
            self.literals.append(Literal(match.start(), match.end(), text))
        blank = re.sub(r"[^\n]", " ", match[0])
        return blank if match["comment"] is not None else '"' + blank[1:-1] + '"'

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def line_text(self, number):
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def includes(self):
        """(line, "name" or <name> without its quotes)"""
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]', self.text, re.MULTILINE):
            yield self.line(match.start()), match[1]


def files(root, *patterns):
    return sorted(path for pattern in patterns for path in root.glob(pattern) if path.is_file())
