"""Who may call which address by which method: the table, and what proves it.

`table.csv` has a row for every route, case and method, and a column for every kind of visitor.
`python -m tests.permissions --write` proposes the rows that are missing by performing the
requests; a person reads them before they are kept.
"""
