"""One suite for every engine: the promises of docs/explanation/architecture.md."""

import inspect
import json
import pickle
import pkgutil
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass
from importlib import import_module
from typing import Any

import pytest

import fulcrum.engines
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of
from tests.architecture.graph import ROOT
from tests.conformance.cases import CASES, Case

ENGINES = sorted(
    found.name for found in pkgutil.iter_modules(fulcrum.engines.__path__) if found.ispkg
)
MOST_NAMES = 10
each_case = pytest.mark.parametrize("case", CASES, ids=str)
each_engine = pytest.mark.parametrize("engine", ENGINES)
each_refusal = pytest.mark.parametrize(
    ("case", "refused"),
    [(case, refused) for case in CASES for refused in case.refused],
    ids=lambda part: ",".join(part) if isinstance(part, dict) else str(part),
)


def module_of(engine: str) -> Any:
    return import_module(f"fulcrum.engines.{engine}")


def public(engine: str) -> dict[str, Any]:
    module = module_of(engine)
    return {name: getattr(module, name) for name in module.__all__}


def elsewhere(code: str) -> str:
    """What a fresh interpreter prints; its strings hash differently from ours."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_every_engine_is_held_to_them() -> None:
    assert ENGINES
    assert {case.engine for case in CASES} == set(ENGINES)


@each_engine
def test_it_offers_few_names_and_every_public_function_has_a_case(engine: str) -> None:
    names = public(engine)
    assert len(names) <= MOST_NAMES
    functions = {name for name, what in names.items() if inspect.isfunction(what)}
    assert functions == {case.run.__name__ for case in CASES if case.engine == engine}


@each_engine
def test_importing_it_loads_none_of_its_parts(engine: str) -> None:
    loaded = elsewhere(
        f"import sys, fulcrum.engines.{engine} as e\n"
        f"print([m for m in sys.modules if m.startswith(e.__name__ + '.') or m == 'django'])"
    )
    assert loaded == "[]"


@each_case
def test_the_same_seed_gives_the_same_result(case: Case) -> None:
    assert case.run(case.make_spec()) == case.run(case.make_spec())


@each_case
def test_another_process_gives_the_same_result(case: Case) -> None:
    code = (
        "from tests.conformance.cases import CASES\n"
        "from fulcrum.kernel.provenance import hash_of\n"
        f"case = CASES[{CASES.index(case)}]\n"
        "print(hash_of(case.run(case.make_spec()).to_dict()))"
    )
    assert elsewhere(code) == hash_of(case.run(case.make_spec()).to_dict())


@each_case
def test_another_seed_gives_another_result(case: Case) -> None:
    if not case.seed:
        pytest.skip("Nothing in it is left to chance.")
    plain = [case.run(case.make_spec(**{case.seed: seed})).to_dict() for seed in (1, 2)]
    for one in plain:
        del one["provenance"]
    assert plain[0] != plain[1]


@each_case
def test_the_order_of_what_has_none_does_not_matter(case: Case) -> None:
    base = case.run(case.make_spec())
    for name in case.collections:
        turned = tuple(reversed(getattr(case.make_spec(), name)))
        assert case.run(case.make_spec(**{name: turned})) == base, name


@each_case
def test_what_goes_in_and_comes_out_can_be_pickled(case: Case) -> None:
    spec = case.make_spec()
    result = case.run(spec)
    assert pickle.loads(pickle.dumps(spec)) == spec  # noqa: S301 - made here
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - made here


@each_case
def test_nothing_can_be_changed_afterwards(case: Case) -> None:
    spec = case.make_spec()
    for whole in (spec, case.run(spec)):
        name = fields(whole)[0].name
        with pytest.raises(FrozenInstanceError):
            setattr(whole, name, None)
        assert not hasattr(whole, "__dict__")


@each_case
def test_running_leaves_the_specification_alone(case: Case) -> None:
    spec = case.make_spec()
    before = pickle.dumps(spec)
    case.run(spec)
    assert spec == pickle.loads(before)  # noqa: S301 - made here


@each_case
def test_a_result_tells_itself_and_where_it_comes_from(case: Case) -> None:
    spec = case.make_spec()
    result = case.run(spec)
    assert result.summary().strip()
    assert result.explain().strip()
    plain = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    said = result.provenance
    assert isinstance(said, Provenance)
    assert plain["provenance"] == said.to_dict()
    assert (said.engine, said.input_hash) == (case.engine, case.input_hash(spec))
    assert said.version
    assert said.method
    assert said.seed == (getattr(spec, case.seed) if case.seed else None)


@each_case
def test_another_input_has_another_hash(case: Case) -> None:
    hashes = [case.run(case.make_spec(**how)).provenance.input_hash for how in ({}, case.changed)]
    assert hashes[0] != hashes[1]


@each_refusal
def test_what_cannot_be_used_is_refused_in_words(case: Case, refused: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError) as told:
        case.make_spec(**refused)
    (name,) = refused
    assert told.value.where == name
    assert told.value.what.endswith(".")
    assert told.value.mend.endswith(".")


def documented(text: str, heading: str) -> set[str]:
    """The names that a docstring's section describes."""
    _, _, rest = text.partition(f"{heading}:\n")
    section = re.split(r"\n\n|\Z", rest, maxsplit=1)[0]
    return set(re.findall(r"^    (\w+): ", section, re.MULTILINE))


@each_engine
def test_every_parameter_and_attribute_is_documented(engine: str) -> None:
    for name, what in public(engine).items():
        text = inspect.getdoc(what) or ""
        if is_dataclass(what):
            expected, heading = {one.name for one in fields(what)}, "Attributes"
        else:
            expected, heading = set(inspect.signature(what).parameters), "Args"
        assert documented(text, heading) == expected, name


@each_engine
def test_what_is_wrong_is_found_when_a_specification_is_made(engine: str) -> None:
    specs = [what for name, what in public(engine).items() if name.endswith("Spec")]
    assert specs
    assert all("Raises:" in (inspect.getdoc(spec) or "") for spec in specs)
