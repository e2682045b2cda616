"""G(n, m) with mean degree 8 as pairs of little-endian u32: python3 random_graph.py NODES FILE [SEED]"""
import array, random, sys

nodes, file, seed = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
draw = random.Random(seed).randrange
edges = set()
while len(edges) < 4 * nodes:
    a, b = draw(nodes), draw(nodes)
    if a != b:
        edges.add((min(a, b), max(a, b)))
pairs = array.array("I", (node for edge in sorted(edges) for node in edge))
if sys.byteorder == "big":
    pairs.byteswap()
with open(file, "wb") as out:
    pairs.tofile(out)
