from fulcrum.engines.screening.indicator import Scope
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.plan import make_plan
from fulcrum.engines.screening.slices import SHARD
from fulcrum.engines.screening.store import open_store
from tests.engines.screening.conftest import Ran

PACK = load_pack()


def test_every_indicator_is_a_step_of_its_stage() -> None:
    plan = make_plan(PACK, PACK.values({}))
    assert [step.indicator.id for step in plan.steps] == list(PACK.indicators)
    assert {step.indicator.scope for step in plan.account} == {Scope.ACCOUNT}
    assert {step.indicator.scope for step in plan.network} == {Scope.NETWORK}
    assert {step.indicator.scope for step in plan.whole} == {Scope.GLOBAL}
    assert plan.lacking == {}


def test_what_starts_from_which_slice_is_told() -> None:
    plan = make_plan(PACK, PACK.values({}))
    told = plan.explain()
    assert told.startswith("Each shard is read once into slices; indicators start from them:")
    starts = {line.split()[0]: int(line.split()[1]) for line in told.splitlines()[1:-2]}
    assert starts["cash"] >= 10
    assert set(starts) >= {SHARD, "cash", "card", "moves", "totals"}
    for step in plan.steps:
        assert step.indicator.id in told


def test_what_decides_over_all_reads_no_transactions_by_itself() -> None:
    plan = make_plan(PACK, PACK.values({}))
    for step in plan.whole:
        assert not {SHARD, "cash", "card", "moves", "totals"} & set(step.reads), step.indicator.id


def test_what_the_data_lacks_is_told(ran: Ran) -> None:
    store = open_store(ran.data)
    filled = {key: share for key, share in store.filled.items() if key != "transactions.mcc"}
    poor = type(store)(**{
        **{name: getattr(store, name) for name in store.__slots__},
        "filled": filled,
        "rows": {**store.rows, "logins": 0},
    })  # fmt: skip
    plan = make_plan(PACK, PACK.values({}), poor)
    assert plan.lacking["I31"] == ("transactions.mcc",)
    assert plan.lacking["I72"] == ("logins",)
    assert "Not evaluable: I31 needs transactions.mcc." in plan.explain()
    assert "I31" not in {step.indicator.id for step in plan.steps}


def test_a_step_is_made_once_for_the_same_values() -> None:
    one, two = (make_plan(PACK, PACK.values({})) for _n in range(2))
    assert one.steps[0] is two.steps[0]
    other = make_plan(PACK, PACK.values({"I05": {"report_threshold": 9000}}))
    assert other.steps[4].hits_sql != one.steps[4].hits_sql
