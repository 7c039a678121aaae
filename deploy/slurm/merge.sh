#!/usr/bin/env bash
# The job after the array: joins the reports. See submit.sh.
set -uo pipefail
folder=$1 parts=$2
shift 2
files=()
for part in $(seq "$parts"); do
  files+=("$folder/$part.json")
done
"$@" merge "${files[@]}" --json "$folder/all.json"
code=$?
echo "$code" > "$folder/exit-code"
exit "$code"
