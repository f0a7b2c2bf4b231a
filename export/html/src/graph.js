// The graph: a node an entity, a line for all facts between two.
//
// Where things lie was computed beforehand and does not change with the filters, so that the eye finds them again.
// sigma.js draws nodes and lines; names are drawn here, the greatest first, each only where it covers no other.

import Graph from "graphology";
import Sigma from "sigma";
import { h, shownOnCanvas } from "./dom.js";
import { kindOf } from "./model.js";

const reach = 6; // pixels around a line that count as the line
const mostNames = 140; // boxes of names and of their nodes
const fewNodes = 150;

export class GraphView {
  constructor(app) {
    this.app = app;
    this.names = h("canvas", { class: "names", "aria-hidden": "true" });
    this.stage = h("div", { class: "stage", tabindex: "0", role: "application" });
    this.keys = h("p", { id: "graph-keys", class: "hidden" });
    this.stage.setAttribute("aria-describedby", "graph-keys");
    this.nothing = h("div", { class: "nothing", hidden: true });
    this.zoom = h("div", { class: "zoom" });
    this.element = h("section", { class: "view graph" }, this.stage, this.names, this.keys, this.zoom, this.nothing);
    this.shown = new Uint32Array(app.model.entities.length); // facts to show, by entity
    this.cursor = null;
    this.hovered = null;
    this.hoveredPair = null;
  }

