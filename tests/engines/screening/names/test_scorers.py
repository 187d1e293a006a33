"""Another scorer: asked for by name, and missed with a sentence."""

import sys
from importlib.util import find_spec
from types import ModuleType

import pytest

from fulcrum.engines.screening.names import scorers
from fulcrum.engines.screening.names.entries import Entry
from fulcrum.engines.screening.names.matching import Matcher
from fulcrum.engines.screening.names.spec import MatchSpec
from fulcrum.kernel.errors import FulcrumError

ENTRIES = [Entry("E", ("Mohammed Al-Rashid",), "person"), Entry("F", ("Golden Star LLC",))]


def test_without_it_the_command_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    scorers._parts.cache_clear()
    monkeypatch.setitem(sys.modules, "nomenklatura.matching", None)
    monkeypatch.setitem(sys.modules, "nomenklatura", None)
    with pytest.raises(FulcrumError, match="not installed") as caught:
        Matcher(ENTRIES, MatchSpec(scorer="nomenklatura")).match("Muhammad al Rashid")
    assert "pip install" in caught.value.mend


class StandIn:
    """What is used of nomenklatura 4.17 and followthemoney 4.11, with a score of its own."""

    model: "StandIn"

    def __init__(self) -> None:
        self.names: list[str] = []
        self.score = 0.0

    def make_entity(self, schema: str) -> "StandIn":
        made = StandIn()
        made.names.append(schema)
        return made

    def add(self, _property: str, name: str) -> None:
        self.names.append(name)

    @staticmethod
    def default_config() -> str:
        return "settings"

    @staticmethod
    def compare(query: "StandIn", result: "StandIn", config: str) -> "StandIn":
        assert query.names[0] == result.names[0] == "Person"
        found = StandIn()
        found.score = 0.91237 if config == "settings" else 0.0
        return found


def test_candidates_take_its_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    scorers._parts.cache_clear()
    matching, followthemoney = ModuleType("matching"), ModuleType("followthemoney")
    monkeypatch.setattr(matching, "LogicV2", StandIn, raising=False)
    monkeypatch.setattr(followthemoney, "model", StandIn(), raising=False)
    monkeypatch.setitem(sys.modules, "nomenklatura.matching", matching)
    monkeypatch.setitem(sys.modules, "nomenklatura", ModuleType("nomenklatura"))
    monkeypatch.setitem(sys.modules, "followthemoney", followthemoney)
    (one,) = Matcher(ENTRIES, MatchSpec(scorer="nomenklatura")).match("Muhammad al Rashid")
    assert (one.entry.id, one.score, one.scorer) == ("E", 0.9124, "nomenklatura")
    scorers._parts.cache_clear()


@pytest.mark.skipif(find_spec("nomenklatura") is None, reason="an extra")
def test_with_it_candidates_are_scored_anew() -> None:
    found = Matcher(ENTRIES, MatchSpec(scorer="nomenklatura")).match("Muhammad al Rashid")
    assert [(one.entry.id, one.scorer) for one in found] == [("E", "nomenklatura")]


def test_where_there_is_no_candidate_it_is_not_asked() -> None:
    assert Matcher(ENTRIES, MatchSpec(scorer="nomenklatura")).match("Eva Berg") == ()
