"""What is in deploy/: it fits the service."""

import json
import re
from pathlib import Path

import yaml

from tests.docs.markdown import ROOT
from tests.service.conftest import serving, wait_until

DEPLOY = ROOT / "deploy"


def test_alerts_and_panels_name_figures_that_exist(built_index: Path) -> None:
    """All but those that Prometheus adds, and those of a model, which appear with one."""
    rules = [
        rule
        for group in yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))["groups"]
        for rule in group["rules"]
    ]
    panels = json.loads((DEPLOY / "grafana.json").read_text("utf-8"))["panels"]
    asked = [rule["expr"] for rule in rules] + [target["expr"] for panel in panels for target in panel["targets"]]
    assert len(asked) == 13
    assert len({rule["alert"] for rule in rules}) == 8
    with serving(built_index, metrics=True) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        client.post("/api/search", json={"question": "Was kostet JUMITA?"})
        known = set(re.findall(r"^(\w+)", client.get("/metrics").text, re.MULTILINE))
    named = {name for expression in asked for name in re.findall(r"\b(?:lotse|process)_\w+", expression)}
    assert {name for name in named - known if not name.startswith("lotse_model_")} == set()
