"""The kinds that a person chooses from."""

import pytest

from followup.core.kinds import BY_HAND, DECISIONS
from followup.models import Workspace
from followup.web.words.kinds import kinds_for


@pytest.mark.parametrize(("mode", "first"), [("personal", "Looking for work"), ("business", "Customers")])
def test_every_kind_that_may_be_recorded_is_offered_once_one_s_own_trade_first(mode, first):
    groups = kinds_for(Workspace(mode=mode))

    offered = [kind for _, kinds in groups for kind, _ in kinds]
    assert sorted(offered) == sorted(set(BY_HAND) - DECISIONS)
    assert groups[1][0] == first
