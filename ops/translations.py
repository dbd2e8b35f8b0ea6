"""Compile locale/*.po to .mo: python -m ops.translations. Run by the environment's python (polib)."""

from ops.paths import ROOT


def compile_all() -> None:
    import polib

    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


if __name__ == "__main__":
    compile_all()
