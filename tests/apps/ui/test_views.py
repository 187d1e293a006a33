"""Small pages: health, colours, language. They lead back, and nowhere else."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_health(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.post("/health").status_code == 405


def test_colours_are_kept(client: Client) -> None:
    response = client.post("/theme", {"theme": "dark", "next": "/bare?x=1"})
    assert response["Location"] == "/bare?x=1"
    assert client.cookies["theme"].value == "dark"


def test_unknown_colours_are_not(client: Client) -> None:
    client.post("/theme", {"theme": "pink"})
    assert "theme" not in client.cookies


def test_language_is_kept(client: Client) -> None:
    client.post("/language", {"language": "ar"})
    assert client.cookies["language"].value == "ar"
    client.post("/language", {"language": "xx"})
    assert client.cookies["language"].value == "ar"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_led_away(client: Client, target: str) -> None:
    assert client.post("/language", {"language": "en", "next": target})["Location"] == "/"
