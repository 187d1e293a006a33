import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from fulcrum.apps.accounts.actions.tokens import TokenOrder, make_token
from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.idempotency import answer_once
from fulcrum.apps.accounts.models import ApiToken, IdempotentAnswer, Membership, Tenant
from fulcrum.apps.parties.models import Organisation
from tests.apps.accounts.conftest import acting

URL = "/api/v1/parties/organisations"
NEW = {"name": "Fjord Bank", "sub_sector": "banking", "country": "NO"}
Post = Callable[..., Any]


@pytest.fixture
def post_as() -> Callable[[Membership], Post]:
    """Makes software that posts: `post_as(membership)(key, **changes)`."""

    def make(membership: Membership) -> Post:
        order = TokenOrder("test", ["parties"], timedelta(days=1), may_write=True)
        secret = make_token(order, by=acting(membership)).secret
        client = Client(headers={"authorization": f"Bearer {secret}"})

        def post(key: str, **changes: Any) -> Any:
            headers = {"idempotency-key": key} if key else {}
            content = json.dumps(NEW | changes)
            return client.post(URL, content, content_type="application/json", headers=headers)

        return post

    return make


@pytest.fixture
def post(post_as: Callable[[Membership], Post], officer: Membership) -> Post:
    return post_as(officer)


def test_the_same_post_again_does_nothing_twice(post: Post) -> None:
    first, again = post("one"), post("one")
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Organisation.objects.filter(name="Fjord Bank").count() == 1


def test_another_key_or_none_does_it_again(post: Post) -> None:
    post("one")
    post("two", name="Second Bank")
    post("", name="Third Bank")
    assert Organisation.objects.count() == 3
    assert IdempotentAnswer.objects.count() == 2


def test_a_key_is_for_one_request(post: Post) -> None:
    post("one")
    other = post("one", name="Another Bank")
    assert other.status_code == 422
    assert "another request" in other.json()["detail"]
    assert not Organisation.objects.filter(name="Another Bank").exists()


def test_a_refused_post_is_refused_again_in_the_same_words(post: Post) -> None:
    first, again = post("one", name=""), post("one", name="")
    assert first.status_code == again.status_code == 422
    assert again.json()["detail"] == first.json()["detail"]


def test_keys_of_different_tokens_do_not_meet(
    post: Post, post_as: Callable[[Membership], Post], officer: Membership
) -> None:
    post("one")
    assert "Idempotency-Replayed" not in post_as(officer)("one", name="Second Bank").headers
    assert Organisation.objects.count() == 2


def test_keys_are_forgotten_after_a_day(post: Post) -> None:
    post("one")
    IdempotentAnswer.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))
    assert "Idempotency-Replayed" not in post("one", name="Later Bank").headers
    assert IdempotentAnswer.objects.count() == 1


def test_a_key_may_not_be_endless(post: Post) -> None:
    assert post("x" * 201).status_code == 422
    assert not IdempotentAnswer.objects.exists()


def test_keys_are_kept_as_hashes(post: Post) -> None:
    post("the key of somebody")
    row = IdempotentAnswer.objects.get()
    assert "the key" not in f"{row.key_hash} {row.fingerprint}"


def test_our_own_failure_is_not_kept_and_takes_its_work_back(officer: Membership) -> None:
    order = TokenOrder("test", [], timedelta(days=1))
    request: Any = RequestFactory().post(URL)
    request.api_token = make_token(order, by=acting(officer)).token

    def fail() -> HttpResponse:
        Tenant.objects.create(kind=TenantKind.INSTITUTION, name="Half made")
        return HttpResponse(status=503)

    with transaction.atomic():
        answer = answer_once(request, acting(officer), "one", "f" * 64, fail)
    assert answer.status_code == 503
    assert not Tenant.objects.filter(name="Half made").exists()
    assert not IdempotentAnswer.objects.exists()
    assert ApiToken.objects.exists()
    done = answer_once(request, acting(officer), "one", "f" * 64, lambda: HttpResponse("done"))
    assert done.content == b"done"
