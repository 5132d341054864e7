"""Signing in with a provider: a sign-in that waits for its person, and the grant that it ends with."""

from django.db import models

from .workspace import Workspace


class SignIn(models.Model):
    """A sign-in that has begun; the row goes when it ends."""

    class Way(models.TextChoices):
        #: A code that is typed in on another page.
        DEVICE = "device"
        #: The provider's page, which sends the browser back.
        BROWSER = "browser"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    issuer = models.CharField(max_length=20)
    address = models.CharField(max_length=320)
    client_id = models.CharField(max_length=300)
    way = models.CharField(max_length=8, choices=Way)
    #: What will be connected: URLs of the mailbox and of the server to send by.
    urls = models.JSONField(default=list)
    #: What the person needs: the page, and the code to type in there.
    link = models.TextField()
    user_code = models.CharField(max_length=40, blank=True)
    interval = models.PositiveIntegerField(default=5)
    #: What only we may know, as JSON, encrypted: the device code, or the state and the proof.
    secret = models.BinaryField(default=bytes)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    #: Somebody is asking for its tokens until then: they are given once.
    lease_until = models.DateTimeField(null=True, blank=True)


class Grant(models.Model):
    """What a sign-in gave us: the tokens of one address, which its accounts share."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    issuer = models.CharField(max_length=20)
    address = models.CharField(max_length=320)
    client_id = models.CharField(max_length=300)
    #: The tokens as JSON, encrypted as passwords are.
    secret = models.BinaryField(default=bytes)
    #: When the access token runs out.
    expires_at = models.DateTimeField()
    #: The provider no longer accepts it: nothing is tried until the person signs in again.
    is_over = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    #: Who renews it just now: a token that renews may work only once.
    claimed_by = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "issuer", "address"], name="granted_once")
        ]
