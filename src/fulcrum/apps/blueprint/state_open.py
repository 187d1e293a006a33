"""The open data files of a snapshot, as the officers' pages and the public site answer them."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from fulcrum.apps.blueprint.models import Snapshot
from fulcrum.apps.blueprint.queries.snapshots import state_of
from fulcrum.apps.blueprint.state_dictionary import (
    CELL_COLUMNS,
    COMMITMENT_COLUMNS,
    DICTIONARY_COLUMNS,
    dictionary_rows,
)
from fulcrum.apps.blueprint.state_files import cell_rows, commitment_rows
from fulcrum.apps.ui.tabular import write_csv
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.kernel.provenance import canonical_json

OPEN_FILES = ("cells.csv", "commitments.csv", "state.json", "dictionary.csv")


def open_file(snapshot: Snapshot, name: str) -> HttpResponseBase:
    """One of OPEN_FILES; the view that calls this says who may have it."""
    file_name = f"state-no-{snapshot.number}-{name}"
    if name == "state.json":
        return serve_attachment(canonical_json(snapshot.data), file_name, "application/json")
    state = state_of(snapshot)
    tables = {
        "cells.csv": lambda: write_csv(CELL_COLUMNS, cell_rows(state.cube)),
        "commitments.csv": lambda: write_csv(COMMITMENT_COLUMNS, commitment_rows(state)),
        "dictionary.csv": lambda: write_csv(
            [str(one) for one in DICTIONARY_COLUMNS], dictionary_rows()
        ),
    }
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return StreamingHttpResponse(tables[name](), "text/csv; charset=utf-8", headers=headers)
