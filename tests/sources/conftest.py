"""What the tests of sources share."""

from tests.dovecot import dovecot

__all__ = ["dovecot"]
