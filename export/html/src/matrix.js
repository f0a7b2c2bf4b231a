// Who stands with whom: a table of scores, in which those who stand alike are neighbours.

import { h, name } from "./dom.js";
import { pairKey } from "./model.js";
import { scoreText } from "./text.js";
import { dayText } from "./days.js";

const sizes = [12, 20, 30, 45];

export class MatrixView {
  constructor(app) {
    this.app = app;
    this.most = 20;
    this.element = h("section", { class: "view matrix scroll" });
    this.element.addEventListener("keydown", (event) => this.moveFocus(event));
  }

  update() {
    const { model, t, state } = this.app;
    const windows = model.alliances.windows;
    const scores = this.scores(state.window);
    const actors = this.inOrder(this.mostTold(scores), scores);
    if (actors.length === 0) {
      this.element.replaceChildren(h("div", { class: "nothing" }, h("p", {}, t.noAlliances), h("p", { class: "hint" }, t.noAlliancesHint)));
      return;
    }
    const time = h("select", { onchange: (event) => this.app.change({ window: Number(event.target.value) }) },
      h("option", { value: "-1" }, t.whole),
      windows.map(([first, last], n) => h("option", { value: String(n) }, `${dayText(first)} – ${dayText(last)}`)));
    time.value = String(state.window);
    const most = h("select", { onchange: (event) => this.resize(Number(event.target.value)) }, sizes.map((size) => h("option", { value: String(size) }, size)));
    most.value = String(this.most);
    this.element.replaceChildren(
      h("p", { class: "hint lead" }, t.matrixHint),
      h("p", { class: "controls" }, windows.length > 1 && h("label", {}, `${t.matrixTime} `, time), h("label", {}, `${t.matrixMost} `, most)),
      h("div", { class: "wide" }, this.table(actors, scores)),
      h("p", { class: "hint scale" }, scoreText(-1), h("span", { class: "gradient", "aria-hidden": "true" }), scoreText(1)),
    );
  }

  resize(most) {
    this.most = most;
    this.update();
  }

  // Of the whole time or a window of it: [score, stories] of each pair.
  scores(window) {
    const scores = new Map();
    for (const pair of this.app.model.alliances.pairs) {
      const key = pairKey(pair.actor, pair.other);
      if (window < 0) {
        if (pair.stories > 0) scores.set(key, [pair.score, pair.stories, pair]);
      } else {
        const found = pair.windows.find(([n]) => n === window);
        if (found) scores.set(key, [found[1], found[4], pair]);
      }
    }
    return scores;
  }

  mostTold(scores) {
    const stories = new Map();
    for (const [, count, { actor, other }] of scores.values()) {
      for (const each of [actor, other]) stories.set(each, (stories.get(each) ?? 0) + count);
    }
    return [...stories.keys()].sort((a, b) => stories.get(b) - stories.get(a) || a - b).slice(0, this.most);
  }

  // One after the other, each time the one that stands most as those before it do.
  inOrder(actors, scores) {
    const score = (a, b) => (a === b ? 1 : (scores.get(pairKey(a, b))?.[0] ?? 0));
    const rows = new Map(actors.map((actor) => [actor, actors.map((other) => score(actor, other))]));
    const likeness = (a, b) => {
      const [one, other] = [rows.get(a), rows.get(b)];
      const product = (left, right) => left.reduce((sum, value, i) => sum + value * right[i], 0);
      return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
    };
    const left = [...actors];
    const placed = left.splice(0, 1);
    while (left.length > 0) {
      const near = placed.slice(-3);
      const likenessOf = (actor) => near.reduce((sum, each, i) => sum + likeness(actor, each) * (i + 1), 0);
      const best = left.reduce((best, actor) => (likenessOf(actor) > likenessOf(best) ? actor : best));
      left.splice(left.indexOf(best), 1);
      placed.push(best);
    }
    return placed;
  }

  table(actors, scores) {
    const { model, t, state } = this.app;
    let focusable = "0";
    const cell = (row, column) => {
      if (row === column) return h("td", { class: "self", role: "gridcell" });
      const found = scores.get(pairKey(row, column));
      if (!found) return h("td", { role: "gridcell" });
      const [score, stories] = found;
      const isSelected = state.selected?.kind === "actors" && pairKey(state.selected.a, state.selected.b) === pairKey(row, column);
      const title = `${model.actors[row].name} – ${model.actors[column].name}: ${scoreText(score)}, ${t.stories(stories)}`;
      const button = h("button", {
        type: "button", tabindex: focusable, title, "aria-label": title, class: isSelected ? "chosen" : "",
        onclick: (event) => this.app.select({ kind: "actors", a: row, b: column }, { follow: event.detail === 0 }),
      }, scoreText(score).replace("+", ""));
      focusable = "-1";
      const strength = Math.round(10 + 60 * Math.min(1, Math.abs(score) * 1.2));
      return h("td", { role: "gridcell", class: score > 0 ? "cooperation" : score < 0 ? "conflict" : "", style: { "--strength": `${strength}%` } }, button);
    };
    return h("table", { role: "grid", "aria-label": t.matrix },
      h("thead", {}, h("tr", {}, h("td", {}), actors.map((actor) => h("th", { scope: "col" }, h("span", {}, name(model.actors[actor].name)))))),
      h("tbody", {}, actors.map((row) => h("tr", {}, h("th", { scope: "row" }, name(model.actors[row].name)), actors.map((column) => cell(row, column))))));
  }

  // Arrow keys go from cell to cell, over those that are empty.
  moveFocus(event) {
    const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    const step = steps[event.key];
    const cell = event.target.closest?.("td");
    if (!step || !cell) return;
    event.preventDefault();
    const rows = [...this.element.querySelectorAll("tbody tr")];
    let row = rows.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    for (;;) {
      row += step[0];
      column += step[1];
      const next = rows[row]?.cells[column];
      if (!next || column === 0) return;
      const button = next.querySelector("button");
      if (!button) continue;
      event.target.tabIndex = -1;
      button.tabIndex = 0;
      button.focus();
      return;
    }
  }
}
