"""Tests that need a server are left out where there is none."""

from tests.postgres import THERE

collect_ignore_glob = [] if THERE else ["test_*.py"]
