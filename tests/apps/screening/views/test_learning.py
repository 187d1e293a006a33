"""What each indicator is worth, as analysts read it, and the bundles they sign."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.screening.actions.learning import make_bundle
from fulcrum.apps.screening.models import Bundle
from fulcrum.engines.screening.learning.bundle import open_bundle
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.learning_making import QUARTER, decide_alerts


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def at(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def test_nothing_decided_yet(page: Client) -> None:
    told = shown(page.get(at("learning")))
    assert "Nothing is decided yet" in told
    assert "Prepare counts" not in told


def test_too_little_is_said(page: Client, analyst: Actor) -> None:
    decide_alerts(analyst, 1, 2)
    told = shown(page.get(at("learning")))
    for said in ("too little to learn from", "too little", "1 of 3", "33\u00a0%", "I01 Night cash",
                 "invented", "Wilson (1927)", "the prior", "S01"):  # fmt: skip
        assert said in told


def test_from_verdicts_to_a_signed_file(page: Client, analyst: Actor) -> None:
    decide_alerts(analyst, 40, 60, 12)
    told = shown(page.get(at("learning")))
    assert "40 of 100" in told
    assert "too little" not in told
    place = at("bundle_new")
    assert "2026-Q1" in shown(page.get(place))
    wrong = page.post(place, {"first": "2026-Q2", "last": "2026-Q1"})
    assert "before the first quarter" in shown(wrong, 422)
    assert page.post(place, {"first": "2999-Q1", "last": "x"}).status_code == 422
    empty = page.post(place, {"first": "2025-Q1", "last": "2025-Q1"})
    assert "No alert was decided" in shown(empty, 422)
    read = shown(page.post(place, {"first": "2026-Q1", "last": "2026-Q1"}, follow=True))
    made = Bundle.objects.get()
    for said in ("How alerts ended", "withheld", "To be read", "Sign it", "Fulcrum sends nothing"):
        assert said in read
    assert page.get(at("bundle_file", made.pk)).status_code == 404
    assert "has_read" in shown(page.post(at("bundle_sign", made.pk)), 422)
    done = shown(page.post(at("bundle_sign", made.pk), {"has_read": "on"}, follow=True))
    assert "Take the signed file" in done
    again = shown(page.post(at("bundle_sign", made.pk), {"has_read": "on"}, follow=True))
    assert "signed already" in again
    data = page.get(at("bundle_file", made.pk)).content
    key = page.get(at("learning_key")).content
    assert open_bundle(data, key).told.invented
    assert "2026-Q1</a>" in shown(page.get(at("learning")))
    assert "told already" in shown(page.post(place, {"first": "2026-Q1", "last": "2026-Q1"}), 422)


@pytest.mark.parametrize("count", [1, 3])
def test_few_queries(
    page: Client, analyst: Actor, django_assert_num_queries: Any, count: int
) -> None:
    for _n in range(count):
        decide_alerts(analyst, 12, 12)
        made = make_bundle(QUARTER, QUARTER, by=analyst)
    page.get(at("learning"))
    with django_assert_num_queries(5):
        page.get(at("learning"))
    with django_assert_num_queries(4):
        page.get(at("bundle", made.pk))


def test_others_see_nothing(analyst: Actor, client_as: Callable[..., Client]) -> None:
    decide_alerts(analyst, 12, 12)
    made = make_bundle(QUARTER, QUARTER, by=analyst)
    stranger = client_as(Role.CRIME_ANALYST)
    officer = client_as(Role.SECRETARIAT_OFFICER)
    for client, status in ((stranger, 404), (officer, 403)):
        assert client.get(at("bundle", made.pk)).status_code == status
        assert client.get(at("bundle_file", made.pk)).status_code == status
        assert client.post(at("bundle_sign", made.pk), {"has_read": "on"}).status_code == status
    for name in ("learning", "bundle_new", "learning_key"):
        assert officer.get(at(name)).status_code == 403
    assert "Nothing is decided yet" in shown(stranger.get(at("learning")))
