"""Tables in and out of files: CSV and XLSX, safely."""

from fulcrum.apps.ui.tabular.mapping import FieldSpec, Proposal, propose_mapping
from fulcrum.apps.ui.tabular.reading import RowError, Table, read_table, row_errors_table
from fulcrum.apps.ui.tabular.writing import Sheet, write_book, write_csv, write_xlsx

__all__ = [
    "FieldSpec",
    "Proposal",
    "RowError",
    "Sheet",
    "Table",
    "propose_mapping",
    "read_table",
    "row_errors_table",
    "write_book",
    "write_csv",
    "write_xlsx",
]
