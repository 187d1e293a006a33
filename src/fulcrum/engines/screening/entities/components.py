"""Connected components in SQL: which nodes hang together. One function for each backend.

On DuckDB by a recursive query that keeps one row a node and overwrites it (USING KEY; Bamberg, Hirn
and Grust 2025): every node takes the smallest number among its neighbours' until none changes. So
many rounds are made as the longest shortest path has links; identities hang together closely.
"""

from fulcrum.engines.screening.duck import Duck


def put_components(duck: Duck, edges: str, into: str = "components") -> None:
    """Make a table of the nodes that edges name: node, component, size. Order changes nothing.

    Args:
        duck: the connection; the tables component_nodes and component_edges are left in it.
        edges: a query with the columns left and right, both text; direction does not matter.
        into: the table's name. A component is named after its first node in the text's order.
    """
    duck.put(
        "component_nodes",
        f"""
        SELECT node, row_number() OVER (ORDER BY node) AS number FROM (
            SELECT "left" AS node FROM ({edges}) UNION SELECT "right" FROM ({edges})
        ) WHERE node IS NOT NULL""",
    )
    duck.put(
        "component_edges",
        f"""
        WITH numbered AS (
            SELECT one.number AS a, other.number AS b FROM ({edges}) edge
            JOIN component_nodes one ON one.node = edge."left"
            JOIN component_nodes other ON other.node = edge."right"
        )
        SELECT a, b FROM numbered WHERE a <> b UNION SELECT b, a FROM numbered WHERE a <> b""",
    )
    duck.put(
        into,
        """
        WITH RECURSIVE reached (number, least) USING KEY (number) AS (
            SELECT number, number FROM component_nodes
            UNION (
                SELECT offered.number, offered.least FROM (
                    SELECT edge.b AS number, min(reached.least) AS least
                    FROM reached JOIN component_edges edge ON edge.a = reached.number
                    WHERE reached.least < edge.b GROUP BY edge.b
                ) offered
                JOIN recurring.reached known ON known.number = offered.number
                WHERE offered.least < known.least
            )
        )
        SELECT one.node, first.node AS component, count(*) OVER (PARTITION BY least) AS size
        FROM reached JOIN component_nodes one USING (number)
        JOIN component_nodes first ON first.number = reached.least""",
    )
