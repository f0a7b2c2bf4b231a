#!/usr/bin/env python3
"""Draws a GraphML file of Entente as a picture, with Graphviz.

    draw.py GRAPH.graphml PICTURE.svg

Entities are nodes, coloured by type; facts are arrows, labelled with relation and date. Facts that do not hold
as stated (negated, possible, planned) are dashed. Needs Graphviz's `dot`.
"""
import subprocess
import sys
import xml.etree.ElementTree as xml

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
COLOURS = {"PER": "#fde3c8", "ORG": "#d6e6f5", "GPE": "#d8efd3", "LOC": "#e8f3d6", "MISC": "#eadcf4"}


def data(element):
    return {d.get("key"): d.text or "" for d in element.findall("g:data", NS)}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def dot(graph):
    yield "digraph {"
    yield '  graph [rankdir=LR, nodesep=0.35, ranksep=1.1, bgcolor="white", fontname="Helvetica"];'
    yield '  node [shape=box, style="rounded,filled", color="#555555", fontname="Helvetica", fontsize=13];'
    yield '  edge [color="#666666", fontname="Helvetica", fontsize=10, fontcolor="#333333"];'
    for node in graph.findall("g:node", NS):
        values = data(node)
        colour = COLOURS.get(values.get("type", ""), "#eeeeee")
        yield f'  {quoted(node.get("id"))} [label={quoted(values["label"])}, fillcolor="{colour}"];'
    for edge in graph.findall("g:edge", NS):
        values = data(edge)
        label = values["edge_label"] + (f'\\n{values["date"]}' if values.get("date") else "")
        style = "solid" if values.get("modality") == "asserted" else "dashed"
        yield (f'  {quoted(edge.get("source"))} -> {quoted(edge.get("target"))} '
               f'[label="{label}", style={style}];')
    yield "}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    graph = xml.parse(sys.argv[1]).getroot().find("g:graph", NS)
    text = "\n".join(dot(graph))
    subprocess.run(["dot", "-Tsvg", "-o", sys.argv[2]], input=text.encode("utf-8"), check=True)


if __name__ == "__main__":
    main()
