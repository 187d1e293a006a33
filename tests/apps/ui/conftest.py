"""The tests' own pages, and shells that no other test has drawn."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rules
from django.test import Client

from fulcrum.apps.accounts.models import User
from fulcrum.apps.ui.access import add_permission, role_in
from fulcrum.kernel.actors import Role
from tests.apps.ui.pages import EXPORT


@pytest.fixture
def own_pages(settings: Any) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.apps.ui.pages"
    add_permission(EXPORT, role_in(Role.INSTITUTION_LEAD))
    yield
    rules.remove_perm(EXPORT)


@pytest.fixture
def lead(own_pages: None, client_as: Callable[..., Client]) -> Client:
    return client_as(Role.INSTITUTION_LEAD)


@pytest.fixture
def make_people(db: None) -> Callable[..., list[User]]:
    def make(*names: str, **fields: object) -> list[User]:
        start = User.objects.count()
        rows = [
            User(email=f"p{start + number}@example.org", name=name, **fields)
            for number, name in enumerate(names)
        ]
        return User.objects.bulk_create(rows)

    return make
