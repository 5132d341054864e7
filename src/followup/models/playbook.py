"""The user's own playbooks and overrides, as the TOML text they wrote."""

from django.db import models

from .workspace import Workspace


class PlaybookText(models.Model):
    """A playbook file of a workspace. One named like a shipped file overrides its steps one by one."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    name = models.CharField(max_length=60)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="playbook_once")]
