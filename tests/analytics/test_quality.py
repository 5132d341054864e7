"""The quality of a ranking: pairs in the right order, and orders in the best-ranked fifth."""

import numpy as np
import pytest

from followup.analytics.quality import quality


def test_the_auc_counts_pairs_put_in_the_right_order_and_equals_by_half():
    draw = np.random.default_rng(5)
    scores = draw.integers(0, 6, 60).astype(float)
    orders = draw.poisson(0.7, 60).astype(float)
    pairs = [
        (scores[one] > scores[other]) + 0.5 * (scores[one] == scores[other])
        for one in np.flatnonzero(orders > 0)
        for other in np.flatnonzero(orders == 0)
    ]
    assert quality(scores, orders).auc == pytest.approx(np.mean(pairs), abs=1e-12)


def test_the_error_of_the_auc_is_what_repeated_draws_show():
    draw = np.random.default_rng(7)
    found = []
    for _ in range(400):
        ordered = np.arange(120) < 40
        scores = draw.normal(size=120) + 0.8 * ordered
        reached = quality(scores, ordered.astype(float))
        found.append((reached.auc, reached.auc_pull @ reached.auc_pull))
    aucs, variances = np.array(found).T
    assert np.sqrt(variances.mean()) == pytest.approx(aucs.std(), rel=0.1)


def test_the_best_fifth_is_held_to_the_orders_it_placed():
    scores = np.arange(10.0)
    orders = np.array([1.0, 0, 0, 1, 0, 0, 0, 0, 2, 4])
    assert quality(scores, orders).top_share == 6 / 8


def test_equals_across_the_border_of_the_fifth_count_in_part():
    scores = np.array([0.0, 0, 0, 0, 0, 0, 5, 5, 5, 5])
    orders = np.array([0.0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    assert quality(scores, orders).top_share == 0.5


def test_nothing_pulls_at_the_figures_more_than_others_pull_back():
    draw = np.random.default_rng(2)
    reached = quality(draw.normal(size=50), draw.poisson(1, 50).astype(float))
    assert reached.auc_pull.sum() == pytest.approx(0, abs=0.01)
    assert reached.top_pull.sum() == pytest.approx(0, abs=1e-12)
