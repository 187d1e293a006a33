"""ISIC Revision 4."""

import pytest

from fulcrum.kernel.sectors import is_sector, lineage, sectors

LENGTHS = {"section": 1, "division": 2, "group": 3, "class": 4}


def test_every_code_has_the_length_of_its_level_and_a_known_parent() -> None:
    for code, sector in sectors().items():
        assert len(code) == LENGTHS[sector.level]
        assert sector.title
        assert (sector.parent in sectors()) is (sector.level != "section")


def test_codes_are_known_or_not() -> None:
    assert is_sector("K")
    assert is_sector("6419")
    assert not is_sector("k")
    assert not is_sector("")


def test_lineage_begins_at_the_section() -> None:
    assert [sector.code for sector in lineage("6419")] == ["K", "64", "641", "6419"]
    assert [sector.level for sector in lineage("K")] == ["section"]
    with pytest.raises(KeyError):
        lineage("9999X")
