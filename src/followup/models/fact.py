"""Facts: what happened."""

from django.db import models

from followup.core.kinds import Kind

from .buyer_queries import BUYING
from .contact import Contact
from .fact_queries import FAR, FactQuerySet
from .imports import Import
from .message import Message
from .opportunity import Opportunity
from .workspace import Workspace

#: In the details of an order: the customer that its contact was taken for by the name alone.
BY_NAME = "by_name"


class Fact(models.Model):
    """Something that happened with one contact, told once by one source.

    Told twice it stays one row (`told_once`). `read_as` is what the source's reader made of it; `kind` is
    what holds, and differs from it only where the person corrected the fact (`corrected_at`): later
    readings change `read_as` alone.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="facts")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.SET_NULL, null=True, blank=True)
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in Kind])
    read_as = models.CharField(max_length=24, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    thread = models.CharField(max_length=40, blank=True)
    #: The sentence that made it so, in the source's own words.
    says = models.TextField(blank=True)
    #: Of a letter or a decision: the step, and the fact which called for it.
    step = models.CharField(max_length=60, blank=True)
    because = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    asks = models.BooleanField(default=False)
    by_machine = models.BooleanField(default=False)
    sure = models.BooleanField(default=True)
    details = models.JSONField(default=dict)
    #: What the source said it is about ({"kind", "title", "organisation", "reference"}), so that the
    #: opportunity can be found anew when a mail arrives late; empty where it said nothing.
    about = models.JSONField(null=True, blank=True)
    #: The firm named there, its name folded: the claims about one firm are found by it.
    firm = models.CharField(max_length=200, blank=True)
    #: mail | calendar | cards | orders | outbox | hand
    source = models.CharField(max_length=20)
    source_key = models.CharField(max_length=200)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True)
    origin = models.ForeignKey(Import, on_delete=models.CASCADE, null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "source", "source_key"], name="told_once"),
        ]
        indexes = [
            models.Index(fields=["contact", "at"], name="fact_contact"),
            models.Index(fields=["opportunity", "at"], name="fact_opportunity"),
            models.Index(fields=["workspace", "thread"], name="fact_thread"),
            models.Index(fields=["workspace", "at"], name="fact_question", condition=models.Q(sure=False)),
            # What happened lately, across the whole workspace: reply time looks at some weeks.
            models.Index(fields=["workspace", "at"], name="fact_at"),
            # Outcomes and the people who helped are looked for across the whole workspace.
            models.Index(fields=["workspace", "kind"], name="fact_far", condition=models.Q(kind__in=FAR)),
            # Orders are counted again and again, and are few among ten years of mail: all that it takes is in the index.
            models.Index(
                fields=["workspace", "sure", "contact", "at", "kind"],
                name="fact_orders",
                condition=models.Q(kind__in=BUYING),
            ),
            models.Index(
                fields=["workspace", "contact"],
                name="fact_about",
                condition=models.Q(about__isnull=False),
            ),
            models.Index(
                fields=["workspace", "firm"],
                name="fact_firm",
                condition=models.Q(about__isnull=False),
            ),
        ]

    @property
    def asks_whose(self) -> bool:
        """Whether the question is only who the customer is."""
        return not self.sure and BY_NAME in self.details
