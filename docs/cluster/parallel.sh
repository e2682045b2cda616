#!/bin/bash
# GNU parallel plays the shards of a plan, as many at once as this machine has cores; then they are merged.
#
#   docs/cluster/parallel.sh PLAN DIR OUT 100
#
# Called again after a failure it runs the shards that failed, and those that were never begun. With other machines: put
# PARALLEL_OPTIONS="--sshlogin host1,host2" before it; DIR has to be a folder that all of them see.
set -euo pipefail
plan=$1
dir=$2
out=$3
count=$4
yagura=${YAGURA:-yagura}
mkdir -p "$dir"
log="$dir.joblog"
again=()
# The log of an earlier call knows which shards failed.
[ -s "$log" ] && again=(--resume-failed)
seq 0 $((count - 1)) |
    parallel ${PARALLEL_OPTIONS:-} --joblog "$log" "${again[@]}" \
        "$yagura" sweep "$plan" --out "$dir" --threads 1 --shard "{}/$count"
exec "$yagura" merge "$dir" --out "$out"
