"""The cost model: worked out by hand once, and the page holds what the figures give."""

import json

import pytest

from tools import cost_model

COSTS = {
    "words": 250,
    "events": 2.0,
    "ms": {"read": 10.0, "filter": 1.0, "code": 50.0, "keep": 20.0},
    "bytes": {"capture": 8000, "parquet": 4000, "base": 20_000},
}


def test_a_day_of_articles_is_worked_out_of_what_one_costs() -> None:
    # 500 words cost twice: 10 + 2 x 50 ms on workers, and 20 ms of writing.
    assert cost_model.seconds(COSTS, filtered=False) == pytest.approx({"work": 0.110, "keep": 0.020})
    # 10 + 2 x 1 + 0.274 x 100 ms; what is kept of 20 ms.
    assert cost_model.seconds(COSTS, filtered=True) == pytest.approx({"work": 0.0394, "keep": 0.00548})
    assert cost_model.stored(COSTS, filtered=True) == pytest.approx(
        {"capture": 8000, "parquet": 2192, "base": 10_960}
    )
    # 1,000,000 x 0.110 s / 86,400 s / 0.7
    assert cost_model.rows(COSTS)[2] == "| 1,000,000 | all | 1.8 | 0.3 | 8.0 GB | 8.0 GB | 40.0 GB |"
    assert cost_model.rows(COSTS)[-1].startswith(
        "| 100,000,000 | what the filter keeps (27%) | 65 | 9.1 | 800.0 GB |"
    )


@pytest.mark.docs
def test_the_page_holds_what_the_figures_give() -> None:
    costs = json.loads(cost_model.COSTS.read_text(encoding="utf-8"))
    page = cost_model.PAGE.read_text(encoding="utf-8")
    assert cost_model.written(page, costs) == page
