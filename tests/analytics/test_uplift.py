"""What a letter changed, as far as the customers can tell."""

from followup.analytics.uplift import Arm, needed_in_each, uplift


def test_a_difference_is_told_with_its_interval():
    found = uplift(written=Arm(4000, 1500), left_alone=Arm(400, 100))
    assert found.is_told
    assert found.sentence == (
        "Of 4,000 written to, 1,500 ordered; of 400 left alone, 100. "
        "The letter brought orders: 8 to 17 more of each 100 customers."
    )


def test_too_few_are_too_few_and_how_many_it_takes_is_said():
    found = uplift(written=Arm(120, 34), left_alone=Arm(13, 3))
    assert not found.is_told
    assert found.sentence == (
        "Of 120 written to, 34 ordered; of 13 left alone, 3. Too few to tell: it may have brought anything from "
        "23 fewer to 22 more of each 100 customers. To be sure it would take about 1,100 in each group."
    )


def test_the_interval_is_the_one_in_the_paper():
    found = uplift(
        written=Arm(70, 56), left_alone=Arm(80, 48)
    )  # Newcombe 1998, table II, case (a), method 10
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_none_out_of_ten_has_an_interval_too():
    found = uplift(written=Arm(10, 0), left_alone=Arm(20, 0))  # the same table, case (g)
    assert (round(found.low, 4), round(found.high, 4)) == (-0.1611, 0.2775)
    assert "no difference shows" in found.sentence


def test_a_letter_that_kept_people_away_is_told_as_such():
    found = uplift(written=Arm(1000, 100), left_alone=Arm(1000, 200))
    assert found.sentence.endswith("Those written to ordered less: 7 to 13 fewer of each 100 customers.")


def test_a_group_of_nobody_tells_nothing():
    found = uplift(written=Arm(40, 9), left_alone=Arm(0, 0))
    assert not found.is_told
    assert found.sentence.endswith("Too few to tell: somebody must be in both groups.")


def test_a_rise_from_29_to_33_in_100_takes_two_thousand_in_each_group():
    assert needed_in_each(0.29, 0.33) == 2098
