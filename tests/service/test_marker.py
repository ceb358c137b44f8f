"""A marker word in questions is found nowhere afterwards."""

from pathlib import Path

import pytest

from tests.benchmarks.privacy import leave_traces


@pytest.mark.slow
def test_no_question_is_kept_anywhere(tmp_path: Path) -> None:
    """By every route, good and bad, at DEBUG, with the model down; `python -m tests.benchmarks.privacy` asks 10,000."""
    statuses, found, searched = leave_traces(tmp_path, 150)
    assert statuses.keys() == {200, 204, 400, 404, 422}
    assert sum(statuses.values()) == 150
    assert searched > 10
    assert found == []
