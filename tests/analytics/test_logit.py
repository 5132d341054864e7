"""Regressions that learn from past orders."""

import numpy as np
import pytest

from followup.analytics.logit import chance_of_ordering, orders_to_come

DRAW = np.random.default_rng(1)
FEATURES = DRAW.normal(size=(20_000, 2))
ALIKE = np.ones(len(FEATURES))


def slopes(learnt):
    """The weights by the features as they are given."""
    return learnt.weights[1:] / learnt.spread


def test_a_logit_finds_the_weights_that_chances_were_drawn_with():
    chance = 1 / (1 + np.exp(1 - FEATURES @ [0.8, -0.5]))
    ordered = (np.random.default_rng(2).random(len(chance)) < chance).astype(float)
    assert slopes(chance_of_ordering(FEATURES, ordered, counts_for=ALIKE)) == pytest.approx(
        [0.8, -0.5], abs=0.05
    )


def test_numbers_of_orders_find_theirs():
    orders = np.random.default_rng(3).poisson(np.exp(-0.5 + FEATURES @ [0.6, 0.2])).astype(float)
    assert slopes(orders_to_come(FEATURES, orders, counts_for=ALIKE)) == pytest.approx([0.6, 0.2], abs=0.03)


def test_customers_who_count_twice_weigh_as_if_there_were_two():
    features, orders = FEATURES[:200], np.random.default_rng(4).poisson(1.0, 200).astype(float)
    weight = np.where(np.arange(200) < 50, 2.0, 1.0)
    twice = np.concatenate([np.arange(200), np.arange(50)])
    weighed = orders_to_come(features, orders, counts_for=weight)
    repeated = orders_to_come(features[twice], orders[twice], counts_for=np.ones(250))
    assert weighed.scores(features) == pytest.approx(repeated.scores(features))


def test_a_feature_that_tells_all_from_nothing_has_a_bounded_weight():
    features = np.arange(40.0)[:, None]
    learnt = chance_of_ordering(features, (features[:, 0] >= 20).astype(float), counts_for=np.ones(40))
    assert np.isfinite(learnt.weights).all()
    assert (np.diff(learnt.scores(features)) > 0).all()


def test_a_feature_that_is_the_same_for_all_says_nothing():
    features = np.column_stack([FEATURES[:100, 0], np.ones(100)])
    learnt = orders_to_come(features, np.arange(100.0) % 3, counts_for=np.ones(100))
    assert learnt.weights[2] == 0
