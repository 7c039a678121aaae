#!/usr/bin/env bash
# Runs luo prove in 8 parts as plain processes, as many at a time as there are processors, and compares the merged report with
# that of one run.
#
#   processes.sh LUO...        such as  processes.sh dotnet src/Cli/bin/Debug/net10.0/luo.dll
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
what=(prove --programs "1x1,1x2" --names 1 --design as-posted --workers 1 --out "$folder/traces")
seq 8 | xargs -P "$(nproc)" -I{} sh -c 'folder=$1 part=$2; shift 2; "$@" --shard "$part/8" --json "$folder/$part.json" > "$folder/$part.log" 2>&1 || [ $? = 1 ]' \
  sh "$folder" {} "$@" "${what[@]}"
merged=0 code=0
"$@" merge "$folder"/[1-8].json --json "$folder/all.json" || merged=$?
"$@" "${what[@]}" --json "$folder/whole.json" > /dev/null 2>&1 || code=$?
[ "$merged" = "$code" ] || { echo "processes: the merge ended with $merged, one run with $code" >&2; exit 1; }
cmp "$folder/all.json" "$folder/whole.json"
echo "processes: 8 parts: the same $(wc -c < "$folder/whole.json") bytes as one run, exit code $code"
