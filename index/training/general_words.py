"""Lists the words of German and English: `python -m index.training.general_words OUTPUT FILE...`.

The files have a word a line: `words` of enz/german-wordlist, and SCOWL's lists as Debian's packages `wamerican` and
`wbritish` install them.
"""

import sys
from pathlib import Path

from corpus.text.folding import fold
from index.analyser import Analyser

_SHORTEST = 5
_POSSESSIVE = "'"
_HEADING = """\
# Words of German and English in general, as the analyser stems them: they are not misspelt. Read by index/spelling.py.
# Made by index/training/general_words.py from https://github.com/enz/german-wordlist (CC0 1.0) and from
# SCOWL (http://wordlist.aspell.net; Copyright 2000-2019 by Kevin Atkinson): see corpus/data/scowl.copyright.
"""


def general_words(paths: list[Path]) -> list[str]:
    """Return the sorted stems of all words of the files that are long enough to be corrected."""
    words = {
        fold(word)
        for path in paths
        for word in path.read_text("utf-8").split()
        if _POSSESSIVE not in word and len(word) >= _SHORTEST
    }
    return sorted({stem for stem in Analyser().stems(word for word in words if word.isalpha()) if len(stem) > 1})


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(_HEADING + "".join(f"{stem}\n" for stem in general_words([*map(Path, sys.argv[2:])])))
