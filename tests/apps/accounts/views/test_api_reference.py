"""The page under /api/ that explains the API to people."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from fulcrum import __version__
from fulcrum.kernel.actors import Role
from fulcrum.site.api import schema


def test_anybody_may_read_it(client: Client, client_as: Callable[..., Client]) -> None:
    for reader in (client, client_as(Role.RESEARCHER)):
        answer = reader.get(reverse("api:home"))
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "Authorization: Bearer" in page
        assert __version__ in page


def test_it_tells_of_every_operation_and_links_the_schema(client: Client, db: None) -> None:
    page = client.get(reverse("api:home")).content.decode()
    paths = schema()["paths"]
    assert paths
    for path, methods in paths.items():
        assert f"<code>{path}</code>" in page
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
    assert f'href="{reverse("api:openapi")}"' in page
    assert client.get(reverse("api:openapi")).json()["paths"].keys() == paths.keys()


def test_parameters_bodies_and_answers_are_told(client: Client, db: None) -> None:
    page = client.get(reverse("api:home")).content.decode()
    for heading in ("<h3>Parameters</h3>", "<h3>Body</h3>", "<h3>Answer</h3>", ", required"):
        assert heading in page
