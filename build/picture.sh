#!/usr/bin/env bash
# Draws the picture of the README, docs/trace-page.png: the page of a trace as Chromium shows it. build/picture.sh, after dotnet build
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
luo=(dotnet "$root/src/Cli/bin/Debug/net10.0/luo.dll")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
scenario=retrieve-against-retrieve-and-close
"${luo[@]}" prove --scenario $scenario --design as-posted --samples 0 > out || { cat out; exit 1; }
"${luo[@]}" replay luo-traces/$scenario.as-posted.use-after-free.shortest.trace --html page.html --sources "$root" > out || { cat out; exit 1; }
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=0.75 --window-size=1440,1300 \
  --screenshot="$root/docs/trace-page.png" page.html 2> out || { cat out; exit 1; }
size=$(stat -c %s "$root/docs/trace-page.png")
[ "$size" -lt 200000 ] || { echo "docs/trace-page.png has $size bytes, not less than 200,000"; exit 1; }
echo "docs/trace-page.png: $size bytes"
