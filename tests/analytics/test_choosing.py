"""The choice of a ranker: by what it would have foretold before, and never by chance."""

import numpy as np

from followup.analytics.choosing import choose
from followup.analytics.looking import Look, look
from followup.analytics.purchases import Floats, Purchases, purchases
from followup.analytics.rankers import RANK_AVERAGE, Ranker
from tests.analytics.shops import OPENING, by_chance, shop

DAYS = 600


def whole(bought: Purchases, *, days: int = 60) -> Look:
    return look(bought, day=OPENING + DAYS, days=days)


def odd_ones_first(known: Look) -> Floats:
    """Customers with an odd number."""
    return (known.seen.customer % 2).astype(np.float64)


def even_ones_first(known: Look) -> Floats:
    return -odd_ones_first(known)


ODD = Ranker("odd", "whether their number is odd", odd_ones_first)
EVEN = Ranker("even", "whether their number is even", even_ones_first)


def fewest_first(known: Look) -> Floats:
    """Customers who ordered the fewest times."""
    return -known.orders.astype(np.float64)


FEWEST = Ranker("fewest", "how few orders they placed", fewest_first)


def where_everybody_comes_twice() -> Purchases:
    """People who order a second time within two months, and never again."""
    draw = np.random.default_rng(3)
    first = draw.integers(0, DAYS, 500)
    second = first + draw.integers(5, 55, 500)
    return purchases(
        np.arange(500).repeat(2), OPENING + np.stack([first, second]).T.ravel(), np.full(1000, 10.0)
    )


def test_the_planted_better_ranker_is_found():
    choice = choose(whole(where_everybody_comes_twice()), (RANK_AVERAGE, EVEN, FEWEST))
    assert choice.ranker is FEWEST
    assert choice.sentence.startswith("Customers are ranked by how few orders they placed.")


def test_among_people_who_order_by_chance_the_default_stays():
    chosen = [
        choose(whole(by_chance(400, days=DAYS, seed=seed)), (RANK_AVERAGE, ODD, EVEN)) for seed in range(8)
    ]
    assert {each.ranker.name for each in chosen} == {"rank-average"}
    assert "no other way did better by more than chance" in chosen[0].sentence


def test_regular_customers_are_ranked_by_their_rhythm():
    grocer = shop(700, days=DAYS, gap=25, steadiness=4, stays=300, joins_within=90, seed=2)
    assert choose(whole(grocer)).ranker.name == "own-interval"


def test_the_best_stands_first_and_the_figures_are_in_the_sentence():
    grocer = shop(700, days=DAYS, gap=25, steadiness=4, stays=300, joins_within=90, seed=2)
    choice = choose(whole(grocer))
    first = choice.trials[0]
    assert first.low < first.auc < first.high
    assert f"in {100 * first.auc:.1f} of 100 cases" in choice.sentence


def test_learning_is_tried_from_a_thousand_customers_on():
    few = choose(whole(shop(900, days=DAYS)))
    many = choose(whole(shop(1300, days=DAYS)))
    assert "learnt" not in {each.ranker for each in few.trials}
    assert "learnt" in {each.ranker for each in many.trials}


def test_a_short_history_is_looked_at_over_a_shorter_time_ahead():
    choice = choose(whole(shop(400, days=DAYS, gap=20), days=365))
    assert "199 days ahead" in choice.sentence


def test_customers_who_never_came_back_cannot_tell():
    bought = purchases(np.arange(300), OPENING + np.arange(300), np.full(300, 10.0))
    choice = choose(whole(bought))
    assert choice.ranker is RANK_AVERAGE
    assert choice.sentence.startswith("No customer has ordered on a second day yet.")


def test_too_few_who_came_back_cannot_tell():
    who = np.concatenate([np.arange(200), np.arange(4)])
    day = OPENING + np.concatenate([np.arange(200), 250 + np.arange(4)])
    choice = choose(whole(purchases(who, day, np.full(len(who), 10.0))))
    assert choice.trials == ()
    assert "too few customers came back" in choice.sentence


def test_a_big_shop_is_looked_at_in_part_and_this_is_said():
    choice = choose(whole(shop(21_000, days=DAYS, gap=120)), (RANK_AVERAGE, ODD))
    assert "customers were looked at for this." in choice.sentence
    assert 18_000 < choice.trials[0].customers < 21_000
