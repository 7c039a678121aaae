#!/usr/bin/env bash
# Explores one state space with Spin and with luo model, compares what they count, and prints the times of both.
#
#   bench/Model/model.sh [NAMES HANDLES KERNELS [CAPACITY]]        3 6 2, and as many as there are names, unless given
#
# ROUNDS=5 repeats each measurement and takes the least (3 unless given). INVARIANTS=1 lets Spin check the state invariants
# too, as luo model always does. Exits 1 where states, transitions or verdict differ. Needs spin, gcc and the .NET SDK.
set -euo pipefail
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
here=$(cd "$(dirname "$0")" && pwd)
names=${1:-3} handles=${2:-6} kernels=${3:-2} capacity=${4:-$names}
rounds=${ROUNDS:-3}
places=$(printf '%s\n' "$names" "$handles" "$capacity" | sort -n | head -n 1)
if [ "$names" -gt 4 ] || [ "$places" -gt 4 ]; then
  echo 'model.sh: the Promela has room for at most 4 names' >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && spin -DNAMES="$names" -DHANDLES="$handles" -DKERNELS="$kernels" -DCAPACITY="$capacity" -DPLACES="$places" \
  ${INVARIANTS:+-DINVARIANTS} -a "$here/luo.pml" && gcc -w -O3 -DSAFETY -DNOREDUCE -o pan pan.c)
dotnet build -c Release --nologo -v quiet "$here/../../src/Cli" > "$work/build" || { cat "$work/build" >&2; exit 2; }
luo=$here/../../src/Cli/bin/Release/net10.0/luo.dll

# measure NAME COMMAND...: runs it, output in $work/NAME; the least wall and processor seconds in $work/NAME.time
measure() {
  local name=$1 TIMEFORMAT='%R %U %S'
  shift
  { time "$@" > "$work/$name" 2>&1; } 2>> "$work/$name.times"
  awk '{ cpu = $2 + $3; if (NR == 1 || $1 < wall) wall = $1; if (NR == 1 || cpu < least) least = cpu } END { print wall, least }' \
    "$work/$name.times" > "$work/$name.time"
}

# Taking turns, so that a slow stretch of the machine hits all alike.
bounds=(--names "$names" --handles "$handles" --kernels "$kernels" --capacity "$capacity")
for ((round = 0; round < rounds; round++)); do
  measure spin "$work/pan" -m100000 -w26
  measure luo1 dotnet "$luo" model "${bounds[@]}" --symmetry none --json - --threads 1
  measure luo2 dotnet "$luo" model "${bounds[@]}" --symmetry none --json - --threads 2
done

# Spin counts the way into the initial state as a transition.
spin_states=$(awk '/states, stored/ { print $1 }' "$work/spin")
spin_transitions=$(awk '/transitions \(= stored\+matched\)/ { print $1 - 1 }' "$work/spin")
spin_verdict=$(grep -q 'errors: 0' "$work/spin" && ! grep -q 'max search depth too small' "$work/spin" && echo pass || echo violation)
field() { sed -n "s/^ *\"$2\": \"\{0,1\}\([a-z0-9]*\)\"\{0,1\},*$/\1/p" "$work/$1" | tail -n 1; }

status=0
printf 'bounds       %s names, %s handles, %s kernels, capacity %s; least of %s runs each\n\n' \
  "$names" "$handles" "$kernels" "$capacity" "$rounds"
printf '%-14s %12s %13s %-10s %9s %9s\n' checker states transitions verdict seconds 'cpu s'
row() { printf '%-14s %12s %13s %-10s %9s %9s\n' "$1" "$2" "$3" "$4" $(cat "$work/$5.time"); }
row 'spin' "$spin_states" "$spin_transitions" "$spin_verdict" spin
for threads in 1 2; do
  row "luo, $threads thread$([ $threads = 1 ] || echo s)" "$(field luo$threads states)" "$(field luo$threads transitions)" \
    "$(field luo$threads verdict)" luo$threads
  if [ "$(field luo$threads states) $(field luo$threads transitions) $(field luo$threads verdict)" \
    != "$spin_states $spin_transitions $spin_verdict" ]; then
    status=1
  fi
done

awk -v spin="$(cat "$work/spin.time")" -v one="$(cat "$work/luo1.time")" -v two="$(cat "$work/luo2.time")" 'BEGIN {
  split(spin, s); split(one, a); split(two, b)
  printf "\nspin / luo, 1 thread     %.1f in seconds, %.1f in processor time\n", s[1] / a[1], s[2] / a[2]
  printf "spin / luo, 2 threads    %.1f in seconds\n", s[1] / b[1]
  printf "luo, 1 / 2 threads       %.2f in seconds\n", a[1] / b[1]
  printf "Spin takes at least 3 times the processor time: %s\n", (s[2] >= 3 * a[2] ? "yes" : "NO")
  exit (s[2] < 3 * a[2])
}' || status=$((status == 1 ? 1 : 2))
[ $status != 1 ] || echo 'DIFFERENT: states, transitions or verdict' >&2
exit $status
