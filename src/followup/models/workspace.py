"""Workspaces, who may enter them, and the name that their letters carry."""

from django.conf import settings
from django.db import models


class Workspace(models.Model):
    """What one person or team shares: contacts, facts, letters, accounts."""

    class Mode(models.TextChoices):
        PERSONAL = "personal", "looking for work"
        BUSINESS = "business", "a business"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.PERSONAL)
    created_at = models.DateTimeField()
    #: How many follow-ups a day a person can do (DESIGN: room in the day).
    room = models.PositiveSmallIntegerField(default=12)
    #: Within how many working hours whoever writes should have an answer.
    answer_hours = models.PositiveSmallIntegerField(default=2)
    #: True for the shipped demo: nothing is ever sent but to loopback.
    is_demo = models.BooleanField(default=False)
    #: Goes up with every change that a page may show; pages poll it.
    changes = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A user who may enter a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="member_once")]


class Sender(models.Model):
    """Our own name, signature and contact block, and where and when we work."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="sender")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    mobile = models.CharField(max_length=60, blank=True)
    landline = models.CharField(max_length=60, blank=True)
    postal = models.TextField(blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    #: The last line of a commercial letter: how to be written to no more.
    opt_out_text = models.TextField(blank=True)
    timezone = models.CharField(max_length=60, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)
    work_start = models.TimeField(default="09:00")
    work_end = models.TimeField(default="17:00")

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"
