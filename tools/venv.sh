#!/usr/bin/env bash
# Make the virtual environment fit one hashed lock: tools/venv.sh PYTHON FOLDER PROFILE
# Does nothing, in a few milliseconds, when it fits already.
set -euo pipefail
python=$1 folder=$2 profile=$3
stamp=$folder/$profile.stamp

say() { echo "fulcrum: $*"; }
stop() { echo "fulcrum: $*" >&2; exit 1; }

# What the environment is made from; npm counts, for without it a wheel takes its place.
fingerprint() {
  { cat requirements/run.txt "requirements/$profile.txt" requirements/assets.txt pyproject.toml tools/venv.sh
    command -v npm >/dev/null 2>&1 && echo npm || echo no npm
    pwd; } | cksum
}

suitable() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

wanted=$(fingerprint)
if [ -x "$folder/bin/fulcrum" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

if [ ! -x "$folder/bin/python" ]; then
  for candidate in "$python" python3.11 python3.12 python3.13 python3; do
    if suitable "$candidate"; then found=$candidate; break; fi
  done
  [ -n "${found:-}" ] || stop "Python 3.11 or newer was not found. Install it, or say where it is: make run PYTHON=/path/to/python3.11"
  "$found" -c 'import venv, ensurepip' 2>/dev/null \
    || stop "This Python has no venv module. On Debian and Ubuntu: apt-get install python3-venv"
  say "making a virtual environment in $folder ($("$found" -V))"
  "$found" -m venv "$folder" || stop "The virtual environment could not be made. Is the disk full, or $folder not yours?"
fi

install=("$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input)
offline="The packages could not be installed. Check the connection to your Python package index, then run this again."
say "installing the packages of requirements/$profile.txt"
"${install[@]}" --require-hashes -r "requirements/$profile.txt" || stop "$offline"
if [ "$profile" = run ] && ! command -v npm >/dev/null 2>&1; then
  say "npm is not on this machine: installing it from a wheel"
  "${install[@]}" --require-hashes -r requirements/assets.txt || stop "$offline"
fi
"${install[@]}" --no-deps --no-build-isolation --editable . || stop "Fulcrum itself could not be installed; the lines above say why."
if [ "$profile" != run ]; then # it holds all of run
  profile=run
  fingerprint > "$folder/run.stamp"
fi
echo "$wanted" > "$stamp"
