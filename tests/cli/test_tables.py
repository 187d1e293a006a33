import csv
import json
from pathlib import Path

import pytest

from fulcrum.apps.parties.models import Organisation
from fulcrum.cli.simulate import SHIPPED, institutions
from tests.cli.conftest import Fulcrum

ROWS = "external_key,name,sub_sector,country\n"
GOOD = f"{ROWS}k1,First Bank,banking,KE\nk2,Second Bank,banking,DE\n"
MIXED = f"{GOOD}k3,Third Bank,banking,Nowhere\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(GOOD, "utf-8")
    return path


def names() -> list[str]:
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def test_a_dry_run_takes_nothing_in(fulcrum: Fulcrum, db: None, file: Path) -> None:
    done = fulcrum("organisations", "import", file, "--dry-run")
    assert (done.code, done.out) == (0, "created 2, changed 0, unchanged 0, faulty 0\n")
    assert names() == []


def test_a_file_is_taken_in_once(fulcrum: Fulcrum, db: None, file: Path) -> None:
    first = fulcrum("organisations", "import", file, "--source", "Member list, May 2026")
    assert (first.code, first.out) == (0, "created 2, changed 0, unchanged 0, faulty 0\n")
    again = fulcrum("organisations", "import", file, "--json")
    assert json.loads(again.out) == {
        "counts": {"created": 0, "changed": 0, "unchanged": 2, "faulty": 0},
        "fault_count": 0,
    }
    assert names() == ["First Bank", "Second Bank"]


def test_wrong_rows_are_told_and_can_be_mended(fulcrum: Fulcrum, db: None, file: Path) -> None:
    file.write_text(MIXED, "utf-8")
    faults = file.with_name("faults.csv")
    silent = fulcrum("organisations", "import", file, "--dry-run")
    assert "1 rows were not taken; --faults FILE writes them" in silent.out
    done = fulcrum("organisations", "import", file, "--faults", faults)
    assert done.code == 1
    assert done.out.endswith(f"1 rows were not taken; see {faults}\n")
    assert names() == ["First Bank", "Second Bank"]
    rows = list(csv.DictReader(faults.read_text("utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == ["Third Bank"]
    assert "Nowhere" in " ".join(str(value) for value in rows[0].values())


def test_what_goes_out_comes_in_again(fulcrum: Fulcrum, db: None, file: Path) -> None:
    fulcrum("organisations", "import", file)
    for ending in ("csv", "xlsx"):
        target = file.with_name(f"all.{ending}")
        assert fulcrum("organisations", "export", target).out == f"{target}: 2 organisations\n"
        back = fulcrum("organisations", "import", target)
        assert back.out == "created 0, changed 0, unchanged 2, faulty 0\n"


def test_what_is_no_table_is_told(fulcrum: Fulcrum, db: None, file: Path) -> None:
    strange = file.with_name("members.pdf")
    strange.write_bytes(b"%PDF-1.7")
    done = fulcrum("organisations", "import", strange)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("fulcrum: ")


def test_simulated_files_are_taken_in(fulcrum: Fulcrum, db: None, tmp_path: Path) -> None:
    fulcrum("framework", "load", SHIPPED, "--publish")
    institutions(out=tmp_path, seed=7, count=8, assessments=5)
    fulcrum("organisations", "import", tmp_path / "organisations.xlsx")
    dry = fulcrum("assessments", "import", tmp_path / "assessments.xlsx", "--dry-run", "--json")
    assert json.loads(dry.out)["counts"]["created"] == 5
    done = fulcrum("assessments", "import", tmp_path / "assessments.xlsx")
    assert done.code == 0, done.out
    assert done.out.startswith("created 5, ")
