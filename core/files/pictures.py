"""A picture is drawn anew from its points: place, camera, comments and whatever else came with it stay behind."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from core.files.faults import Fault, FileFault
from core.files.kinds import MOST_PIXELS, FileKind

QUALITY = 90
READERS = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG"}
FORMATS = {FileKind.PNG: {"PNG"}, FileKind.JPEG: {"JPEG", "MPO"}}  # MPO: a telephone's photo with a second one inside
MODES = {FileKind.PNG: ("1", "L", "LA", "RGB", "RGBA"), FileKind.JPEG: ("L", "RGB")}


def rebuilt(content: bytes, kind: FileKind) -> bytes:
    """The first picture of the file, turned as it is meant to be seen. Raises FileFault."""
    Image.MAX_IMAGE_PIXELS = None  # asked below, by our own limit and before a point is read
    try:
        with Image.open(BytesIO(content), formats=[READERS[kind]]) as opened:
            if opened.format not in FORMATS[kind]:
                raise FileFault(Fault.OTHER_CONTENT)
            if opened.width * opened.height > MOST_PIXELS:
                raise FileFault(Fault.TOO_MANY_PIXELS)
            opened.load()
            return _saved(_plain(ImageOps.exif_transpose(opened), kind), kind)
    except UnidentifiedImageError:
        raise FileFault(Fault.DAMAGED) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # what Pillow says of files that end or lie
        raise FileFault(Fault.DAMAGED) from None


def _plain(picture: Image.Image, kind: FileKind) -> Image.Image:
    """Points only, in one of the few ways of telling colours that every reader knows."""
    if picture.mode not in MODES[kind]:
        see_through = kind is FileKind.PNG and "transparency" in picture.info
        picture = picture.convert("RGBA" if see_through else "RGB")
    plain = picture.copy()
    plain.info = {}
    return plain


def _saved(picture: Image.Image, kind: FileKind) -> bytes:
    out = BytesIO()
    if kind is FileKind.JPEG:
        picture.save(out, "JPEG", quality=QUALITY)
    else:
        picture.save(out, "PNG")
    return out.getvalue()
