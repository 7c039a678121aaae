#!/usr/bin/env bash
# Follows docs/library.md in an empty folder, word by word: its commands, its code, and what it says comes of them:
# build/guide.sh with the sources, build/guide.sh DIR with the packages of a folder.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
page=$root/docs/library.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# = 0 ]; then
  start='A test project'
  mkdir "$work/luo"
  (cd "$root" && git ls-files -z src build '*.props' '*.targets' global.json .editorconfig | xargs -0 cp --parents -t "$work/luo")
else
  start='A test project with the packages'
  cp -r "$1" "$work/packages"
  # Packages of the same version may have been installed before.
  export NUGET_PACKAGES=$work/cache
fi
cd "$work"

# The n-th C# block of the page, and the indented commands below a heading.
code() { awk -v n="$1" '/^```csharp$/ { i++; on = i == n; next } /^```$/ { on = 0 } on' "$page"; }
commands() { awk -v h="## $1" '/^## / { on = $0 == h } on && /^    / { print substr($0, 5) }' "$page"; }
fail() { echo "guide: $1"; cat "$work/out"; exit 1; }
run() { dotnet test "$@" > "$work/out" 2>&1; }
says() { grep -qF -- "$1" "$work/out" || fail "not said: $1"; }
# Puts a method in the place of the one that begins with a line, up to the brace that ends it.
replace() { awk -v first="$1" -v by="$2" '
  $0 == first { while ((getline line < by) > 0) print line; skip = 1 }
  skip { if ($0 == "    }") skip = 0; next } 1' "$3" > "$work/new" && mv "$work/new" "$3"; }

eval "$(commands "$start")" > "$work/out" 2>&1 || fail 'dotnet new'
code 1 > bank/Bank.cs
code 2 > bank/BankTests.cs
cd bank
run && fail 'the bank passes'
says 'violation: 6 executions, every schedule covered'
says 'nobody-owes sees (-30, 230)'
echo 'the broken bank is found'

cp BankTests.cs "$work/before"
sed -i '$d' BankTests.cs
{ echo; code 3; echo '}'; } >> BankTests.cs
run --filter TheSameScheduleAgain || fail 'the schedule does not come again'
echo 'its schedule comes again'

code 4 > "$work/repair"
replace '    public bool Pay(int amount)' "$work/repair" Bank.cs
run --filter TheSameScheduleAgain && fail 'the repaired bank follows the trace'
says "step 7: recorded was 'B acquire-write lock(Lock)', the code does 'return False'"
cp "$work/before" BankTests.cs
run || fail 'the repaired bank does not pass'
echo 'the repaired bank passes'

sed -i "s|^        Assert.True(report.*|&\n$(code 5 | sed 's/[&|\\]/\\&/g' | head -c -1)|" BankTests.cs
code 6 > "$work/protocol"
awk -v by="$work/protocol" '
  /private static readonly Protocol/ { while ((getline line < by) > 0) print line; skip = 1 }
  skip { if (/;$/) skip = 0; next } 1' BankTests.cs > "$work/new" && mv "$work/new" BankTests.cs
run || fail 'the specified bank does not pass'
echo 'with its outcomes and its specification, too'

awk '$0 == "        lock (_gate)" { getline; inside = 1; next } inside && $0 == "        }" { inside = 0; next } 1' Bank.cs > "$work/new"
mv "$work/new" Bank.cs
run && fail 'the bank without its lock passes'
says 'data-race: Bank.Ann: read in 60 by B at Bank.cs:13, no lock held | write in 70 by A at Bank.cs:18, no lock held'
echo 'the forgotten lock is found'
