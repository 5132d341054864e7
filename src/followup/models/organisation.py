"""Employers and customer firms."""

from django.db import models

from .workspace import Workspace


class Organisation(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    #: The name folded for matching ("brandt keramik" for "Brandt Keramik GmbH").
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=253, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="organisation_once")]
        indexes = [models.Index(fields=["workspace", "domain"], name="organisation_domain")]

    def __str__(self) -> str:
        return self.name
