"""The notebook of the documentation, run by Jupyter, which the build installs."""

from pathlib import Path

import pytest

from docs.notebook import executed

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


def test_jupyter_runs_the_notebook(built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell shows its result, with citations that lead to the passages, and a table by pandas."""
    for name in ("nbconvert", "ipykernel", "pandas"):
        pytest.importorskip(name)
    monkeypatch.setenv("LOTSE_INDEX", str(built_index))
    shown = executed(tmp_path).read_text("utf-8")
    assert "»Ca. 279.000 Euro Jahresbudget für 2013" in shown
    document = "handlungsansaetze-langzeitleistungsbezug-2013"
    assert f'<a href="http://127.0.0.1:8000/#dokument={document}&amp;start=' in shown
    assert "JUMITA (Junge Mütter in Teilzeit Ausbildung)</a></b>" in shown
    assert '<table border="1" class="dataframe">' in shown
    assert "Error" not in shown.partition("<main>")[2]
