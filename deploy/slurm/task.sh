#!/usr/bin/env bash
# A task of the array: one part. See submit.sh.
set -uo pipefail
folder=$1
shift
report="$folder/$SLURM_ARRAY_TASK_ID.json"
# Only programs keep what is known.
state=()
case " $* " in *" --programs"*) state=(--state "$folder/state") ;; esac
"$@" --shard auto --workers 1 "${state[@]}" --out "$folder/traces" --json "$report"
code=$?
case $code in
  # The verdict is that of the merge. An internal error before the first program leaves no report.
  0 | 1 | 3 | 4)
    [ -s "$report" ] && exit 0
    exit "$code"
    ;;
  # Wrong options: again would be the same.
  2) exit 2 ;;
esac
# Killed: Slurm runs the task again, and it goes on from where it was.
echo "ended with $code, run ${SLURM_RESTART_COUNT:-0}"
[ "${SLURM_RESTART_COUNT:-0}" -lt 3 ] || exit "$code"
scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
