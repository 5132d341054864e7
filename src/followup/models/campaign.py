"""Who was written to and who was left alone, so that the use of a letter can be measured."""

from django.db import models

from .contact import Contact
from .workspace import Workspace


class Enrolled(models.Model):
    """A customer for whom a selling letter came due: written to, or left alone by the draw. What they did then is in the facts."""

    class Arm(models.TextChoices):
        WRITTEN = "written"
        LEFT_ALONE = "left_alone"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    #: The step, such as buyer/again, and the moment at which its letter came due for them.
    step = models.CharField(max_length=60)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="enrolled")
    arm = models.CharField(max_length=10, choices=Arm)
    joined_at = models.DateTimeField()
    #: By when an order counts as one that followed.
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "step", "contact", "joined_at"], name="enrolled_once"
            )
        ]
        verbose_name_plural = "enrolled"
