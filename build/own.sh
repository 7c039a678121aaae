#!/usr/bin/env bash
# Follows docs/own-design.md in an empty folder: its commands, its code, and what it says comes of them. The repository is this one, as
# it is built.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
page=$root/docs/own-design.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Templates are installed into a folder of this run; packages stay where they are, or what is built here would refer to a folder that goes.
export NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages} DOTNET_CLI_HOME=$work/home DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir "$work/own"
cd "$work/own"
there=$(realpath --relative-to="$work/own/Mine" "$root")

# The n-th C# block of the page, and the indented commands below a heading, with this repository in the place of luo.
code() { awk -v n="$1" '/^```csharp$/ { i++; on = i == n; next } /^```$/ { on = 0 } on' "$page"; }
commands() {
  awk -v h="## $1" '/^## / { on = $0 == h } /^```/ { block = !block } on && !block && /^    / { print substr($0, 5) }' "$page" \
    | sed "s|\.\./luo|$there|g; s| luo/| $root/|g"
}
# The block of the page without a language: what the page says is printed.
printed() { awk '/^```/ { if (on) exit; code = !code; on = code && $0 == "```"; next } on' "$page"; }
fail() { echo "own: $1"; cat "$work/out"; exit 1; }
run() { eval "$1" > "$work/out" 2>&1; }
says() { grep -qF -- "$1" "$work/out" || fail "not said: $1"; }
# Puts a block of the page in the place of the method that begins as it does.
replace() {
  awk -v by="$work/method" '
    NR == FNR { if (FNR == 1) first = $0; text = text $0 "\n"; next }
    $0 == first { printf "%s", text; skip = 1 }
    skip { if ($0 == "    }") skip = 0; next } 1' "$work/method" "$1" > "$work/new"
  mv "$work/new" "$1"
}

run "$(commands 'A design and its tests' | grep '^dotnet new')" || fail 'dotnet new'
cd Mine
run "$(commands 'A design and its tests' | grep '^dotnet test')" || fail 'the design of the template does not pass'
says 'Passed!'
echo 'the design of the template passes, a test for each scenario'
run "$(commands 'The same with luo')" || fail 'luo does not pass it'
says '1 proof, 1 exhausted'
echo 'and luo proves it'

code 1 > "$work/method"
replace Mine/MineSessions.cs
run "$(commands 'A bug' | head -n 1)" && fail 'the wrong order is not found'
says 'EverySchedulePasses(name: "quiesce-against-create") [FAIL]'
[[ $(< "$work/out") == *"$(printed)"* ]] || fail 'the message is not the one of the page'
run "$(commands 'A bug' | tail -n +2)" || fail 'its trace does not replay'
says 'reproduced: lock-order'
echo 'the wrong order is found, and its trace replays'

code 2 > "$work/method"
replace Mine/MineSessions.cs
run "$(commands 'The repair')" || fail 'the repaired design does not pass'
says 'Passed!'
echo 'the repaired design passes'

name=my.class
cd "$work/own"
run "dotnet new luo-design -n $name --luo $there" || fail "dotnet new -n $name"
cd "$name"
run "dotnet build $name.Tests" || fail "the template does not build as $name"
run "dotnet $root/src/Cli/bin/Debug/net10.0/luo.dll designs --assembly $name/bin/Debug/net10.0/$name.dll" \
  || fail "luo does not take the design of $name"
echo 'a name that is none in C# or of a design is made into one'
