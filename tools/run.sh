#!/usr/bin/env bash
# Start a showcase: tools/run.sh FOLDER (of the virtual environment). PORT and FULCRUM_* are respected.
set -euo pipefail
bin=$1/bin
export FULCRUM_SHOWCASE=${FULCRUM_SHOWCASE:-true}
export FULCRUM_PORT=${FULCRUM_PORT:-${PORT:-8000}}
host=${FULCRUM_HOST:-127.0.0.1}

# Asked first, so that nobody waits for a showcase that then cannot be served.
if ! "$bin/python" -S -c '
import socket, sys
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((sys.argv[1], int(sys.argv[2])))
' "$host" "$FULCRUM_PORT" 2>/dev/null; then
  echo "fulcrum: port $FULCRUM_PORT of $host cannot be used: it is taken, or not yours. Choose another: PORT=8001 make run" >&2
  exit 1
fi

"$bin/fulcrum" assets
"$bin/fulcrum" showcase
exec "$bin/fulcrum" serve
