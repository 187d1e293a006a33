"""Keys of protected subjects (in the `vault` database) and tombstones (in the main one)."""

from django.db import models


class Recipient(models.Model):
    """One generation of an organisation's key pair.

    Only the private key is kept, sealed under the installation's vault key; the public key is
    derived from it, so that nobody who can write this table can slip in a key of their own.
    """

    tenant_id = models.BigIntegerField()
    generation = models.IntegerField(default=1)
    sealed_private_key = models.BinaryField()
    key_id = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "generation"], name="recipient_generation")
        ]

    def __str__(self) -> str:
        return f"keys of organisation {self.tenant_id}, generation {self.generation}"


class WrappedKey(models.Model):
    """A subject's data key, wrapped for one organisation, one purpose and one consent."""

    subject = models.CharField(max_length=100)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="wrapped_keys")
    purpose = models.CharField(max_length=80)
    consent = models.CharField(max_length=100, blank=True)
    wrapped = models.BinaryField()
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "recipient", "purpose"], name="one_wrap_for_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"key of {self.subject} for {self.purpose}"


class RecoveryKey(models.Model):
    """A key pair whose private half exists only as the custodians' shares."""

    public_key = models.BinaryField()
    seal = models.BinaryField()
    key_id = models.CharField(max_length=8)
    threshold = models.IntegerField()
    share_digests = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"recovery key {self.pk}, {self.threshold} of {len(self.share_digests)}"


class RecoveryWrap(models.Model):
    """A subject's data key, wrapped for the custodians together."""

    subject = models.CharField(max_length=100)
    recovery_key = models.ForeignKey(RecoveryKey, models.CASCADE, related_name="wraps")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "recovery_key"], name="one_recovery_wrap")
        ]

    def __str__(self) -> str:
        return f"recovery of {self.subject}"


class Tombstone(models.Model):
    """A subject that was erased; replayed after a restore, so that it stays so."""

    subject = models.CharField(max_length=100, unique=True)
    erased_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.subject} erased"
