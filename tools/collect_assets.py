"""Copies the few style sheets and fonts that the portal uses out of the npm packages into node_modules/.portal.

The packages hold 46 MB, the portal uses less than one. WeasyPrint reads TrueType twice as fast as WOFF2, so the PDF's fonts are
unpacked here, once, with the two files that npm splits each font into put together again.
"""

import shutil
import tempfile
from pathlib import Path

MODULES = Path(__file__).resolve().parent.parent / "node_modules"
TARGET = MODULES / ".portal"
STYLES = {
    "theme.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    "components.css": "@utrecht/component-library-css/dist/index.css",
}
FONTS = MODULES / "@fontsource" / "noto-sans" / "files"
STYLES_OF_FONT = ("400-normal", "400-italic", "700-normal")
SUBSETS = ("latin", "latin-ext")


def write_truetype(style: str, target: Path) -> None:
    """One TrueType file with the characters of all subsets."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in SUBSETS:
            font = TTFont(FONTS / f"noto-sans-{subset}-{style}.woff")
            font.flavor = None
            # The table of style axes means nothing for a single style, and the merger does not know it.
            if "STAT" in font:
                del font["STAT"]
            part = Path(folder) / f"{subset}.ttf"
            font.save(part)
            parts.append(str(part))
        Merger().merge(parts).save(target)


def main() -> None:
    fonts = TARGET / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for name, source in STYLES.items():
        shutil.copyfile(MODULES / source, TARGET / name)
    for style in STYLES_OF_FONT:
        for subset in SUBSETS:
            name = f"noto-sans-{subset}-{style}.woff2"
            shutil.copyfile(FONTS / name, fonts / name)
        write_truetype(style, fonts / f"noto-sans-{style}.ttf")
    licences = {"NLDS-LICENSE.md": "@utrecht/component-library-css/LICENSE.md", "NOTO-SANS-LICENSE.txt": "@fontsource/noto-sans/LICENSE"}
    for name, source in licences.items():
        shutil.copyfile(MODULES / source, TARGET / name)


if __name__ == "__main__":
    main()
