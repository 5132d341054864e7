"""Who will buy again, as it was last worked out: derived from the orders, and worked out anew from them at any time."""

from django.db import models

from .contact import Contact
from .workspace import Workspace


class Ranking(models.Model):
    """How the customers of a workspace were last ranked: by what, how well that did before, and what is expected of all."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="ranking")
    made_at = models.DateTimeField()
    #: What the orders looked like then: where it is different now, the ranking is stale.
    seen = models.CharField(max_length=80, blank=True)
    #: The name of the ranker that was chosen (analytics.rankers), and the sentence that says why.
    ranker = models.CharField(max_length=40)
    sentence = models.TextField(blank=True)
    customers = models.PositiveIntegerField(default=0)
    #: Of the back-test: [{"ranker", "auc", "low", "high", "top_share", "customers", "origins"}, …], best first.
    trials = models.JSONField(default=list)
    #: {"days", "orders": [of, low, high], "worth": {currency: [of, low, high]}, "model", "parameters"}; empty where the
    #: data cannot tell.
    expected = models.JSONField(default=dict)


class Buyer(models.Model):
    """One customer in the ranking; every number stands on the facts `ordered`, `delivered` and `returned` of the contact."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="buyer")
    #: 1 is most likely to buy again.
    rank = models.PositiveIntegerField()
    #: Whether they are among the fifth who are most likely to.
    is_likely = models.BooleanField(default=False)
    #: Days with orders (those of one day count once), and orders that came back.
    orders = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    #: What they spent less what went back, in the currency of most of their orders; null where no order says.
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    #: The median of the days between their orders, null before there are two such spans; and when the next is due by it.
    usual_gap = models.FloatField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    #: Orders expected in the ranking's `expected["days"]`, and what they are worth, each with its interval (80 %).
    expected = models.FloatField(null=True, blank=True)
    expected_low = models.FloatField(null=True, blank=True)
    expected_high = models.FloatField(null=True, blank=True)
    worth = models.FloatField(null=True, blank=True)
    worth_low = models.FloatField(null=True, blank=True)
    worth_high = models.FloatField(null=True, blank=True)
    #: Orders of each of the last 24 months, the oldest first, as “0 0 1 …”.
    months = models.CharField(max_length=120, blank=True)
    #: The things of the last order, one a line.
    last_items = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "rank"], name="buyer_rank"),
            models.Index(fields=["workspace", "next_at"], name="buyer_next"),
        ]
