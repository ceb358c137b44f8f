"""The provenance of figures."""

import subprocess
from pathlib import Path

from service.evaluation.provenance import git_commit


def test_the_commit_is_that_of_the_tree_with_the_program(tmp_path: Path) -> None:
    """Changed files add a `+`; a folder that isn't tracked has no commit."""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    assert git_commit(tmp_path) is None
    subprocess.run([*git, "init", "--quiet"], check=True)
    own, installed = tmp_path / "own", tmp_path / "installed"
    for folder in (own, installed):
        folder.mkdir()
        (folder / "a.py").write_text("1\n")
    subprocess.run([*git, "add", "own"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "x"], check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert (git_commit(own), git_commit(installed)) == (head, None)
    (own / "a.py").write_text("2\n")
    assert git_commit(own) == f"{head}+"
