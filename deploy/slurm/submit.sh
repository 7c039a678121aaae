#!/usr/bin/env bash
# Submits luo prove in N parts as an array, and the merge of their reports as a job that waits for all of them.
#
#   submit.sh FOLDER N LUO... OPTIONS...        such as  submit.sh reports 64 luo --programs 2x2
#
# LUO is the program, or `dotnet luo.dll`. Prints the numbers of both jobs. FOLDER must be seen by all nodes; it takes 1.json to
# N.json, traces, what is known of parts that were cut off, the output of the tasks, and at last all.json and the exit code of
# the merge.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
mkdir -p "$1"
folder=$(realpath "$1") parts=$2
shift 2
luo=()
while [ $# -gt 0 ] && [[ $1 != -* ]]; do
  luo+=("$1")
  shift
done
array=$(sbatch --parsable --array="1-$parts" --requeue --open-mode=append --output="$folder/task-%a.log" \
  "$here/task.sh" "$folder" "${luo[@]}" prove "$@")
merge=$(sbatch --parsable --dependency="afterany:$array" --output="$folder/merge.log" \
  "$here/merge.sh" "$folder" "$parts" "${luo[@]}")
echo "$array $merge"
