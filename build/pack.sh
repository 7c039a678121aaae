#!/usr/bin/env bash
# Packs the tool and the libraries into a folder: build/pack.sh DIR
set -euo pipefail
[ $# = 1 ] || { echo 'usage: build/pack.sh DIR' >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
restore=$(dotnet restore -v q -p:Configuration=Release) || { echo "$restore"; exit 1; }
# Analyzers have had their say in the build; they take longer than all the rest.
dotnet msbuild build/Packages.proj -v:q -nologo -m -t:Pack -p:Configuration=Release -p:RunAnalyzers=false \
  -p:ContinuousIntegrationBuild=true -p:PackageOutputPath="$folder/"
ls "$folder"
