// The page: one graph, four views of it, and what is selected beside them.

import { h, name, replaceChildren } from "./dom.js";
import { Filters } from "./filters.js";
import { GraphView } from "./graph.js";
import { MatrixView } from "./matrix.js";
import { Model } from "./model.js";
import { Panel } from "./panel.js";
import { PartForm } from "./part.js";
import { SearchField } from "./search.js";
import { openSource } from "./source.js";
import { State, views } from "./state.js";
import { TableView } from "./table.js";
import { browserLanguage, textsOf } from "./text.js";
import { TimelineView } from "./timeline.js";
import { TimeSlider } from "./time.js";

class App {
  constructor(data, part) {
    this.model = new Model(data);
    this.part = part;
    this.state = new State(this.model, browserLanguage());
    this.number = this.number.bind(this);
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.build();
    this.state.listen(() => this.update());
    this.dark.addEventListener("change", () => this.update());
  }

  // Whether motion is to be reduced.
  calm() {
    return this.still.matches;
  }

  number(value, digits = 0) {
    return this.format(digits).format(value);
  }

  format(digits) {
    const key = `${this.state.language}${digits}`;
    this.formats ??= new Map();
    if (!this.formats.has(key)) {
      this.formats.set(key, new Intl.NumberFormat(this.state.language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: "always" }));
    }
    return this.formats.get(key);
  }

  build() {
    this.views = {
      graph: new GraphView(this),
      matrix: new MatrixView(this),
      timeline: new TimelineView(this),
      table: new TableView(this),
    };
    this.panel = new Panel(this);
    this.filters = new Filters(this);
    this.time = new TimeSlider(this);
    this.search = new SearchField({
      find: (text) => this.model.search(text),
      show: (found) => this.suggestion(found),
      choose: (found) => this.choose(found),
      announce: (text) => this.announce(text),
    });
    this.tabs = h("nav", { class: "tabs" });
    this.skip = h("a", { class: "skip", href: "#details", onclick: (event) => { event.preventDefault(); this.panel.focus(); } });
    this.language = h("button", { type: "button", class: "quiet", onclick: () => this.change({ language: this.state.language === "en" ? "es" : "en" }) });
    this.theme = h("select", { onchange: () => this.change({ theme: this.theme.value }) });
    this.live = h("div", { class: "hidden", "aria-live": "polite" });
    this.place = h("main", { id: "view", tabindex: "-1" });
    document.getElementById("app").append(
      this.skip,
      h("div", { class: "top" },
        h("header", {}, h("h1", {}, "Entente"), this.search.element, this.tabs, h("div", { class: "settings" }, this.theme, this.language)),
        this.part?.element),
      h("div", { class: "columns" }, this.filters.element, h("div", { class: "middle" }, this.place, this.time.element), this.panel.element),
      this.live,
    );
    // The graph keeps its drawing: it stays in the page, and is hidden where another view is shown.
    this.place.append(...Object.values(this.views).map((view) => view.element));
  }

  open() {
    this.update();
    document.documentElement.dataset.ready = "yes";
  }

  // A change of what is let through or shown: it does not become a step back.
  change(changes) {
    if (Object.keys(changes).some((key) => ["classes", "modalities", "confidence", "document", "since", "until"].includes(key))) changes.page ??= 1;
    this.state.set(changes, { step: "view" in changes });
  }

  // Shows details. With `follow`, for who uses the keyboard, the focus goes there.
  select(selected, { follow = false } = {}) {
    if (JSON.stringify(selected) !== JSON.stringify(this.state.selected)) this.state.set({ selected }, { step: true });
    if (follow) this.panel.focus();
  }

  focusView() {
    if (this.state.view === "graph") this.views.graph.stage.focus();
    else this.place.focus();
  }

  choose(found) {
    if (found.kind === "document") return this.select({ kind: "document", a: found.document }, { follow: true });
    this.select({ kind: "entity", a: found.entity }, { follow: true });
    if (this.state.view === "graph" && this.views.graph.sigma) this.views.graph.bringIntoView(found.entity);
  }

  suggestion(found) {
    if (found.kind === "document") return [h("span", { class: "dot page", "aria-hidden": "true" }), this.documentName(found.document)];
    const entity = this.model.entities[found.entity];
    return [
      h("span", { class: `dot ${entity.type.toLowerCase()}`, "aria-hidden": "true" }),
      name(entity.name),
      h("span", { class: "count" }, `${this.t.shortTypes[entity.type]} · ${this.t.facts(this.number(found.size))}`),
    ];
  }

  documentTitle(index) {
    const { title, id } = this.model.documents[index];
    return title || id;
  }

  documentName(index) {
    const { date } = this.model.documents[index];
    return [name(this.documentTitle(index)), date && h("span", { class: "count" }, date)];
  }

  // Read out by screen readers.
  announce(text) {
    this.live.textContent = text;
  }

  emptyNotice(text) {
    const { t, model } = this;
    if (text) return [h("p", {}, text)];
    if (model.facts.length === 0) return [h("p", {}, this.part && location.search ? t.partEmpty : t.empty)];
    return [
      h("p", {}, t.nothing),
      h("p", { class: "hint" }, t.nothingHint),
      h("button", { type: "button", onclick: () => this.change({ classes: new Set(), modalities: new Set(), confidence: 0, document: undefined, since: undefined, until: undefined }) }, t.clear),
    ];
  }

  update() {
    const { state } = this;
    this.t = textsOf(state.language);
    const dark = state.theme === "dark" || (state.theme === "auto" && this.dark.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.documentElement.lang = state.language;
    document.title = `Entente: ${this.t[state.view]}`;
    this.visible = this.model.visible(state);
    this.updateHeader();
    this.updatePart();
    this.filters.update();
    this.time.update();
    for (const [view, { element }] of Object.entries(this.views)) element.hidden = view !== state.view;
    this.place.setAttribute("aria-label", this.t[state.view]);
    const graph = this.views.graph;
    if (state.view === "graph" && !graph.sigma) graph.open();
    this.views[state.view].update();
    this.panel.update();
    this.announceCount();
  }

  updatePart() {
    const { facts, leftOut } = this.model;
    this.part?.update(this.t, leftOut > 0 ? this.t.partOf(this.number(facts.length), this.number(facts.length + leftOut)) : "");
  }

  announceCount() {
    const count = this.visible.reduce((sum, each) => sum + each, 0);
    if (this.lastCount !== undefined && count !== this.lastCount && !this.time.timer) {
      this.announce(this.t.factsOf(this.number(count), this.number(this.model.facts.length)));
    }
    this.lastCount = count;
  }

  updateHeader() {
    const { state, t } = this;
    this.skip.textContent = t.skip;
    this.search.setTexts(t.search, t.results, t.noMatch);
    this.tabs.setAttribute("aria-label", t.views);
    const focused = this.tabs.contains(document.activeElement) ? document.activeElement.dataset.view : undefined;
    replaceChildren(this.tabs, views.map((view) =>
      h("button", { type: "button", "data-view": view, "aria-current": state.view === view ? "page" : undefined, onclick: () => this.change({ view }) }, t[view])));
    if (focused) this.tabs.querySelector(`[data-view="${focused}"]`).focus();
    this.language.textContent = t.language;
    this.language.setAttribute("aria-label", t.languageHint);
    this.language.lang = state.language === "en" ? "es" : "en";
    this.theme.setAttribute("aria-label", t.theme);
    this.theme.title = t.theme;
    if (this.themeLanguage !== state.language) {
      replaceChildren(this.theme, Object.entries(t.themes).map(([value, label]) => h("option", { value }, label)));
      this.themeLanguage = state.language;
    }
    this.theme.value = state.theme;
  }
}

async function start() {
  const source = openSource();
  const part = source.names && new PartForm(source);
  try {
    new App(await source.graph(), part).open();
  } catch (error) {
    const t = textsOf(browserLanguage());
    part?.update(t, "");
    document.getElementById("app").replaceChildren(
      ...[h("p", { class: "notice", role: "alert" }, `${t.failed}: ${error.message}`), part?.element].filter(Boolean));
    throw error;
  }
}

start();
