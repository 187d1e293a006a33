"""What a session holds about how somebody proved who they are."""

import time
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.sessions import (
    forget_second_factor,
    is_verified,
    keep_stepped_up,
    mark_proved,
    proofs,
    sign_in_counts_as_step_up,
)


@pytest.fixture
def request_of(rf: RequestFactory, colleague: Membership) -> Any:
    """A request of somebody who has proved nothing yet."""
    request: Any = rf.get("/")
    request.session, request.user = SessionStore(), colleague.user
    return request


def test_nothing_proved_is_nothing_to_step_up_with(request_of: Any) -> None:
    sign_in_counts_as_step_up(request_of)
    assert proofs(request_of) == []
    assert not is_verified(request_of)


def test_a_password_alone_is_no_second_factor(request_of: Any) -> None:
    mark_proved(request_of, request_of.user, "password")
    assert not is_verified(request_of)
    mark_proved(request_of, request_of.user, "mfa", type="totp")
    assert is_verified(request_of)


def test_a_factor_that_is_gone_proves_nothing(request_of: Any) -> None:
    mark_proved(request_of, request_of.user, "password")
    mark_proved(request_of, request_of.user, "mfa", type="totp")
    forget_second_factor(request_of)
    assert [proof["method"] for proof in proofs(request_of)] == ["password"]


def test_only_the_proof_just_given_counts_as_step_up(request_of: Any) -> None:
    mark_proved(request_of, request_of.user, "password")
    sign_in_counts_as_step_up(request_of)
    assert proofs(request_of)[-1]["reauthenticated"] is True


def test_a_proof_can_be_made_to_last(request_of: Any) -> None:
    mark_proved(request_of, request_of.user, "mfa", type="showcase")
    keep_stepped_up(request_of, 3600)
    assert proofs(request_of)[-1]["at"] > time.time() + 3500
