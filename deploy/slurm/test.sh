#!/usr/bin/env bash
# Runs luo prove in 8 parts on a Slurm cluster of this machine, kills one of them on the way, and compares the merged report
# with that of one run. Needs root, slurm-wlm and munge. Ends with 3 if no cluster can be started, with 1 if something is wrong.
#
#   test.sh LUO...        such as  test.sh dotnet src/Cli/bin/Debug/net10.0/luo.dll
set -euo pipefail
here=$(realpath "$(dirname "$0")")
folder=$(mktemp -d)
trap '"$here/cluster.sh" stop "$folder/cluster"; rm -rf "$folder"' EXIT
luo=()
for word in "$@"; do
  if [ -e "$word" ]; then luo+=("$(realpath "$word")"); else luo+=("$word"); fi
done
what=(--programs 1x1,1x2 --names 1 --design as-posted)
fail() {
  echo "slurm: $1" >&2
  tail -n 5 "$folder"/reports/*.log "$folder"/cluster/log/* >&2 || true
  exit 1
}

"$here/cluster.sh" start "$folder/cluster" || {
  echo 'slurm: no cluster can be started on this machine' >&2
  exit 3
}
export SLURM_CONF=$folder/cluster/slurm.conf
cd "$folder"
read -r array merge < <("$here/submit.sh" reports 8 "${luo[@]}" "${what[@]}")

# Kills the first part that has begun to write down what it knows.
victim=
for _ in $(seq 600); do
  for state in reports/state/*-of-8.state; do
    part=${state##*.as-posted.} part=${part%%-of-*}
    if [ -e "$state" ] && [ "$(wc -l < "$state")" -ge 5 ] && [ ! -e "reports/$part.json" ] && pkill -9 -f -- "--json $folder/reports/$part.json"; then
      victim=$part
      break 2
    fi
  done
  sleep 0.05
done
[ -n "$victim" ] || fail 'no part could be killed on the way'

for _ in $(seq 600); do
  # What is run again waits for two minutes; a test need not.
  scontrol update "JobId=${array}_$victim" StartTime=now 2> /dev/null || true
  [ ! -e reports/exit-code ] || break
  sleep 1
done
[ -e reports/exit-code ] || fail 'the merge has not ended after 10 minutes'
restarts=$(scontrol show job "${array}_$victim" | sed -n 's/.* Restarts=\([0-9]*\).*/\1/p')
[ "${restarts:-0}" -ge 1 ] || fail "part $victim was killed, and Slurm has not run it again"

code=0
"${luo[@]}" prove "${what[@]}" --workers 1 --out "$folder/reports/traces" --json whole.json > /dev/null 2>&1 || code=$?
[ "$(cat reports/exit-code)" = "$code" ] || fail "the merge ended with $(cat reports/exit-code), one run with $code"
cmp reports/all.json whole.json || fail 'the merged report differs from that of one run'
echo "slurm: $(sinfo --version), 8 parts, part $victim killed and run again by Slurm: the same $(wc -c < whole.json) bytes as one run, exit code $code"
