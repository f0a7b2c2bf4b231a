// The graph as tables: all facts, or all entities, that the filters let through.

import { h, name, replaceChildren } from "./dom.js";

const perPage = 100;

export class TableView {
  constructor(app) {
    this.app = app;
    this.element = h("section", { class: "view table scroll" });
  }

  update() {
    const { state, t } = this.app;
    const facts = state.listed === "facts";
    const rows = facts ? this.facts() : this.entities();
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const choice = (value, label) =>
      h("button", { type: "button", class: "toggle", "data-key": value, "aria-pressed": String(state.listed === value), onclick: () => this.app.change({ listed: value, page: 1 }) }, label);
    const pages = Math.max(1, Math.ceil(rows.length / perPage));
    const page = Math.min(state.page, pages);
    const shown = rows.slice((page - 1) * perPage, page * perPage);
    replaceChildren(
      this.element,
      h("p", { class: "controls", role: "group", "aria-label": t.listOf }, choice("facts", t.factsTitle), choice("entities", t.entitiesTitle)),
      rows.length === 0 ? h("div", { class: "nothing" }, ...this.app.emptyNotice()) : h("div", { class: "wide" }, facts ? this.factTable(shown, rows.length) : this.entityTable(shown)),
      pages > 1 && h("p", { class: "controls" },
        h("button", { type: "button", "data-key": "previous", disabled: page === 1, onclick: () => this.app.change({ page: page - 1 }) }, t.previous),
        h("span", {}, t.page(page, pages)),
        h("button", { type: "button", "data-key": "next", disabled: page === pages, onclick: () => this.app.change({ page: page + 1 }) }, t.next)),
    );
    if (focused) this.element.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  facts() {
    const { model, visible, state } = this.app;
    const rows = [...model.facts.keys()].filter((n) => visible[n]);
    const column = state.sort.replace("-", "") || "date";
    const sign = state.sort.startsWith("-") ? -1 : 1;
    const values = {
      date: (fact) => fact.date || "\uFFFF",
      subject: (fact) => model.entities[fact.subject].name,
      object: (fact) => model.entities[fact.object].name,
      relation: (fact) => fact.relation,
      class: (fact) => this.app.t.classes[fact.class],
      modality: (fact) => this.app.t.modalities[fact.modality],
      support: (fact) => fact.support,
      confidence: (fact) => fact.confidence,
    };
    const keys = new Map(rows.map((n) => [n, values[column](model.facts[n])]));
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return rows.sort((a, b) => sign * compare(keys.get(a), keys.get(b)) || a - b);
  }

  factTable(rows) {
    const { model, t, state } = this.app;
    const columns = [
      ["date", t.dateColumn], ["subject", t.subject], ["relation", t.relation], ["object", t.object],
      ["class", t.class], ["modality", t.modality], ["support", t.support], ["confidence", t.confidence],
    ];
    const sorted = state.sort.replace("-", "") || "date";
    const falling = state.sort.startsWith("-");
    const header = ([column, label]) =>
      h("th", { scope: "col", class: ["support", "confidence"].includes(column) ? "figure" : "", "aria-sort": column === sorted ? (falling ? "descending" : "ascending") : "none" },
        h("button", { type: "button", "data-key": column, onclick: () => this.app.change({ sort: column === sorted && !falling ? `-${column}` : column === "date" ? "" : column, page: 1 }) },
          label, h("span", { "aria-hidden": "true" }, column === sorted ? (falling ? " ↓" : " ↑") : "")));
    const entity = (index) => h("button", { type: "button", class: "link", onclick: () => this.app.select({ kind: "entity", a: index }, { follow: true }) }, name(model.entities[index].name));
    const row = (n) => {
      const fact = model.facts[n];
      return h("tr", {},
        h("td", { class: "date" }, fact.date.replace("/", " – ")),
        h("td", {}, entity(fact.subject)),
        h("td", {}, h("button", { type: "button", class: "link relation", onclick: () => this.app.select({ kind: "pair", a: fact.subject, b: fact.object }, { follow: true }) }, name(fact.relation))),
        h("td", {}, entity(fact.object)),
        h("td", { class: "word" }, t.classes[fact.class]),
        h("td", { class: "word" }, t.modalities[fact.modality]),
        h("td", { class: "figure" }, this.app.number(fact.support)),
        h("td", { class: "figure" }, this.app.number(fact.confidence, 2)));
    };
    return h("table", {}, h("caption", { class: "hidden" }, t.factsTitle), h("thead", {}, h("tr", {}, columns.map(header))), h("tbody", {}, rows.map(row)));
  }

  entities() {
    const { model, visible } = this.app;
    this.counts = new Uint32Array(model.entities.length);
    model.facts.forEach((fact, n) => {
      if (!visible[n]) return;
      ++this.counts[fact.subject];
      if (fact.object !== fact.subject) ++this.counts[fact.object];
    });
    return [...this.counts.keys()].filter((i) => this.counts[i] > 0).sort((a, b) => this.counts[b] - this.counts[a] || a - b);
  }

  entityTable(rows) {
    const { model, t } = this.app;
    const row = (index) => {
      const entity = model.entities[index];
      const actor = model.actors[entity.actor];
      return h("tr", {},
        h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => this.app.select({ kind: "entity", a: index }, { follow: true }) }, name(entity.name))),
        h("td", {}, t.shortTypes[entity.type]),
        h("td", {}, entity.country),
        h("td", {}, actor && actor.id !== entity.id ? name(actor.name) : ""),
        h("td", { class: "figure" }, this.app.number(this.counts[index])));
    };
    return h("table", {}, h("caption", { class: "hidden" }, t.entitiesTitle),
      h("thead", {}, h("tr", {}, [t.name, t.type, t.country, t.actsFor, t.factColumn].map((label, i) => h("th", { scope: "col", class: i === 4 ? "figure" : "" }, label)))),
      h("tbody", {}, rows.map(row)));
  }
}
