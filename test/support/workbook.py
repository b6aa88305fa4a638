"""Reads workbooks (Office Open XML, ECMA-376) as a spreadsheet program does, as far as Baton writes them."""
import io
import re
import xml.etree.ElementTree
import zipfile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def unpacked(body):
    """What a file holds that is packed; anything else as it is."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def text_of(cell):
    """Characters that XML cannot hold are written as _x0001_ (ECMA-376 part 1, §22.9.2.19)."""
    text = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    return re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text)


def sheets(body):
    """Of each sheet its rows, of each its cells: text, numbers, and "" where there is none. Refuses formulas."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return [list(rows(xml.etree.ElementTree.fromstring(archive.read(name)))) for name in names]


def rows(sheet):
    assert not list(sheet.iter(f"{MAIN}f")), "a formula"
    for row in sheet.iter(f"{MAIN}row"):
        cells = {}
        for cell in row:
            is_text = cell.get("t") == "inlineStr"
            cells[column_of(cell.get("r"))] = text_of(cell) if is_text else float(cell.find(f"{MAIN}v").text)
        yield [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]