  // Makes the drawing, once the element is in the page; none where the browser cannot draw.
  open() {
    const { model } = this.app;
    this.failed = !document.createElement("canvas").getContext("webgl2");
    if (this.failed) return;
    this.graph = new Graph({ type: "undirected" });
    model.entities.forEach((entity, i) => {
      if (entity.radius > 0) this.graph.addNode(i, { x: entity.x, y: entity.y, size: entity.radius, type: "circle" });
    });
    for (const pair of model.pairs) {
      if (pair.a !== pair.b) this.graph.addEdgeWithKey(pair.key, pair.a, pair.b, { pair });
    }
    this.thickness = this.graph.size > 400 ? 0.6 : 1; // of many lines each is thinner
    this.byCount = this.graph.nodes().sort((a, b) => this.graph.getNodeAttribute(b, "size") - this.graph.getNodeAttribute(a, "size") || a - b);
    this.sigma = new Sigma(this.graph, this.stage, {
      allowInvalidContainer: true,
      renderLabels: false,
      zIndex: true,
      stagePadding: 50,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      minEdgeThickness: 0.7,
      defaultDrawNodeHover: () => {},
      nodeReducer: (node, data) => this.nodeLook(Number(node), data),
      edgeReducer: (_, data) => this.edgeLook(data.pair),
    });
    for (const canvas of this.stage.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
    this.followMouse();
    this.followKeys();
    this.sigma.on("afterRender", () => this.drawNames());
    const camera = this.sigma.getCamera();
    if (this.app.state.camera) this.goTo(this.app.state.camera);
    let waiting;
    camera.on("updated", ({ x, y, ratio }) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const home = Math.abs(x - 0.5) < 1e-3 && Math.abs(y - 0.5) < 1e-3 && Math.abs(ratio - 1) < 1e-3;
        this.app.state.camera = home ? undefined : [x, y, ratio];
        this.app.state.write(false);
      }, 300);
    });
  }

  goTo([x, y, ratio]) {
    this.sigma.getCamera().setState({ x, y, ratio });
  }

  move(target) {
    const camera = this.sigma.getCamera();
    if (this.app.calm()) camera.setState({ ...camera.getState(), ...target });
    else camera.animate(target, { duration: 250 });
  }

  zoomBy(factor) {
    this.move({ ratio: this.sigma.getCamera().getBoundedRatio(this.sigma.getCamera().ratio * factor) });
  }

  zoomAll() {
    this.move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  // Brings an entity into the middle where it is not well in view.
  bringIntoView(entity) {
    const data = this.sigma.getNodeDisplayData(entity);
    if (!data) return;
    const at = this.sigma.graphToViewport(this.graph.getNodeAttributes(entity));
    const { width, height } = this.sigma.getDimensions();
    const inside = at.x > 40 && at.y > 40 && at.x < width - 40 && at.y < height - 40;
    if (!inside) this.move({ x: data.x, y: data.y });
  }

  update() {
    const { model, visible, t, state } = this.app;
    this.stage.setAttribute("aria-label", t.graphLabel);
    this.keys.textContent = t.graphKeys;
    this.zoom.replaceChildren(
      h("button", { type: "button", class: "icon", "aria-label": t.zoomIn, title: t.zoomIn, onclick: () => this.zoomBy(1 / 1.6) }, "+"),
      h("button", { type: "button", class: "icon", "aria-label": t.zoomOut, title: t.zoomOut, onclick: () => this.zoomBy(1.6) }, "−"),
      h("button", { type: "button", class: "icon", "aria-label": t.zoomAll, title: t.zoomAll, onclick: () => this.zoomAll() }, "⤢"),
    );
    this.shown.fill(0);
    let facts = 0;
    for (const pair of model.pairs) {
      pair.shown = 0;
      pair.balance = 0;
      for (const n of pair.facts) {
        if (!visible[n]) continue;
        ++pair.shown;
        pair.balance += model.facts[n].weight;
      }
      facts += pair.shown;
      this.shown[pair.a] += pair.shown;
      if (pair.a !== pair.b) this.shown[pair.b] += pair.shown;
    }
    this.nothing.hidden = facts > 0 && !this.failed;
    this.nothing.replaceChildren(...this.app.emptyNotice(this.failed ? t.noWebGl : undefined));
    if (!this.sigma) return;
    this.colours = coloursOfPage();
    this.findFocus();
    const wanted = state.camera;
    const { x, y, ratio } = this.sigma.getCamera().getState();
    if (wanted && wanted !== this.lastCamera && Math.hypot(wanted[0] - x, wanted[1] - y, wanted[2] - ratio) > 1e-3) this.goTo(wanted);
    this.lastCamera = wanted;
    this.sigma.refresh();
  }

  // What stands out: what is selected or pointed at, with its neighbours. Nothing where all are alike.
  findFocus() {
    const { selected } = this.app.state;
    const chosen = new Set();
    if (selected?.kind === "entity") chosen.add(selected.a);
    if (selected?.kind === "pair") chosen.add(selected.a).add(selected.b);
    this.chosen = chosen;
    this.pairFocus = selected?.kind === "pair" ? [...chosen].sort((a, b) => a - b).join("|") : null;
    if (this.hoveredPair) this.pairFocus = this.hoveredPair;
    const centre = this.hovered ?? (this.hoveredPair ? null : selected?.kind === "entity" ? selected.a : null);
    this.centre = centre;
    this.focus = null;
    if (centre !== null && this.graph.hasNode(centre)) {
      this.focus = new Set([centre]);
      this.graph.forEachEdge(centre, (_, { pair }) => {
        if (pair.shown > 0) this.focus.add(pair.a).add(pair.b);
      });
    } else if (this.pairFocus) {
      this.focus = new Set(this.pairFocus.split("|").map(Number));
    }
  }

  nodeLook(node, data) {
    if (!this.colours || this.shown[node] === 0) return { ...data, hidden: true };
    const dim = this.focus && !this.focus.has(node);
    const type = this.app.model.entities[node].type;
    return { ...data, color: dim ? this.colours.dimmed[type] : this.colours[type], zIndex: dim ? 0 : 1 };
  }

  edgeLook(pair) {
    if (!this.colours || pair.shown === 0) return { hidden: true };
    const kind = kindOf(pair.balance);
    const inFocus = this.pairFocus ? pair.key === this.pairFocus : this.centre === pair.a || this.centre === pair.b;
    const size = Math.min(7, 0.9 + 0.9 * Math.log2(1 + pair.shown)) * this.thickness;
    if (!this.focus) return { size, color: this.colours.soft[kind], zIndex: 0 };
    return inFocus ? { size: size + 0.8, color: this.colours[kind], zIndex: 1 } : { size, color: this.colours.faint[kind], zIndex: 0 };
  }

  // The pair whose line passes under a point of the stage, or null.
  pairAt(point) {
    const at = this.sigma.viewportToGraph(point);
    const next = this.sigma.viewportToGraph({ x: point.x + 1, y: point.y });
    const pixel = Math.hypot(next.x - at.x, next.y - at.y);
    let nearest = null;
    let least = reach * pixel;
    for (const pair of this.app.model.pairs) {
      if (!pair.shown || pair.a === pair.b) continue;
      const a = this.app.model.entities[pair.a];
      const b = this.app.model.entities[pair.b];
      const distance = distanceToLine(at, a, b);
      if (distance < least) {
        least = distance;
        nearest = pair;
      }
    }
    return nearest;
  }

  point(changes) {
    const { hovered = null, hoveredPair = null } = changes;
    if (hovered === this.hovered && hoveredPair === this.hoveredPair) return;
    this.hovered = hovered;
    this.hoveredPair = hoveredPair;
    this.stage.classList.toggle("pointing", hovered !== null || hoveredPair !== null);
    this.frame ??= requestAnimationFrame(() => { // however fast the mouse moves
      this.frame = undefined;
      this.findFocus();
      this.sigma.refresh({ skipIndexation: true });
    });
  }

  followMouse() {
    const { app } = this;
    this.sigma.on("enterNode", ({ node }) => this.point({ hovered: Number(node) }));
    this.sigma.on("leaveNode", () => this.point({}));
    this.sigma.on("moveBody", ({ event }) => {
      if (this.hovered === null) this.point({ hoveredPair: this.pairAt(event)?.key ?? null });
    });
    this.stage.addEventListener("mouseleave", () => this.point({}));
    this.sigma.on("clickNode", ({ node }) => app.select({ kind: "entity", a: Number(node) }));
    this.sigma.on("clickStage", ({ event }) => {
      const pair = this.pairAt(event);
      app.select(pair ? { kind: "pair", a: pair.a, b: pair.b } : null);
    });
  }

  followKeys() {
    const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    this.stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (key in directions) this.moveCursor(directions[key]);
      else if (key === "Enter" && this.cursor !== null) this.app.select({ kind: "entity", a: this.cursor }, { follow: true });
      else if (key === "+" || key === "=") this.zoomBy(1 / 1.6);
      else if (key === "-") this.zoomBy(1.6);
      else if (key === "0") this.zoomAll();
      else if (key === "Escape") this.setCursor(null);
      else return;
      event.preventDefault();
    });
    this.stage.addEventListener("blur", () => this.setCursor(null));
  }

  setCursor(cursor) {
    this.cursor = cursor;
    if (cursor === null) return this.sigma.refresh({ skipIndexation: true });
    this.bringIntoView(cursor);
    const { model, t } = this.app;
    const { name, type } = model.entities[cursor];
    this.app.announce(`${name}, ${t.shortTypes[type]}, ${t.facts(this.shown[cursor])}`);
    this.sigma.refresh({ skipIndexation: true });
  }

  // To the nearest entity that lies in a direction; at first to the selected or the most told of.
  moveCursor([dx, dy]) {
    const shown = this.byCount.map(Number).filter((node) => this.shown[node] > 0);
    if (shown.length === 0) return;
    if (this.cursor === null || this.shown[this.cursor] === 0) {
      const selected = this.app.state.selected;
      this.setCursor(selected?.kind === "entity" && this.shown[selected.a] > 0 ? selected.a : shown[0]);
      return;
    }
    const place = (node) => this.sigma.graphToViewport(this.app.model.entities[node]);
    const from = place(this.cursor);
    let best = null;
    let least = Infinity;
    for (const node of shown) {
      if (node === this.cursor) continue;
      const at = place(node);
      const along = (at.x - from.x) * dx + (at.y - from.y) * dy;
      const aside = Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx);
      if (along <= 0 || aside > along) continue;
      const distance = along + 2 * aside;
      if (distance < least) [best, least] = [node, distance];
    }
    if (best !== null) this.setCursor(best);
  }

  drawNames() {
    const { width, height } = this.sigma.getDimensions();
    const scale = devicePixelRatio || 1;
    if (this.names.width !== Math.round(width * scale) || this.names.height !== Math.round(height * scale)) {
      this.names.width = Math.round(width * scale);
      this.names.height = Math.round(height * scale);
    }
    const pen = this.names.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (!this.colours) return;
    const first = [this.cursor, this.hovered, ...(this.chosen ?? [])].filter((node) => node !== null && this.shown[node] > 0);
    const rest = this.byCount.map(Number).filter((node) => this.shown[node] > 0 && !first.includes(node) && (!this.focus || this.focus.has(node)));
    const most = mostNames / Math.min(1, this.sigma.getCamera().ratio);
    const places = new Map();
    for (const node of [...new Set([...first, ...rest])]) {
      const { x, y, size } = this.graph.getNodeAttributes(node);
      const at = { ...this.sigma.graphToViewport({ x, y }), radius: this.sigma.scaleSize(size) };
      if (at.x > -100 && at.y > -20 && at.x < width + 20 && at.y < height + 20) places.set(node, at);
    }
    // Where there are few, names keep clear of other nodes, too.
    const discs = places.size > fewNodes ? [] : [...places].map(([node, at]) => ({ node, ...boxAround(at, at.radius) }));
    const names = [{ left: width - 56, right: width, top: height - 130, bottom: height }]; // the buttons
    for (const [node, at] of places) {
      if (names.length >= most) break;
      this.drawName(pen, node, at, { names, discs, isFirst: first.includes(node), width });
    }
  }

  // At the first side of the node where there is room; nowhere, where there is none.
  drawName(pen, node, at, { names, discs, isFirst, width }) {
    const large = at.radius > 7.5 || isFirst;
    pen.font = `${large ? "600 13.5px" : "12px"} ${this.colours.font}`;
    const text = shownOnCanvas(this.app.model.entities[node].name, width < 600 ? 22 : 36);
    const length = pen.measureText(text).width;
    const away = at.radius + 5;
    const sides = [
      { x: at.x + away, y: at.y },
      { x: at.x - away - length, y: at.y },
      { x: at.x - length / 2, y: at.y + at.radius + 12 },
      { x: at.x - length / 2, y: at.y - at.radius - 12 },
    ];
    const boxOf = ({ x, y }) => ({ left: x - 3, right: x + length + 3, top: y - 9, bottom: y + 9 });
    const inside = (box) => box.left >= 0 && box.right <= width;
    const free = (side) => {
      const box = boxOf(side);
      return inside(box) && !names.some((other) => overlap(box, other)) && !discs.some((disc) => disc.node !== node && overlap(box, disc));
    };
    const onlyFreeOfNames = (side) => inside(boxOf(side)) && !names.some((other) => overlap(boxOf(side), other));
    const side = sides.find(free) ?? sides.find(onlyFreeOfNames) ?? (isFirst ? sides[0] : null);
    if (isFirst) {
      pen.strokeStyle = this.colours.accent;
      pen.lineWidth = node === this.cursor ? 3 : 2;
      pen.beginPath();
      pen.arc(at.x, at.y, at.radius + 3, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (!side) return;
    names.push(boxOf(side), boxAround(at, at.radius));
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = this.colours.page;
    pen.strokeText(text, side.x, side.y + 4.5);
    pen.fillStyle = large ? this.colours.text : this.colours.softText;
    pen.fillText(text, side.x, side.y + 4.5);
  }
}

function boxAround({ x, y }, radius) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function distanceToLine(at, a, b) {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y)) / length));
  return Math.hypot(at.x - a.x - along * (b.x - a.x), at.y - a.y - along * (b.y - a.y));
}

// The colours of the page, and the same mixed with its ground.
function coloursOfPage() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const page = colour("page");
  const types = ["PER", "ORG", "GPE", "LOC", "MISC"];
  const kinds = ["cooperation", "conflict", "other"];
  const each = (names, of) => Object.fromEntries(names.map((name) => [name, of(colour(name.toLowerCase()))]));
  return {
    page,
    text: colour("text"),
    softText: colour("soft"),
    accent: colour("accent"),
    font: getComputedStyle(document.body).fontFamily,
    ...each(types, (value) => value),
    ...each(kinds, (value) => value),
    dimmed: each(types, (value) => mixed(value, page, 0.22)),
    soft: each(kinds, (value) => mixed(value, page, 0.6)),
    faint: each(kinds, (value) => mixed(value, page, 0.12)),
  };
}

function mixed(colour, ground, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(colour), parts(ground)];
  return `#${a.map((part, i) => Math.round(part * share + b[i] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}
