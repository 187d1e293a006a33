"""Relations between tables point downwards: string foreign keys escape import analysis."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.graph import ROOT, SOURCE

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def ranks() -> dict[str, int]:
    """How high each app stands, read from the contract: the lowest is 0."""
    layers = next(c["layers"] for c in CONTRACTS["contracts"] if c["id"] == "apps")
    return {
        name.strip(" ()"): rank
        for rank, line in enumerate(reversed(layers))
        for name in line.split("|")
    }


def app_of(model: type[models.Model]) -> str | None:
    """Our app that a model belongs to; None for a library's."""
    parts = model.__module__.split(".")
    return parts[2] if parts[:2] == ["fulcrum", "apps"] else None


def is_upward(source: str, target: str, order: dict[str, int]) -> bool:
    """Whether a relation leads to a higher app, or from one area to its sibling."""
    return source != target and order[target] >= order[source]


def relations(registered: Iterable[type[models.Model]]) -> Iterator[tuple[str, str, str]]:
    """(where, from app, to app) of every relation between apps of ours."""
    for model in registered:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            other = field.related_model
            if not isinstance(other, type):
                continue
            source, target = app_of(model), app_of(other)
            if source and target:
                yield f"{model._meta.label}.{field.name}", source, target


def test_no_relation_points_upwards() -> None:
    order = ranks()
    found = list(relations(apps.get_models(include_auto_created=True)))
    assert len(found) > 5
    assert [where for where, source, target in found if is_upward(source, target, order)] == []


@pytest.mark.parametrize(
    ("source", "target", "upward"),
    [
        ("parties", "accounts", False),
        ("accounts", "parties", True),
        ("screening", "outcomes", True),
        ("audit", "audit", False),
        ("vault", "audit", True),
    ],
)
def test_the_order_is_that_of_the_contract(source: str, target: str, *, upward: bool) -> None:
    assert is_upward(source, target, ranks()) is upward


def test_every_installed_app_is_in_the_order() -> None:
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("fulcrum")]
    assert set(ours) <= set(ranks())
    assert ours == sorted(ours, key=ranks().__getitem__, reverse=True)


def test_every_app_with_tables_has_migrations() -> None:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("fulcrum")]
    with_tables = [config for config in ours if list(config.get_models())]
    missing = [
        config.label
        for config in with_tables
        if not (Path(config.path) / "migrations" / "0001_initial.py").exists()
    ]
    assert missing == []


def _names_get_model(tree: ast.AST) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr == "get_model" for n in ast.walk(tree))


def test_models_are_imported_and_not_looked_up_by_name() -> None:
    files = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    found = [str(p) for p in files if _names_get_model(ast.parse(p.read_text("utf-8")))]
    assert found == []
