"""The hub, as the Secretariat uses it."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fulcrum.apps.screening.actions.learning import add_pooled
from fulcrum.apps.screening.models import PooledBundle
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.learning_making import files_of
from tests.conftest import actor_of_membership

HUB, ADD = "hub", "hub_add"
COUNTS = ((40, 60), (30, 90), (55, 45))


@pytest.fixture
def officer(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def secretary(officer: Client) -> Actor:
    return actor_of_membership(officer.membership)  # type: ignore[attr-defined] # client_as sets it


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def sent(data: bytes, key: bytes, label: str = "Bank A") -> dict[str, Any]:
    return {
        "label": label,
        "file": SimpleUploadedFile("bundle.json", data),
        "key": SimpleUploadedFile("key.pem", key),
    }


def test_from_nothing_to_a_pool(officer: Client, actor_as: Callable[..., Actor]) -> None:
    assert "No bundle yet" in shown(officer.get(reverse(HUB)))
    for number, counts in enumerate(COUNTS):
        data, key = files_of(actor_as(Role.CRIME_ANALYST), *counts)
        label = f"Bank <{number}>"
        told = shown(officer.post(reverse(ADD), sent(data, key, label), follow=True))
        assert label in told
        assert ("each could work out" in told) == (number < 2)
    for said in ("Precision over 3 banks", "I01 Night cash", "τ²", "I²", "Another bank",
                 "Viechtbauer", "A person decides on each", "invented"):  # fmt: skip
        assert said in told
    again = officer.post(reverse(ADD), sent(data, key))
    assert "here already" in shown(again, 422)
    assert PooledBundle.objects.count() == 3


def test_what_is_wrong_is_said(officer: Client, actor_as: Callable[..., Actor]) -> None:
    assert officer.get(reverse(ADD)).status_code == 200
    assert officer.post(reverse(ADD)).status_code == 422
    data, key = files_of(actor_as(Role.CRIME_ANALYST))
    changed = data.replace(b"40", b"41")
    assert "signature does not hold" in shown(officer.post(reverse(ADD), sent(changed, key)), 422)
    told = shown(officer.post(reverse(ADD), sent(data, b"none", "My <bank>")), 422)
    assert "no public Ed25519 key" in told
    assert "My <bank>" in told
    assert not PooledBundle.objects.exists()


def test_one_that_was_changed_since_stops_the_pool(
    officer: Client, secretary: Actor, actor_as: Callable[..., Actor]
) -> None:
    add_pooled("A", *files_of(actor_as(Role.CRIME_ANALYST)), by=secretary)
    PooledBundle.objects.update(digest="0" * 64)
    assert "changed since it was verified" in shown(officer.get(reverse(HUB)))


@pytest.mark.parametrize("count", [1, 3])
def test_few_queries(
    officer: Client,
    secretary: Actor,
    actor_as: Callable[..., Actor],
    django_assert_num_queries: Any,
    count: int,
) -> None:
    for counts in COUNTS[:count]:
        add_pooled("A", *files_of(actor_as(Role.CRIME_ANALYST), *counts), by=secretary)
    officer.get(reverse(HUB))
    with django_assert_num_queries(3):
        officer.get(reverse(HUB))


def test_banks_see_nothing_of_it(client_as: Callable[..., Client]) -> None:
    bank = client_as(Role.CRIME_ANALYST)
    assert bank.get(reverse(HUB)).status_code == 403
    assert bank.get(reverse(ADD)).status_code == 403
    assert bank.post(reverse(ADD)).status_code == 403
