"""People who sign in, and the organisations they act for."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.enums import ROLE_LABELS, TenantKind
from fulcrum.kernel.actors import Actor, Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account; without a password nobody can sign in to it yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Look up by address, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("active"), default=True)
    is_invented = models.BooleanField(default=False, help_text="Part of the showcase.")
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or f"account {self.pk}"

    def get_full_name(self) -> str:
        """The name; Django's libraries ask for it."""
        return self.name


class TenantQuerySet(models.QuerySet["Tenant"]):
    """Reads of tenants."""

    def visible_to(self, actor: Actor) -> "TenantQuerySet":
        """The Secretariat's officers and the system see all, others their own."""
        if actor.is_system or actor.is_secretariat:
            return self
        return self.filter(pk=actor.tenant_id) if actor.tenant_id else self.none()


class Tenant(models.Model):
    """An organisation that signs in here: the wall around its data."""

    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=TenantKind.choices)
    is_invented = models.BooleanField(default=False, help_text="Part of the showcase.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[TenantQuerySet] = TenantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="secretariat"), name="one_secretariat"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of memberships."""

    def visible_to(self, actor: Actor) -> "MembershipQuerySet":
        """Those of the organisation acted for; the Secretariat's officers see every one."""
        if actor.is_system or actor.is_secretariat:
            return self
        return self.filter(tenant_id=actor.tenant_id) if actor.tenant_id else self.none()

    def live(self) -> "MembershipQuerySet":
        """Those that have not ended, of accounts that may sign in."""
        return self.filter(ended_at__isnull=True, user__is_active=True)


class Membership(models.Model):
    """A person's role in an organisation; ended, never deleted."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(r.value, ROLE_LABELS[r]) for r in Role])
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "tenant", "role"],
                condition=Q(ended_at__isnull=True),
                name="one_live_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role} of {self.tenant}"
