import json

import pytest

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import system_actor
from tests.apps.audit.test_verification import set_column
from tests.cli.conftest import Fulcrum


@pytest.fixture
def log(db: None) -> list[Entry]:
    by = system_actor("test")
    return [record(by, "change_thing", Thing("test.thing", str(n))) for n in range(5)]


def test_a_whole_log_gives_an_anchor(fulcrum: Fulcrum, log: list[Entry]) -> None:
    done = fulcrum("audit", "verify")
    anchor = f"5:{log[-1].mac}"
    assert (done.code, done.out) == (0, f"The log is whole: 5 rows. Anchor: {anchor}\n")
    assert fulcrum("audit", "anchor").out == f"{anchor}\n"
    assert fulcrum("audit", "verify", "--anchor", anchor).code == 0


def test_an_empty_log_has_an_anchor_too(fulcrum: Fulcrum, db: None) -> None:
    anchor = fulcrum("audit", "anchor").out.strip()
    assert anchor.startswith("0:")
    assert fulcrum("audit", "verify", "--anchor", anchor).code == 0


def test_a_tampered_row_is_located(fulcrum: Fulcrum, log: list[Entry]) -> None:
    set_column(3, actor_label="Eve")
    done = fulcrum("audit", "verify")
    assert done.code == 1
    assert done.out == ("The log was tampered with. Row 3 was changed after it was written.\n")
    machine = fulcrum("audit", "verify", "--json")
    found = json.loads(machine.out)
    assert machine.code == 1
    assert (found["is_whole"], found["problem"], found["at_sequence"]) == (False, "changed", 3)


def test_a_log_written_anew_is_noticed(fulcrum: Fulcrum, log: list[Entry]) -> None:
    done = fulcrum("audit", "verify", "--anchor", f"2:{'0' * 64}")
    assert done.code == 1
    assert "Row 2 is not the one that was there" in done.out


@pytest.mark.parametrize("anchor", ["12", "x:abc", "12:", ":abc"])
def test_what_is_no_anchor_is_told(fulcrum: Fulcrum, db: None, anchor: str) -> None:
    done = fulcrum("audit", "verify", "--anchor", anchor)
    assert (done.code, done.out) == (1, "")
    assert "This is not an anchor." in done.err
