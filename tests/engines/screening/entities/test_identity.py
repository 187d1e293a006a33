"""Who may be one and the same: pairs, reasons, clusters; the same whatever the order of rows."""

import pickle
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.contract import PARTIES
from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.entities.identity import identity_of, shared_identity
from fulcrum.engines.screening.entities.model import CONTACT_LEVELS, GIVEN
from fulcrum.engines.screening.entities.results import WORDS, Identity
from fulcrum.engines.screening.entities.spec import IdentitySpec
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.entities.bank import account, pay, person, store_of

SCHEMA = pa.schema(
    [(one, pa.string()) for one in ("party_id", "kind", "name", "surname", "home_city",
                                    "address", "phone", "email")]
)  # fmt: skip
ANA = {"home_city": "Northport", "address": "12 Long Road", "phone": "020 7946 0991",
       "email": "ana@example.org"}  # fmt: skip
BO = {"home_city": "Northport", "address": "9 Short Street", "phone": "07700 900123",
      "email": "bo@example.org"}  # fmt: skip
PEOPLE = [
    person("P1", "Ana Lind", **ANA),
    person("P2", "Lind, Anna", surname="Lind", **ANA | {"address": "12 Long Rd."}),
    person("P3", "Eva Berg", **ANA | {"email": "eva@example.org", "phone": "020 7946 0992"}),
    person("P4", "Bo Ek", **BO),
    person("P5", "Bo Ek", **BO | {"address": "1 Far Lane", "home_city": "Eastport",
                                  "phone": "+44 7700 900123", "email": None}),
    person("P6", "Ina Ek", **BO | {"email": None}),
    person("P7", "Nobody Known"),
    {"party_id": "F1", "kind": "firm", "name": "Lind Ltd", "phone": ANA["phone"]},
]  # fmt: skip


def compared(people: Sequence[Any], spec: IdentitySpec | None = None) -> Identity:
    duck = Duck(threads=2)
    rows = [{name: one.get(name) for name in SCHEMA.names} for one in people]
    duck.put("given_rows", pa.Table.from_pylist(rows, SCHEMA))
    made = identity_of(duck, "SELECT * FROM given_rows", spec or IdentitySpec(), "digest")
    duck.close()
    return made


def pairs(made: Identity) -> dict[tuple[str, str], float]:
    return {(row["left"], row["right"]): row["probability"] for row in made.pairs.to_pylist()}


@pytest.fixture(scope="module")
def few() -> Identity:
    return compared(PEOPLE)


def test_one_person_twice_is_found_and_a_family_is_not(few: Identity) -> None:
    found = pairs(few)
    assert found[("P1", "P2")] > 0.95
    assert found[("P4", "P5")] > 0.8
    assert set(found) == {("P1", "P2"), ("P4", "P5")}  # P3 and P6 live with them


def test_reasons_are_told_for_and_against(few: Identity) -> None:
    told = few.explain("P2", "P1")
    assert "given names that are alike" in told
    assert "the same e-mail, the same telephone, the same address, the same surname" in told
    assert "; but another address" in few.explain("P4", "P5")
    assert few.explain("P1", "P3") == ""
    used = {key for row in few.pairs.to_pylist() for key in (*row["reasons"], *row["against"])}
    assert used <= set(WORDS)


def test_clusters_are_named_after_their_first_party(few: Identity) -> None:
    assert few.clusters.to_pylist() == [
        {"party_id": "P1", "cluster": "P1", "size": 2},
        {"party_id": "P2", "cluster": "P1", "size": 2},
        {"party_id": "P4", "cluster": "P4", "size": 2},
        {"party_id": "P5", "cluster": "P4", "size": 2},
    ]
    assert (few.cluster_count, few.largest) == (2, 2)


def test_few_parties_are_judged_by_our_defaults_and_that_is_said(few: Identity) -> None:
    assert not few.counted
    assert "our defaults" in few.summary()
    assert "Sharing is no proof" in few.summary()
    assert few.provenance.seed is None


def test_the_order_of_rows_changes_nothing(few: Identity) -> None:
    again = compared(PEOPLE[::-1])
    assert again.pairs.equals(few.pairs)
    assert again.clusters.equals(few.clusters)
    assert pickle.loads(pickle.dumps(few)).to_dict() == few.to_dict()  # noqa: S301 - our own


def test_equal_contacts_alone_link_whoever_shares_them() -> None:
    made = compared(PEOPLE, IdentitySpec(exact=True))
    found = {(row["left"], row["right"]): row["shared"] for row in made.pairs.to_pylist()}
    assert found[("P1", "P2")] == ["address", "email", "phone"]
    assert found[("P1", "P3")] == ["address"]
    assert found[("F1", "P1")] == ["phone"]
    assert found[("P4", "P6")] == ["address", "phone"]
    assert set(pairs(made).values()) == {None}
    members = {row["party_id"] for row in made.clusters.to_pylist()}
    assert members == {"P1", "P2", "P4", "P6"}  # those that share two
    assert compared(PEOPLE, IdentitySpec(exact=True, least_shared=1)).largest == 4
    assert "contacts shared 2" in made.summary()
    assert made.explain("P1", "P3").startswith("the same address")


