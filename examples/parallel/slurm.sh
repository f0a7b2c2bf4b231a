#!/usr/bin/env bash
# The same by Slurm: an array of jobs, a part each, and one that puts the parts together when all are done.
#
#     slurm.sh GRAPH PARTS INPUT…
#
# All paths MUST be on a disk that the machines share. A job that is killed is requeued and goes on where it was.
#
# ENTENTE: the program, `entente` without it.
set -euo pipefail
graph=$(realpath -m "${1:?slurm.sh GRAPH PARTS INPUT…}")
parts=${2:?slurm.sh GRAPH PARTS INPUT…}
shift 2
entente=${ENTENTE:-entente}

mkdir -p "$graph.parts"
array=$(sbatch --parsable --job-name entente-build --array "1-$parts" --cpus-per-task 1 --mem 1G --requeue << JOB
#!/usr/bin/env bash
${entente@Q} build --resume --threads 1 --partition "\$SLURM_ARRAY_TASK_ID/$parts" \
  --graph ${graph@Q}.parts/"\$SLURM_ARRAY_TASK_ID" ${*@Q} || [[ \$? == 3 ]]
JOB
)
sbatch --job-name entente-merge --dependency "afterok:$array" --cpus-per-task 2 --mem 2G << JOB
#!/usr/bin/env bash
seq --format ${graph@Q}.parts/%.0f "$parts" | xargs -d '\n' ${entente@Q} merge-graphs --graph ${graph@Q} && rm -r ${graph@Q}.parts
JOB
