"""System libraries and fonts that PDF needs: the machine's own, else unpacked beside the checkout."""

import ctypes.util
from pathlib import Path

from ops import debian
from ops.paths import LOCAL, ROOT

PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset", "gobject-2.0", "fontconfig")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def environment() -> dict[str, str]:
    """What a process that makes PDF must have in its environment. The same glyphs on every machine."""
    env = {"FONTCONFIG_FILE": str(_fonts_conf())}
    if not all(ctypes.util.find_library(name) for name in PANGO):
        env = debian.with_libraries(env, debian.library_folders(debian.unpack("pango", *PANGO_PACKAGES)))
    return env


def _fonts_conf() -> Path:
    """A fontconfig file that knows the repository's fonts and no others."""
    LOCAL.mkdir(exist_ok=True)
    path = LOCAL / "fonts.conf"
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{ROOT / 'static' / 'fonts'}</dir><cachedir>{LOCAL / 'font-cache'}</cachedir></fontconfig>\n"
    )
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return path
