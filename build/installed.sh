#!/usr/bin/env bash
# Uses the packages of a folder as anybody would, from an empty folder, with nothing else to install from:
# build/installed.sh DIR, after build/pack.sh DIR
set -euo pipefail
[ $# = 1 ] || { echo 'usage: build/installed.sh DIR' >&2; exit 2; }
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
run luo mutate --part hardened --sample 1 --programs 1x1
says '1 mutants'
echo 'luo mutate: it has the sources that it was made from'
mkdir once && cp NuGet.Config once && cd once
run dotnet dnx --yes luo -- --help
says 'luo [command] [options]'
run dotnet dnx --yes luo -- prove --scenario $scenario
says 'every expectation met'
echo 'dotnet dnx luo: the same without an installation'
