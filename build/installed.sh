#!/usr/bin/env bash
# Uses the packages of a folder as anybody would, from an empty folder, with nothing else to install from:
# build/installed.sh DIR, after build/pack.sh DIR
set -euo pipefail
[ $# = 1 ] || { echo 'usage: build/installed.sh DIR' >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
packages=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NUGET_PACKAGES=$work/cache DOTNET_CLI_HOME=$work/home
cat > NuGet.Config <<CONFIG
<configuration>
  <packageSources><clear /><add key="packed" value="$packages" /></packageSources>
</configuration>
CONFIG
scenario=retrieve-against-retrieve-and-close
fail() { echo "installed: $1"; cat "$work/out"; exit 1; }
run() { "$@" > "$work/out" 2>&1 || fail "$* ends with $?"; }
says() { grep -qF -- "$1" "$work/out" || fail "not said: $1"; }

run dotnet tool install luo --tool-path tools --configfile NuGet.Config
PATH=$work/tools:$PATH
run luo check --scenario $scenario --out traces
says 'every expectation met'
echo 'luo check: the installed tool samples under Coyote'
run luo prove --scenario $scenario --out traces
says '2 exhausted'
says 'every expectation met'
echo 'luo prove: it explores'
run luo replay traces/$scenario.as-posted.use-after-free.shortest.trace
says 'reproduced: use-after-free'
echo 'luo replay: its trace runs again'
run luo mutate --part hardened --mutant 'HardenedSessions.cs: Create: _gate.Read() as Write' --programs 1x1
says '1 mutant compiled and judged'
echo 'luo mutate: it has the sources that it was made from'
mkdir once && cp NuGet.Config once && cd once
run dotnet dnx --yes luo -- --help
says 'luo [command] [options]'
run dotnet dnx --yes luo -- prove --scenario $scenario
says 'every expectation met'
echo 'dotnet dnx luo: the same without an installation'

# The gate, as the action for GitHub runs it: a violation that nobody expects is at its line.
cd "$work"
mkdir scenarios
luo scenarios $scenario | grep -v ^expect > scenarios/surprise.scenario
luo scenarios two-retrieves > scenarios/two-retrieves.scenario
export GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$work/summary GITHUB_ACTION_PATH=$root/deploy/github RUNNER_TEMP=$work
export LUO_RUN='prove scenarios' LUO_REPORTS=$work/reports LUO_SOURCE=$packages LUO_VERSION=
awk '/^      run: \|/ { on = 1; next } on { print substr($0, 9) }' "$root/deploy/github/action.yml" > step
code=0
PATH=${PATH#"$work/tools:"} bash -e step > out 2>&1 || code=$?
[ $code = 1 ] || fail "the gate ends with $code, not 1"
says '::error file=src/Impl/'
grep -qF 'luo prove: violation' summary || fail 'nothing in the summary'
for report in xml sarif json md; do
  [ -s "reports/luo.$report" ] || fail "no luo.$report"
done
luo scenarios $scenario > scenarios/surprise.scenario
bash -e step > out 2>&1 || fail 'the gate does not pass'
run luo diff reports/luo.json reports/luo.json
says 'nothing got worse'
echo 'the gate: it stops what nobody expects, at its line, and lets pass what is'
