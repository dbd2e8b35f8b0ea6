"""A list as a file: CSV, XLSX or ODS with the same cells. What was typed is text in it, never a formula."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.html import escape

from core.documents.attachments import csv_bytes

Cell = str | int | date | None
Lines = Sequence[Sequence[Cell]]
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML holds these
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
FIRST_DAY = date(1899, 12, 30)  # day 0 of spreadsheets
OFFICE = "http://schemas.openxmlformats.org"
SHEET = f"{OFFICE}/spreadsheetml/2006/main"
RELATED = f"{OFFICE}/officeDocument/2006/relationships"
PACKAGE = f"{OFFICE}/package/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
# The second look of a cell is a day's.
STYLES = (
    f'<styleSheet xmlns="{SHEET}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    "</fills>"
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def csv(lines: Lines) -> bytes:
    first, *rest = lines
    return csv_bytes([str(cell) for cell in first], rest)


def xlsx(lines: Lines) -> bytes:
    rows = "".join(f"<row>{''.join(map(_xlsx_cell, line))}</row>" for line in lines)
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{XLSX_TYPE}.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="Lista" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return _zipped({name: XML + text for name, text in parts.items()})


def ods(lines: Lines) -> bytes:
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines)
    names = "".join(f' xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content{names} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="Lista">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODS_TYPE), ("content.xml", "text/xml"))
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0" manifest:version="1.3">{entries}</manifest:manifest>'
    )
    parts = {"mimetype": ODS_TYPE, "content.xml": XML + content, "META-INF/manifest.xml": XML + manifest}
    return _zipped(parts)


def _text(value: Any) -> str:
    return str(escape(UNWRITABLE.sub("", str(value))))


def _xlsx_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, date):
        return f'<c s="1"><v>{(cell - FIRST_DAY).days}</v></c>'
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    kind, value = "string", ""
    if isinstance(cell, date):
        kind, value = "date", f' office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int):
        kind, value = "float", f' office:value="{cell}"'
    text = "".join(f"<text:p>{_text(line)}</text:p>" for line in str(cell).splitlines())
    return f'<table:table-cell office:value-type="{kind}"{value}>{text}</table:table-cell>'


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="r{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _zipped(parts: dict[str, str]) -> bytes:
    """The same lines give the same file; what kind it is stands first and unpacked, as ODS wants it."""
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        for name, text in parts.items():
            packing = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            file.writestr(ZipInfo(name), text.encode(), compress_type=packing)
    return out.getvalue()


FORMATS: dict[str, tuple[Callable[[Lines], bytes], str]] = {
    "csv": (csv, "text/csv; charset=utf-8"),
    "xlsx": (xlsx, f"{XLSX_TYPE}.sheet"),
    "ods": (ods, ODS_TYPE),
}
