"""Files as people send them, and as somebody sends them who means harm; each made here, none taken from elsewhere."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
from PIL import Image, PngImagePlugin

from core.files.docx import MAIN, WORD
from core.files.odt import MIMETYPE

PLACE = b"59.3293N 18.0686E"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def pdf(change=None, *, text: str = "", **saved) -> bytes:
    """One page; `change(pdf)` does the harm."""
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page(page_size=(200, 200))
    document.pages[0].Contents = document.make_stream(f"% {text}\n".encode())
    if change:
        change(document)
    document.save(out, compress_streams=False, **saved)
    return out.getvalue()


def action(kind: str, **more):
    def harm(document):
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(kind), **more)

    return harm


def script_in_a_button(document):
    """Not at the root: three dictionaries down, none of them an object of its own."""
    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    button = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, AA=pikepdf.Dictionary(U=script))
    document.pages[0].Annots = pikepdf.Array([button])


def attached(document):
    document.attachments["program.exe"] = b"MZ"


def link(document):
    """What may stand: an address that the reader follows."""
    leads = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
    document.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=leads)]
    )


def picture(kind: str = "PNG", size=(60, 30), mode: str = "RGB") -> bytes:
    """With place and comment, turned on its side as telephones do."""
    out = BytesIO()
    image = Image.new(mode, size, 255 if mode in "1LP" else None)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter
    exif[0x010E] = PLACE.decode()
    if kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("place", PLACE.decode())
        image.save(out, kind, pnginfo=said, exif=exif)
    else:
        image.save(out, kind, exif=exif, comment=PLACE)
    return out.getvalue()


def huge_png(side: int = 7_000) -> bytes:
    """Says 49 million points in a hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    head = struct.pack("!IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def package(parts: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return out.getvalue()


def relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        "</Relationships>"
    )


def docx(more: dict | None = None, *, main: str = MAIN, body: str = "") -> bytes:
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" '
            f'ContentType="{main}"/></Types>',
            "_rels/.rels": relation("officeDocument", "word/document.xml"),
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body><w:p>{body}</w:p></w:body></w:document>',
            **(more or {}),
        }
    )


def field(*pieces: str) -> str:
    return "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)


def odt(more: dict | None = None, *, body: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="{OPEN}{name if name != "draw" else "drawing"}:1.0"'
        for name in ("office", "text", "draw", "script")
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:scripts/>'
        f"<office:body>{body}</office:body></office:document-content>"
    )
    parts = {"mimetype": MIMETYPE, "content.xml": content, "META-INF/manifest.xml": _manifest(), **(more or {})}
    return package(parts, stored=("mimetype",))


def _manifest(inside: str = "") -> str:
    return f'<m:manifest xmlns:m="{OPEN}manifest:1.0">{inside}</m:manifest>'


def locked_odt() -> bytes:
    entry = '<m:file-entry><m:encryption-data m:checksum="x"/></m:file-entry>'
    return odt({"META-INF/manifest.xml": _manifest(entry)})


def bomb(megabytes: int = 120) -> bytes:
    """Some hundred kilobytes that unpack to more than a hundred megabytes."""
    return docx({"word/media/image1.png": b"\x00" * (megabytes * 1024 * 1024)})


def lying_bomb() -> bytes:
    """The same, but each entry's own words say it holds ten bytes."""
    content = bytearray(bomb())
    for start, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.find(start)
        while place >= 0:
            (said,) = struct.unpack_from("<I", content, place + at)
            if said > 10**8:
                struct.pack_into("<I", content, place + at, 10)
            place = content.find(start, place + 4)
    return bytes(content)


def many_entries(number: int = 1_001) -> bytes:
    return docx({f"word/media/{count}.png": b"" for count in range(number)})
