from pathlib import Path
from typing import Any

import pytest

from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.kernel.errors import FulcrumError


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sources", ()),
        ("currency", "pounds"),
        ("zone", "Europe/Atlantis"),
        ("zone", "../etc/passwd"),
        ("zone", ""),
        ("encoding", "cp1252"),
        ("shards", -1),
        ("shards", 5000),
        ("memory", "much"),
        ("memory", "..GB"),
        ("threads", -1),
    ],
)
def test_what_cannot_be_is_refused(name: str, value: Any) -> None:
    values: dict[str, Any] = {"sources": (Path("bank"),), "out": Path("data"), name: value}
    with pytest.raises(FulcrumError) as told:
        IngestSpec(**values)
    assert told.value.where == name
    assert told.value.mend.endswith(".")
