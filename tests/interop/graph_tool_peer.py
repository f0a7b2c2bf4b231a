"""Opens GraphML files with graph-tool and writes what it sees as JSON.

    graph_tool_peer.py OUT.json GRAPH...

Of each file, by its name: nodes (id → attributes) and edges (id → source, target, attributes). Runs with the Python
of Debian, whose package graph-tool is.
"""

import json
import pathlib
import sys

import graph_tool

# What graph-tool names the ids of the file, and the label of edges, whose key has an id of its own.
NODE_ID, EDGE_ID = "_graphml_vertex_id", "_graphml_edge_id"


def attributes(maps, element):
    return {name: values[element] for name, values in maps.items() if name not in (NODE_ID, EDGE_ID)}


def seen(path):
    graph = graph_tool.load_graph(path)
    ids = graph.vp[NODE_ID]
    return {
        "nodes": {ids[node]: attributes(graph.vp, node) for node in graph.vertices()},
        "edges": {
            graph.ep[EDGE_ID][edge]: {
                "source": ids[edge.source()],
                "target": ids[edge.target()],
                "attributes": attributes(graph.ep, edge),
            }
            for edge in graph.edges()
        },
    }


if __name__ == "__main__":
    out, *files = sys.argv[1:]
    pathlib.Path(out).write_text(json.dumps({pathlib.Path(file).name: seen(file) for file in files}))
