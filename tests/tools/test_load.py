"""A few seconds of the load test on a small base; `make load` runs it whole."""

import json
import subprocess
import sys
from pathlib import Path

from tools import generate_base
from tools.load.client import Answer
from tools.load.mix import SHARES
from tools.load.people import wrong_page
from tools.load.proof import missing
from tools.load.reports import report

ROOT = Path(__file__).parents[2]


def test_under_load_nothing_fails_and_nothing_that_was_acknowledged_is_lost(tmp_path: Path) -> None:
    base, out = tmp_path / "small.db", tmp_path / "load.json"
    generate_base.main([str(base), "--events", "5000"])
    asked = ["--seconds", "6", "--base", str(base), "--readers", "3", "--coders", "1", "--workers", "1"]
    run = [sys.executable, "-m", "tools.load", *asked, "--out", str(out)]
    assert subprocess.run(run, cwd=ROOT, check=False, timeout=120).returncode == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["done"], found["errors"], found["lost"]) == (True, {}, [])
    assert found["reads"]["asked"] > 0
    assert found["reports added"] > 0
    assert set(found["servers"]) == {"readers", "writers"}
    assert 0 < found["processor milliseconds a read"] < 1000
    # What is not there is seen.
    lost = missing(out.with_suffix(".db"), ["load-1-999999"], ["nothing"])
    assert lost == ["report load-1-999999 is lost", "decision nothing is lost"]


def test_the_mix_is_of_a_hundred() -> None:
    assert sum(SHARES.values()) == 100


def test_half_an_answer_is_an_error() -> None:
    html = {"content-type": "text/html; charset=utf-8"}
    assert wrong_page(Answer(200, html, b"<html></html>\n")) is None
    assert wrong_page(Answer(200, html, b"<html>")) == "a page without its end"
    assert wrong_page(Answer(200, {"content-type": "application/json"}, b'{"a": 1')) == "JSON without its end"
    assert wrong_page(Answer(429, html, b"<html></html>")) == "status 429"
    assert wrong_page(Answer(200, {}, b"")) == "nothing"


def test_reports_are_made_up_anew_and_the_same_each_time() -> None:
    made = [report(1, number) for number in range(50)]
    assert made == [report(1, number) for number in range(50)]
    assert len({one["text"] for one in made}) == 50
