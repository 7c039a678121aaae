#!/usr/bin/env bash
# Coverage-guided fuzzing of every reader of src/Abi: run.sh [INPUTS [SECONDS [SEED]]], by default 10 million inputs.
# Exit 0: all inputs were read; 1: a reader failed, the input is in FAILING; 4: the seconds were over first.
set -euo pipefail
cd "$(dirname "$0")/../.."
inputs=${1:-10000000} seconds=${2:-86400} seed=${3:-1}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet build bench/FuzzAbi -v q --nologo -p:RunAnalyzers=false -o "$out/bin" > "$out/build.log" || { cat "$out/build.log"; exit 3; }
dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$out/tool" > "$out/tool.log" || { cat "$out/tool.log"; exit 3; }
DOTNET_ROLL_FORWARD=Major "$out/tool/sharpfuzz" "$out/bin/LuoVerified.Abi.dll"
DOTNET_gcServer=0 dotnet "$out/bin/LuoVerified.FuzzAbi.dll" "$inputs" "$seconds" "$seed" tests/Abi/Golden "${FAILING:-abi-failing-input}"
