"""Every country has one square, and stands where one looks for it."""

from fulcrum.apps.parties.tiles import COLUMNS, ROWS, country_tiles


def test_every_country_has_a_square_of_its_own() -> None:
    tiles = country_tiles()
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles) > 230
    assert all(0 <= tile.column < COLUMNS and 0 <= tile.row < ROWS for tile in tiles)


def test_neighbours_stand_as_on_the_globe() -> None:
    at = {tile.code: tile for tile in country_tiles()}
    assert at["NO"].row < at["DE"].row < at["IT"].row < at["TN"].row < at["NG"].row
    assert at["PT"].column <= at["ES"].column < at["IT"].column < at["TR"].column < at["IN"].column
    assert at["US"].column < at["GB"].column < at["JP"].column
    assert at["KE"].row < at["TZ"].row < at["ZA"].row
