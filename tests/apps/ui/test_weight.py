"""A first page, compressed as it is served, stays under 300 kB; with figures, too."""

import re
from pathlib import Path

import brotli  # type: ignore[import-untyped] # publishes no types
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

LIMIT = 300_000


@pytest.mark.parametrize("path", ["/people", "/styleguide", "/styleguide/report"])
def test_first_page_weight(lead: Client, path: str) -> None:
    page = lead.get(path).content
    names = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
    assert len(names) >= 6
    weight = len(brotli.compress(page))
    for name in names:
        found = finders.find(name.decode())
        if not isinstance(found, str):
            pytest.skip(f"{name.decode()} is not built; run `fulcrum assets`.")
        weight += len(brotli.compress(Path(found).read_bytes(), quality=9))
    assert 50_000 < weight < LIMIT
