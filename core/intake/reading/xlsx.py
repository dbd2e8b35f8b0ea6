"""XLSX: the first sheet that is shown, its texts, numbers and days. A formula is told as one, never its value."""

import re
from datetime import date, timedelta

from core.files.faults import Fault, FileFault
from core.files.packages import read_xml, unpack
from core.intake.reading.limits import MOST_COLUMNS, MOST_ROWS, Row, trimmed

MAIN = "spreadsheetml.sheet.main+xml"
PROGRAMS = ("macroenabled", "vbaproject", "vbadata", "activex")
FORMULA = "="  # stands for a formula, whatever it is
DAY_FORMATS = frozenset({14, 15, 16, 17, 22, 27, 30, 36, 50, 57})  # those every program knows by number
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # in a format's code: text, colour or language, one sign
FIRST_DAY, FIRST_DAY_MAC = date(1899, 12, 30), date(1904, 1, 1)
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def rows(content: bytes) -> list[Row]:
    """The rows that hold anything, one more than may be taken in at most. Raises FileFault."""
    parts = unpack(content)
    _ask_types(parts)
    workbook = _Workbook(parts)
    sheet = _Sheet(workbook.first_day, _texts(parts), _day_styles(parts))
    read_xml(workbook.sheet, sheet.started, sheet.text)
    return sheet.rows()


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _ask_types(parts: dict[str, bytes]) -> None:
    """The list of contents names a workbook without programs."""
    if any(word in name.lower() for name in parts for word in PROGRAMS):
        raise FileFault(Fault.PROGRAM)
    types: list[str] = []
    listed = parts.get("[Content_Types].xml", b"")
    if listed:
        read_xml(listed, lambda _name, attributes: types.append(attributes.get("ContentType", "").lower()))
    if any(word in one for one in types for word in PROGRAMS):
        raise FileFault(Fault.PROGRAM)
    if not any(one.endswith(MAIN) for one in types):
        raise FileFault(Fault.OTHER_CONTENT)


class _Workbook:
    """Which part is the first sheet that is shown, and from which day the days are counted."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.first_day, self.wanted = FIRST_DAY, ""
        self.targets: dict[str, str] = {}
        for name, started in (("xl/workbook.xml", self._sheet), ("xl/_rels/workbook.xml.rels", self._relation)):
            if name not in parts:
                raise FileFault(Fault.OTHER_CONTENT)
            read_xml(parts[name], started)
        target = self.targets.get(self.wanted, "")
        place = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if place not in parts:
            raise FileFault(Fault.DAMAGED)
        self.sheet = parts[place]

    def _sheet(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.first_day = FIRST_DAY_MAC
        if _local(name) == "sheet" and not self.wanted and attributes.get("state", "visible") == "visible":
            self.wanted = next((value for key, value in attributes.items() if key.endswith(" id")), "")

    def _relation(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _texts(parts: dict[str, bytes]) -> list[str]:
    """The texts that the cells point to by number."""
    found: list[list[str]] = []

    def started(name: str, _attributes: dict[str, str]) -> None:
        if _local(name) == "si":
            found.append([])

    def text(name: str, data: str) -> None:
        if _local(name) == "t" and found:
            found[-1].append(data)

    if shared := parts.get("xl/sharedStrings.xml"):
        read_xml(shared, started, text)
    return ["".join(pieces) for pieces in found]


def _day_styles(parts: dict[str, bytes]) -> frozenset[int]:
    """Which styles of cells show a number as a day."""
    own: dict[str, str] = {}
    used: list[str] = []
    within = [""]

    def started(name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            within[0] = kind
        if kind == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        if kind == "xf" and within[0] == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))

    if styles := parts.get("xl/styles.xml"):
        read_xml(styles, started)
    return frozenset(place for place, number in enumerate(used) if _shows_day(number, own.get(number)))


def _shows_day(number: str, code: str | None) -> bool:
    if code is not None:
        plain = LITERAL.sub("", code).lower()
        return "y" in plain or "å" in plain or "d" in plain
    return number.isdecimal() and int(number) in DAY_FORMATS


class _Sheet:
    """Takes in a sheet's elements in their order."""

    def __init__(self, first_day: date, texts: list[str], day_styles: frozenset[int]) -> None:
        self.first_day, self.texts, self.day_styles = first_day, texts, day_styles
        self.found: dict[int, dict[int, list[str]]] = {}
        self.kinds: dict[tuple[int, int], tuple[str, int]] = {}
        self.row = self.column = 0

    def started(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif kind == "c":
            place = PLACE.fullmatch(attributes.get("r", ""))
            self.column = _column(place[1]) if place else self.column + 1
            style = attributes.get("s", "0")
            self.kinds[self.row, self.column] = attributes.get("t", "n"), int(style) if style.isdecimal() else 0
        elif kind == "f":
            self._cell()[:] = [FORMULA]
            self.kinds[self.row, self.column] = FORMULA, 0

    def text(self, name: str, data: str) -> None:
        kind = self.kinds.get((self.row, self.column), ("", 0))[0]
        if _local(name) in ("v", "t") and kind not in ("", FORMULA):
            self._cell().append(data)

    def _cell(self) -> list[str]:
        """Where the text of the current cell goes; what is beyond the limits is let go, but its row is counted."""
        if self.column > MOST_COLUMNS or (self.row not in self.found and len(self.found) > MOST_ROWS + 1):
            return []
        return self.found.setdefault(self.row, {}).setdefault(self.column, [])

    def rows(self) -> list[Row]:
        found = []
        for number, cells in sorted(self.found.items()):
            line = [""] * max(cells)
            for column, pieces in cells.items():
                line[column - 1] = self._value("".join(pieces), *self.kinds[number, column])
            if any(cell.strip() for cell in line):
                found.append(trimmed(number, line))
        return found

    def _value(self, text: str, kind: str, style: int) -> str:
        if kind == "s":
            place = int(text)
            return self.texts[place] if 0 <= place < len(self.texts) else ""
        if kind == "b":
            return {"1": "ja", "0": "nej"}.get(text, text)
        if kind != "n" or not text:
            return text
        number = float(text)
        if style in self.day_styles:
            return (self.first_day + timedelta(days=int(number))).isoformat()
        return str(int(number)) if number.is_integer() else text


def _column(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
