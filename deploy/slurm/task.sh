#!/usr/bin/env bash
# A task of the array: one part. See submit.sh.
set -uo pipefail
folder=$1
shift
"$@" --shard auto --workers 1 --state "$folder/state" --out "$folder/traces" --json "$folder/$SLURM_ARRAY_TASK_ID.json"
code=$?
case $code in
  # There is a report; the verdict is that of the merge.
  0 | 1 | 3 | 4) exit 0 ;;
  # Wrong options: again would be the same.
  2) exit 2 ;;
esac
# Killed: Slurm runs the task again, and it goes on from where it was.
echo "ended with $code, run ${SLURM_RESTART_COUNT:-0}"
[ "${SLURM_RESTART_COUNT:-0}" -lt 3 ] || exit "$code"
scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
