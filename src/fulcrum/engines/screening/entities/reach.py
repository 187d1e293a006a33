"""Follow an alert's flows from node to node: both directions, hubs cut, the strongest first."""

from fulcrum.engines.screening.duck import files, quoted
from fulcrum.engines.screening.entities.ground import Ground
from fulcrum.engines.screening.entities.links import put_links
from fulcrum.engines.screening.proof import shards_of

HOPS = 2
LINKED_SHARE = 4  # at most a fourth of the nodes come by identity alone
FIRST_SHARE = 2 / 3  # of the nodes, for the first hop
BUSY = 20_000  # movements of one account beyond which single ones are not looked at


def reach(ground: Ground, subject: str) -> int:
    """Fill the tables of the ground, and make `merged`: flows both of whose books agree.

    Args:
        ground: laid.
        subject: the node to begin from.

    Returns:
        How many partners were left out because others have stronger flows.
    """
    duck, most = ground.duck, ground.spec.most_nodes
    duck.execute(f"INSERT INTO nodes VALUES ({quoted(subject)}, 0)")
    left_out = 0
    for hop in range(HOPS):
        duck.put("front", f"SELECT node FROM nodes WHERE hop = {hop}")
        if not ground.count("FROM front"):
            break
        _read_books(ground)
        _read_others(ground)
        _judge(ground, hop)
        put_links(ground)
        _merge(ground)
        room = int(most * FIRST_SHARE) if hop == 0 else most
        _take_linked(ground, hop + 1, room)
        left_out += _take_partners(ground, hop + 1, room)
    _merge(ground)
    return left_out


def _read_books(ground: Ground) -> None:
    """What the accounts of the front booked: legs_here, and whose books there are.

    Only their shards are read.
    """
    duck = ground.duck
    paths = shards_of(duck, ground.store, "SELECT node AS account_id FROM front")
    mine = f"({files(paths)}) WHERE account_id IN (SELECT node FROM front)"
    duck.execute(f"INSERT INTO books SELECT DISTINCT account_id FROM {mine}")
    duck.put(
        "legs_here",
        "SELECT account_id, counterparty AS other, counterparty_name AS label, credit, cents, sec, "
        f"day FROM {mine} AND counterparty IS NOT NULL AND counterparty <> account_id AND {ground.window}",
    )


def _read_others(ground: Ground) -> None:
    """Who else deals with accounts at other banks: others_here, summed. Reads every shard."""
    duck, store = ground.duck, ground.store
    duck.put(
        "outside",
        "SELECT node FROM front WHERE node NOT IN (SELECT account_id FROM books) "
        "AND node NOT IN (SELECT account_id FROM known_accounts)",
    )
    columns = (
        "account_id, counterparty AS other, min(counterparty_name) AS label, credit, "
        "sum(cents)::BIGINT AS cents, count(*) AS count, min(day) AS first_day, "
        "max(day) AS last_day"
    )
    shards = [store.shard(number) for number in range(store.shards)]
    is_wanted = ground.spec.everywhere and ground.count("FROM outside")
    rows = files(shards if is_wanted else shards[:1])
    condition = f"counterparty IN (FROM outside) AND {ground.window}" if is_wanted else "false"
    duck.put(
        "others_here",
        f"SELECT {columns} FROM ({rows}) WHERE {condition} AND counterparty <> account_id "
        "GROUP BY account_id, counterparty, credit",
    )


def _judge(ground: Ground, hop: int) -> None:
    """Count partners, cut hubs, and keep the flows and legs of all others."""
    duck = ground.duck
    is_hub = f"partners > {ground.spec.most_partners}" if hop else "false"
    duck.put(
        "judged",
        f"SELECT node, partners, {is_hub} AS hub FROM ("
        "SELECT account_id AS node, count(DISTINCT other) AS partners FROM legs_here GROUP BY 1 "
        "UNION ALL "
        "SELECT other, count(DISTINCT account_id) FROM others_here GROUP BY 1)",
    )
    duck.execute("INSERT INTO followed FROM judged")
    duck.execute(
        "INSERT INTO labels SELECT other, min(label) FROM ("
        "SELECT other, label FROM legs_here UNION ALL SELECT other, label FROM others_here) "
        "WHERE label IS NOT NULL GROUP BY 1"
    )
    summed = (
        "SELECT account_id, other, credit, sum(cents)::BIGINT AS cents, count(*) AS count, "
        "min(day) AS first_day, max(day) AS last_day, account_id AS node FROM legs_here GROUP BY ALL "
        "UNION ALL SELECT account_id, other, credit, cents, count, first_day, last_day, other "
        "FROM others_here"
    )
    duck.execute(
        "INSERT INTO flows SELECT CASE WHEN credit THEN other ELSE account_id END, "
        "CASE WHEN credit THEN account_id ELSE other END, cents, count, first_day, last_day "
        f"FROM ({summed}) JOIN judged USING (node) WHERE NOT hub "
        "OR (account_id IN (SELECT node FROM nodes) AND other IN (SELECT node FROM nodes))"
    )
    duck.execute(
        "INSERT INTO legs SELECT account_id, other, credit, cents, sec, day FROM legs_here "
        "JOIN judged ON node = account_id WHERE NOT hub "
        f"QUALIFY count(*) OVER (PARTITION BY account_id) <= {BUSY}"
    )


def _merge(ground: Ground) -> None:
    """One row for each direction; what two books say of one flow counts once, the larger."""
    ground.duck.put(
        "merged",
        "SELECT source, target, max(cents) AS cents, max(count) AS count, "
        "min(first_day) AS first_day, max(last_day) AS last_day FROM flows GROUP BY 1, 2",
    )


def _take_linked(ground: Ground, hop: int, room: int) -> None:
    """Take nodes that identity links to the front."""
    free = min(room - ground.count("FROM nodes"), max(ground.spec.most_nodes // LINKED_SHARE, 1))
    ground.duck.execute(
        f"INSERT INTO nodes SELECT other, {hop} FROM links JOIN front USING (node) "
        "WHERE other NOT IN (SELECT node FROM nodes) GROUP BY other "
        f"ORDER BY count(*) DESC, other LIMIT {max(free, 0)}"
    )


def _take_partners(ground: Ground, hop: int, room: int) -> int:
    """Take partners of the front by the strength of their flows; how many were left out."""
    duck = ground.duck
    duck.put(
        "partners_here",
        "SELECT other, sum(cents) AS cents FROM ("
        "SELECT target AS other, cents, source AS node FROM merged UNION ALL "
        "SELECT source, cents, target FROM merged) "
        "WHERE node IN (SELECT node FROM front) AND node NOT IN (SELECT node FROM followed WHERE hub) "
        "AND other NOT IN (SELECT node FROM nodes) GROUP BY other",
    )
    free = max(room - ground.count("FROM nodes"), 0)
    found = ground.count("FROM partners_here")
    duck.execute(
        f"INSERT INTO nodes SELECT other, {hop} FROM partners_here "
        f"ORDER BY cents DESC, other LIMIT {free}"
    )
    return max(found - free, 0)
