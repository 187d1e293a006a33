"""One world for each module: building it takes longer than asking it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test.utils import setup_databases, teardown_databases

from tests.permissions.asking import Asker, taken_back
from tests.permissions.world import World, build


@pytest.fixture(scope="session")
def tables(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """Make the databases also when these tests run alone: they carry no mark that asks for them."""
    if any(item.get_closest_marker("django_db") for item in request.session.items):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def world(tables: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), taken_back():
        yield build()


@pytest.fixture(scope="module")
def asker(world: World) -> Asker:
    return Asker(world)
