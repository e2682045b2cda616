#!/bin/bash
# One task of a Slurm job array plays one shard of a plan.
#
#   export YAGURA_SHARD_COUNT=100
#   job=$(sbatch --parsable --array=0-99 docs/cluster/slurm.sh PLAN DIR)
#   sbatch --dependency=afterok:$job --kill-on-invalid-dep=yes --wrap "yagura merge DIR --out OUT"
#
# A shard that failed is run again alone, with the same count:
#
#   sbatch --array=17 docs/cluster/slurm.sh PLAN DIR
#
# The index comes from SLURM_ARRAY_TASK_ID. The count is never taken from Slurm: of a task that runs again alone it says 1.
#SBATCH --job-name=yagura
#SBATCH --requeue
#SBATCH --cpus-per-task=1
set -euo pipefail
plan=$1
dir=$2
exec "${YAGURA:-yagura}" sweep "$plan" --out "$dir" --threads "${SLURM_CPUS_PER_TASK:-1}"
