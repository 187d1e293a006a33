"""Declaring who may call a view, and asking again for proof."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory

from fulcrum.apps.ui import access
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role, system_actor
from tests.apps.ui.pages import EXPORT


def _request(
    rf: RequestFactory, actor: Actor | None = None, method: str = "get", **more: Any
) -> Any:
    request: Any = getattr(rf, method)("/page?a=1", **more)
    request.session = {}
    if actor:
        request.actor = actor
    return request


def _view(request: Any) -> HttpResponse:
    return HttpResponse("seen")


def test_misspelt_permissions_are_an_error_not_a_refusal() -> None:
    with pytest.raises(KeyError):
        access.allowed(system_actor("test"), "uitests.no_such")


def test_nobody_is_anonymous(rf: RequestFactory) -> None:
    assert access.actor_of(rf.get("/")) is ANONYMOUS


def test_strangers_are_sent_to_sign_in_and_back(rf: RequestFactory) -> None:
    guarded = access.permission(access.SIGNED_IN)(_view)
    assert guarded(_request(rf)).headers["Location"].endswith("?next=%2Fpage%3Fa%3D1")
    assert "next" not in guarded(_request(rf, method="post")).headers["Location"]
    told = guarded(_request(rf, headers={"HX-Request": "true"}))
    assert told.status_code == 204
    assert "HX-Redirect" in told.headers


def test_without_a_membership_one_is_not_in(rf: RequestFactory) -> None:
    homeless = Actor(kind=ActorKind.PERSON, user_id=1)
    with pytest.raises(PermissionDenied):
        access.permission(access.SIGNED_IN)(_view)(_request(rf, homeless))


def test_refusals_are_signalled(rf: RequestFactory, own_pages: None, db: None) -> None:
    seen: list[str] = []

    def listen(permission: str, **_kwargs: Any) -> None:
        seen.append(permission)

    access.access_refused.connect(listen)
    try:
        actor = Actor(kind=ActorKind.PERSON, user_id=1, tenant_id=1, role=Role.RESEARCHER)
        with pytest.raises(PermissionDenied):
            access.require(_request(rf, actor), EXPORT)
    finally:
        access.access_refused.disconnect(listen)
    assert seen == [EXPORT]


def test_step_up_asks_and_lets_through(
    own_pages: None, client_as: Callable[..., Client], rf: RequestFactory
) -> None:
    guarded = access.permission(EXPORT, step_up=True)(_view)
    actor = Actor(kind=ActorKind.PERSON, user_id=1, tenant_id=1, role=Role.INSTITUTION_LEAD)
    asked = guarded(_request(rf, actor))
    assert "next=%2Fpage%3Fa%3D1" in asked.headers["Location"]
    posted = guarded(_request(rf, actor, "post", headers={"Referer": "/from"}))
    assert "next=%2Ffrom" in posted.headers["Location"]


def test_declared_permissions_can_be_read() -> None:
    assert access.public(_view).fulcrum_permission == access.PUBLIC  # type: ignore[attr-defined]
    declared = access.permission(EXPORT)(_view)
    assert declared.fulcrum_permission == EXPORT  # type: ignore[attr-defined]
