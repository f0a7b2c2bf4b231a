// When it happened: a row for each two, cooperation above its line and conflict below.

import { h, name, svg } from "./dom.js";
import { kindOf } from "./model.js";
import { dayText, ticks } from "./days.js";

const mostRows = 30;
const height = 44; // of a row, in units of its drawing
const width = 1000;

export class TimelineView {
  constructor(app) {
    this.app = app;
    this.element = h("section", { class: "view timeline scroll" });
  }

  update() {
    const { model, t, state } = this.app;
    const rows = this.rows();
    if (rows.length === 0 || !model.hasTime) {
      this.element.replaceChildren(h("div", { class: "nothing" }, ...this.app.emptyNotice()));
      return;
    }
    const centre = this.centre();
    const first = state.since ?? model.first;
    const last = Math.max(first, state.until ?? model.last);
    const bins = Math.max(1, Math.min(80, last - first + 1));
    const binOf = (day) => Math.max(0, Math.min(bins - 1, Math.floor(((day - first) * bins) / (last - first + 1))));
    const counted = rows.map((row) => this.count(row, bins, binOf));
    const most = Math.max(1, ...counted.flat().map(({ cooperation, conflict, other }) => Math.max(cooperation + other, conflict)));
    this.element.replaceChildren(
      h("p", { class: "hint lead" }, t.timelineHint),
      h("p", { class: "controls" }, h("strong", {}, centre === null ? t.allPairs : [`${t.timelineOf} `, name(model.entities[centre].name)])),
      h("table", {},
        h("thead", {}, h("tr", {}, h("td", {}), h("td", {}, this.axis(first, last)))),
        h("tbody", {}, rows.map((row, i) => this.row(row, counted[i], most, first, last, bins, centre)))),
    );
  }

  centre() {
    const { selected } = this.app.state;
    return selected?.kind === "entity" ? selected.a : null;
  }

  // Pairs with facts to show, the most told of first.
  rows() {
    const { model, visible } = this.app;
    const centre = this.centre();
    const rows = [];
    for (const pair of model.pairs) {
      if (pair.a === pair.b || (centre !== null && pair.a !== centre && pair.b !== centre)) continue;
      const facts = pair.facts.filter((n) => visible[n] && model.facts[n].days);
      if (facts.length > 0) rows.push({ pair, facts });
    }
    return rows.sort((a, b) => b.facts.length - a.facts.length || a.pair.a - b.pair.a || a.pair.b - b.pair.b).slice(0, mostRows);
  }

  // How many facts of each kind begin in each part of the time.
  count({ facts }, bins, binOf) {
    const counts = Array.from({ length: bins }, () => ({ cooperation: 0, conflict: 0, other: 0 }));
    for (const n of facts) {
      const fact = this.app.model.facts[n];
      ++counts[binOf(fact.days[0])][kindOf(fact.weight)];
    }
    return counts;
  }

  axis(first, last) {
    const marks = ticks(first, last, 9);
    return h("div", { class: "axis" }, marks.map(([day, text], i) => {
      const place = (100 * (day - first)) / (last - first + 1);
      return h("span", { class: i > 0 && place > 92 ? "end" : "", style: { left: `${place}%` } }, text);
    }));
  }

  row({ pair, facts }, counts, most, first, last, bins, centre) {
    const { model, t, state } = this.app;
    const middle = height * 0.55;
    const scale = (count) => (count === 0 ? 0 : Math.max(2, (middle - 2) * Math.sqrt(count / most)));
    const each = width / bins;
    const bars = [];
    const sums = { cooperation: 0, conflict: 0, other: 0 };
    counts.forEach((count, bin) => {
      for (const kind of Object.keys(sums)) sums[kind] += count[kind];
      const above = scale(count.cooperation + count.other);
      const blue = count.cooperation === 0 ? 0 : (above * count.cooperation) / (count.cooperation + count.other);
      const below = Math.min(height - middle, scale(count.conflict));
      const bar = (kind, y, size) => size > 0 && svg("rect", { class: kind, x: bin * each + each * 0.08, width: each * 0.84, y, height: size });
      bars.push(bar("cooperation", middle - blue, blue), bar("other", middle - above, above - blue), bar("conflict", middle, below));
    });
    const isSelected = state.selected?.kind === "pair" && model.pairOf.get(`${Math.min(state.selected.a, state.selected.b)}|${Math.max(state.selected.a, state.selected.b)}`) === pair;
    const picture = svg("svg", {
      viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img",
      "aria-label": `${t.cooperation} ${sums.cooperation}, ${t.conflict} ${sums.conflict}, ${t.other} ${sums.other}; ${dayText(first)} – ${dayText(last)}`,
    }, svg("line", { x1: 0, x2: width, y1: middle, y2: middle }), bars);
    picture.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      const bin = Math.max(0, Math.min(bins - 1, Math.floor(((event.clientX - box.left) / box.width) * bins)));
      const from = first + Math.ceil((bin * (last - first + 1)) / bins);
      const to = first + Math.ceil(((bin + 1) * (last - first + 1)) / bins) - 1;
      this.app.select({ kind: "pair", a: pair.a, b: pair.b, span: [from, Math.max(from, to)] });
    });
    const label = centre === null
      ? [name(model.entities[pair.a].name), " – ", name(model.entities[pair.b].name)]
      : [name(model.entities[pair.a === centre ? pair.b : pair.a].name)];
    return h("tr", { class: isSelected ? "chosen" : "" },
      h("th", { scope: "row" },
        h("button", { type: "button", class: "link", onclick: (event) => this.app.select({ kind: "pair", a: pair.a, b: pair.b }, { follow: event.detail === 0 }) }, label),
        h("span", { class: "count" }, ` ${this.app.number(facts.length)}`)),
      h("td", {}, picture));
  }
}
