#!/bin/sh
# Installs te-planner into this folder, and touches nothing outside it. PYTHON names the Python to take.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
unset PYTHONPATH PYTHONHOME
set --
for version in @PYTHONS@; do
    set -- "$@" "python$version"
done
for python in ${PYTHON:+"$PYTHON"} "$@" python3 python; do
    found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    for version in @PYTHONS@; do
        if [ "$found" = "$version" ]; then
            exec "$python" "$here/install.py"
        fi
    done
    other="$python is Python $found. "
done
echo "${other}te-planner needs one of Python @PYTHONS@." >&2
echo "Install one of these, or name it: PYTHON=/where/it/is/python3 sh install.sh" >&2
exit 1
