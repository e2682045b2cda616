"""W1 on EoN (PyPI EoN 2.0, networkx): lognormal spread on a given graph without recovery.

python3 eon.py FILE NODES [RUNS], FILE of little-endian u32 pairs, a link each way. Prints what `yagura run --timing` prints.
"""

import array
import math
import random
import statistics
import sys
import time

import EoN
import networkx

MU, SIGMA = -0.5 * math.log(2), math.sqrt(math.log(2))  # mean 1, variance 1


def main(file, nodes, runs="3"):
    words = array.array("I")
    with open(file, "rb") as bytes_:
        words.frombytes(bytes_.read())
    graph = networkx.Graph()
    graph.add_nodes_from(range(int(nodes)))
    graph.add_edges_from(zip(words[::2], words[1::2]))
    times, infected = [], 0
    for run in range(int(runs) + 1):
        random.seed(run)
        before = time.process_time_ns()
        _, s, i, r = EoN.fast_nonMarkov_SIR(
            graph,
            trans_time_fxn=lambda source, target: random.lognormvariate(MU, SIGMA),
            rec_time_fxn=lambda node: float("inf"),
            initial_infecteds=[0],
        )
        spent = time.process_time_ns() - before
        infected = int(i[-1] + r[-1])
        # Links out of the component of node 0: all but those of nodes never reached, which have none or few.
        leaving = sum(graph.degree(node) for node in networkx.node_connected_component(graph, 0))
        if run > 0:
            times.append(spent / leaving)
    print(f"infected={infected}")
    print(
        f"eon n={nodes} edges={2 * graph.number_of_edges()} "
        f"cpu_ns/edge med={statistics.median(times):.1f} min={min(times):.1f} max={max(times):.1f}"
    )


main(*sys.argv[1:])
