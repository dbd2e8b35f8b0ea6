"""A QR code as one path of an SVG drawing, the same in page and PDF; nothing is fetched and nothing stands inline."""

from dataclasses import dataclass

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of nothing around it, as the standard asks


@dataclass(frozen=True)
class Drawing:
    """`path` lies in a square of `size` units."""

    size: int
    path: str


def draw(text: str) -> Drawing:
    made = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    made.add_data(text)
    made.make(fit=True)
    matrix = made.get_matrix()
    dots = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark)
    return Drawing(len(matrix), "".join(dots))
