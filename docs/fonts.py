"""Makes the fonts of the page out of those of the npm package @fontsource/fira-sans: `make fonts`.

`python docs/fonts.py FOLDER` takes the package's folder. Needs fonttools and brotli.
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset

TO = Path(__file__).parents[1] / "service" / "static" / "fonts"
WEIGHTS = ("400", "500", "600")
LETTERS = ",".join(
    (
        *("U+0020-007E", "U+00A0-00FF", "U+0131", "U+0152-0153"),
        *("U+2013-2014", "U+2018-201A", "U+201C-201E", "U+2022", "U+2026", "U+2039-203A", "U+20AC", "U+2212"),
    )
)
FEATURES = "kern,liga,tnum,lnum,mark,mkmk,ccmp,locl"


def main(package: Path) -> None:
    """Write the three subsets and their licence."""
    TO.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        source = package / "files" / f"fira-sans-latin-{weight}-normal.woff2"
        target = TO / f"fira-sans-{weight}.woff2"
        options = (f"--output-file={target}", f"--unicodes={LETTERS}", f"--layout-features={FEATURES}")
        subset.main([str(source), "--flavor=woff2", "--no-hinting", "--desubroutinize", *options])
    shutil.copyfile(package / "LICENSE", TO / "LICENSE.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
