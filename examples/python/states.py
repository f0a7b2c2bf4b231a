"""What a Python user does with a graph of Entente: pandas and NetworkX on `entente … --json`.

The corpus is examples/messages: what presidents of the United States told Congress of other states, 1881 to 1904.

    python states.py [FOLDER]     writes states.png there (or here); needs pandas, NetworkX and matplotlib

The lines `# %%` make cells of it in Jupyter, VS Code and Spyder. The program is `entente`, or what ENTENTE_BINARY names.
"""
# %% The graph, once
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd

HERE = Path(__file__).resolve().parent
OUTPUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
GRAPH = Path(tempfile.mkdtemp()) / "graph"


def entente(*arguments):
    program = os.environ.get("ENTENTE_BINARY", "entente")
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def table(*arguments):
    """The JSON Lines that a command prints, as a table: fields of objects are columns such as subject.name."""
    lines = entente(*arguments, "--graph", str(GRAPH), "--json").splitlines()
    return pd.json_normalize([json.loads(line) for line in lines])


entente("build", str(HERE.parent / "messages" / "messages.jsonl"), "--graph", str(GRAPH))
facts = table("facts", "--min-confidence", "0.3")
print(f"{len(facts)} facts, {facts['confidence'].mean():.2f} sure on the average")
print(facts["class"].value_counts().head(8).to_string(), "\n")

# %% Of whom the messages speak, and when
STATES = ["Spain", "Cuba", "United Kingdom", "China", "Germany", "Panama"]
ends = pd.concat([facts[["observed_first", f"{end}.name"]].rename(columns={f"{end}.name": "state"})
                  for end in ("subject", "object")])
ends["year"] = pd.to_datetime(ends["observed_first"]).dt.year
attention = ends[ends["state"].isin(STATES)].pivot_table(index="year", columns="state", aggfunc="size", fill_value=0)
attention = attention.reindex(range(1881, 1905), fill_value=0)[STATES]
print("In which message a state has the most facts:")
print(attention.idxmax().to_string(), "\n")

# %% Who deals with whom: a weighted graph of states, without the one that speaks
pairs = table("alliances", "--min-confidence", "0.3", "--half-life", "20y")
states = pairs[(pairs["actor.type"] == "GPE") & (pairs["other.type"] == "GPE")]
graph = nx.Graph()
for pair in states.itertuples(index=False):
    row = dict(zip(states.columns, pair))
    graph.add_edge(row["actor.name"], row["other.name"], stories=row["stories"], score=row["score"])
print("Betweenness, all states:")
ranks = pd.Series(nx.betweenness_centrality(graph)).sort_values(ascending=False)
print(ranks.head(5).round(2).to_string(), "\n")

others = graph.subgraph(set(graph) - {"United States"})
others = others.subgraph(max(nx.connected_components(others), key=len))
communities = sorted(nx.community.louvain_communities(others, weight="stories", seed=1), key=lambda c: (-len(c), min(c)))
print("Communities without the United States:")
for community in communities:
    print(" ", ", ".join(sorted(community)))

# %% The picture
figure, (left, right) = plt.subplots(1, 2, figsize=(15, 7), width_ratios=(2, 3), layout="constrained")
attention.rolling(2, min_periods=1).mean().plot(ax=left, linewidth=2)
left.set(title="Facts of a state by message (mean of two years)", xlabel="", ylabel="")
left.spines[["top", "right"]].set_visible(False)

places = nx.kamada_kawai_layout(others)
colours = {state: plt.cm.tab10(i % 10) for i, community in enumerate(communities) for state in community}
edges = list(others.edges(data=True))
nx.draw_networkx_edges(others, places, ax=right, edgelist=edges, width=[0.8 + 0.5 * e["stories"] for *_, e in edges],
                       edge_color=["#c0392b" if e["score"] < 0 else "#2e86c1" for *_, e in edges], alpha=0.6)
nx.draw_networkx_nodes(others, places, ax=right, node_size=[60 + 60 * others.degree(n) for n in others],
                       node_color=[colours[n] for n in others])
for state, (x, y) in places.items():
    right.annotate(state, (x, y), xytext=(0, 7), textcoords="offset points", ha="center", fontsize=8)
right.set_title("Who deals with whom beside the United States: blue cooperation, red conflict;\ncolours of nodes: communities")
right.axis("off")
figure.savefig(OUTPUT / "states.png", dpi=80, metadata={"Software": None})
