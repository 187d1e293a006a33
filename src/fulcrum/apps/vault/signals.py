"""What the vault tells the audit log, which stands above it."""

from django.dispatch import Signal

# Sent as (sender=None, actor, subject, verb, values) inside the transaction of what is recorded;
# a receiver that fails stops the opening.
vault_used = Signal()
