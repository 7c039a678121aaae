#!/usr/bin/env bash
# The gate of a pipeline: deploy/gate.sh DIR COMMAND [ARGUMENT...] runs luo, installs it first if it is not there, writes its report
# into DIR in every form, and ends as luo does. On GitHub it annotates the lines and adds to the summary of the job.
# LUO_SOURCE: where to install from, a folder or a feed; by default what NuGet is set up with. LUO_VERSION: which version; the newest.
set -euo pipefail
[ $# -ge 2 ] || { echo 'usage: gate.sh DIR COMMAND [ARGUMENT...]' >&2; exit 2; }
reports=$1
shift
mkdir -p "$reports"
if ! command -v luo > /dev/null; then
  tools=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/luo-tools-$$
  dotnet tool install luo --tool-path "$tools" ${LUO_SOURCE:+--source "$LUO_SOURCE"} ${LUO_VERSION:+--version "$LUO_VERSION"} >&2
  PATH=$tools:$PATH
fi

# Each run writes its own: one from before must not be taken for it.
rm -f "$reports"/luo.{xml,sarif,json,md,annotations}
code=0
luo "$@" --report junit="$reports/luo.xml" --report sarif="$reports/luo.sarif" --report json="$reports/luo.json" \
  --report markdown="$reports/luo.md" --report github="$reports/luo.annotations" || code=$?
[ -z "${GITHUB_ACTIONS:-}" ] || [ ! -e "$reports/luo.annotations" ] || cat "$reports/luo.annotations"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || [ ! -e "$reports/luo.md" ] || cat "$reports/luo.md" >> "$GITHUB_STEP_SUMMARY"
exit $code
