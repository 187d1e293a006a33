"""Editions of the list of goods: load, list."""

from datetime import date
from pathlib import Path
from typing import Any

from fulcrum.apps.blueprint.actions.sources import Edition, load_goods
from fulcrum.apps.blueprint.goods_lists import editions
from fulcrum.apps.blueprint.models import GoodsList
from fulcrum.cli.platform import operator


def load(path: Path, edition: str, published: date) -> GoodsList:
    """Load an edition from a file."""
    return load_goods(path.read_bytes(), Edition(edition, published), by=operator())


def listed() -> list[dict[str, Any]]:
    """Every edition, the newest first."""
    return [
        {
            "edition": one.edition,
            "published": one.published.isoformat(),
            "goods": one.good_count,
            "countries": one.country_count,
            "rows": one.row_count,
        }
        for one in editions()
    ]