def test_what_too_many_share_is_a_placeholder() -> None:
    crowd = [person(f"C{n}", f"Someone No{n}", phone="0800 000 000") for n in range(30)]
    made = compared(crowd, IdentitySpec(exact=True, least_shared=1))
    assert made.pairs.num_rows == 0
    assert made.placeholders["phone"] == 1
    assert "Shared by too many" in made.summary()


def crowd(count: int) -> list[Any]:
    """Households, and in each thirtieth a person with a second record."""
    draw = random.Random(7)  # noqa: S311 - a test's people
    first = [
        f"{a}{b}"
        for a in ["Ar", "Bel", "Cor", "Dal", "Em", "Fen", "Gal", "Hol"]
        for b in ["en", "a", "is", "o"]
    ]
    last = [
        f"{a}{b}"
        for a in ["Brack", "Tallo", "Ester", "Wex", "Salt"]
        for b in ["moor", "wick", "dale"]
    ]
    people = []
    for number in range(count // 2):
        home = {"home_city": f"Town {number % 9}", "address": f"{number} Long Road"}
        surname = draw.choice(last)
        for member in range(2):
            name = f"{draw.choice(first)} {surname}"
            more = home | {
                "phone": f"07{number:05}{member:04}",
                "email": f"{number}.{member}@x.org",
            }
            people.append(person(f"P{number:04}-{member}", name, **more))
            if member == 0 and number % 30 == 0:
                again = more | {"email": None, "address": more["address"].replace("Road", "Rd")}
                people.append(person(f"S{number:04}-{member}", name, **again))
    return people


def test_with_enough_parties_chance_is_counted_in_the_data() -> None:
    people = crowd(1200)
    made = compared(people)
    assert made.counted
    assert "our defaults" not in made.summary()
    seconds = {("P" + one["party_id"][1:], one["party_id"]) for one in people
               if one["party_id"][0] == "S"}  # fmt: skip
    found = {pair for pair, chance in pairs(made).items() if chance >= made.threshold}
    assert found == seconds
    random.Random(1).shuffle(people)  # noqa: S311 - a test's order
    assert compared(people).pairs.equals(made.pairs)


def test_without_the_extra_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(
        tmp_path, [pay("A", "B", 10, 0)], accounts=[account("A", "P1")], parties=PEOPLE
    )
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(FulcrumError, match="extra `identity`") as caught:
        shared_identity(store)
    assert "pip install" in caught.value.mend
    assert shared_identity(store, IdentitySpec(exact=True)).pairs.num_rows


def test_a_store_is_compared_and_written(tmp_path: Path) -> None:
    store = store_of(
        tmp_path, [pay("A", "B", 10, 0)], accounts=[account("A", "P1")], parties=PEOPLE
    )
    made = shared_identity(store)
    made.write(tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "pairs.parquet").equals(made.pairs)
    assert pq.read_table(tmp_path / "out" / "clusters.parquet").num_rows == 4
    assert '"parties": 8' in (tmp_path / "out" / "identity.json").read_text("utf-8")


def test_without_parties_it_refuses(tmp_path: Path) -> None:
    store = store_of(tmp_path, [pay("A", "B", 10, 0)])
    with pytest.raises(FulcrumError, match="no parties"):
        shared_identity(store)


def test_nothing_protected_is_compared() -> None:
    compares = " ".join(one.condition for one in CONTACT_LEVELS)
    for word in ("sex", "gender", "nation", "ethnic", "birth", "country"):
        assert word not in compares
    assert not {"sex", "gender", "nationality", "ethnicity"} & set(PARTIES.names)


def test_the_defaults_are_shares() -> None:
    assert 0.9 < sum(one.m for one in CONTACT_LEVELS) < 1
    assert sum(m for m, _u in GIVEN.values()) == pytest.approx(1)
    assert sum(u for _m, u in GIVEN.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"threshold": 1.0}, "threshold"),
        ({"least": 0.9, "threshold": 0.8}, "least"),
        ({"expected_share": 0.0}, "expected_share"),
        ({"least_shared": 4}, "least_shared"),
        ({"most": 1}, "most"),
        ({"counted_from": 0}, "counted_from"),
    ],
)
def test_what_cannot_be_used_is_refused(values: dict[str, Any], where: str) -> None:
    with pytest.raises(FulcrumError) as caught:
        IdentitySpec(**values)
    assert caught.value.where == where
