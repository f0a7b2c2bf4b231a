// What is let through: classes, modalities, confidence, one document.

import { h, name, replaceChildren } from "./dom.js";
import { kindOf } from "./model.js";
import { SearchField } from "./search.js";

export class Filters {
  constructor(app) {
    this.app = app;
    this.document = new SearchField({
      find: (text) => app.model.search(text, 8).filter((found) => found.kind === "document"),
      show: ({ document }) => app.documentName(document),
      choose: ({ document }) => app.change({ document }),
      announce: (text) => app.announce(text),
    });
    this.document.element.setAttribute("role", "presentation");
    this.details = h("details", {});
    this.element = h("section", { class: "filters" }, this.details);
    this.wide = matchMedia("(min-width: 62rem)");
    this.details.open = this.wide.matches;
    this.wide.addEventListener("change", () => (this.details.open = this.wide.matches));
    const { facts, classes } = app.model;
    const count = (key) => facts.reduce((counts, fact) => counts.set(fact[key], (counts.get(fact[key]) ?? 0) + 1), new Map());
    this.classCounts = count("class");
    this.modalityCounts = count("modality");
    this.kinds = ["cooperation", "conflict", "other"]
      .map((kind) => [kind, classes.filter((each) => kindOf(each.weight) === kind && this.classCounts.has(each.name)).map((each) => each.name)])
      .filter(([, names]) => names.length > 0);
    this.confidence = h("input", {
      type: "range", min: "0", max: "1", step: "0.05", id: "confidence",
      oninput: () => app.change({ confidence: Number(this.confidence.value) }),
    });
    this.confidenceValue = h("output", { for: "confidence" });
    this.content = h("div", { class: "content" });
    this.summary = h("summary", {});
    this.details.append(this.summary, this.content);
  }

  get active() {
    const { classes, modalities, confidence, document } = this.app.state;
    return classes.size > 0 || modalities.size > 0 || confidence > 0 || document !== undefined;
  }

  update() {
    const { state, t, number } = this.app;
    this.confidence.value = String(state.confidence);
    this.confidenceValue.textContent = number(state.confidence, 2);
    this.document.setTexts(t.anyDocument, t.results, t.noMatch);
    const signature = JSON.stringify([state.language, [...state.classes], [...state.modalities], state.document, this.active]);
    if (signature === this.signature) return; // what is being dragged stays where it is
    this.signature = signature;
    this.element.setAttribute("aria-label", t.filters);
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    replaceChildren(this.summary, h("span", {}, t.filters));
    replaceChildren(
      this.content,
      h("fieldset", {}, h("legend", {}, t.class), this.kinds.map(([kind, names]) => this.group(kind, names))),
      this.modalityCounts.size > 1 && h("fieldset", {}, h("legend", {}, t.modality), [...this.modalityCounts].map(([modality, count]) => this.box("modalities", modality, t.modalities[modality], count))),
      h("div", { class: "field" }, h("label", { for: "confidence" }, t.confidence, " ≥ ", this.confidenceValue), this.confidence),
      h("div", { class: "field" }, h("span", { class: "label" }, t.document), this.chosenDocument()),
      h("button", { type: "button", class: "clear", "data-key": "clear", disabled: !this.active,
        onclick: () => this.app.change({ classes: new Set(), modalities: new Set(), confidence: 0, document: undefined }) }, t.clear),
    );
    if (focused) this.element.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  // The classes of one kind, and a box for all of them.
  group(kind, names) {
    const { t, state } = this.app;
    const chosen = names.filter((each) => state.classes.has(each)).length;
    const all = h("input", {
      type: "checkbox", "data-key": `kind-${kind}`, checked: chosen === names.length, indeterminate: chosen > 0 && chosen < names.length,
      onchange: () => {
        const classes = new Set(state.classes);
        for (const each of names) if (chosen === names.length) classes.delete(each); else classes.add(each);
        this.app.change({ classes });
      },
    });
    return h("div", { class: "group", role: "group", "aria-label": t[kind] },
      h("label", { class: "kind" }, all, h("span", { class: `dot line ${kind}`, "aria-hidden": "true" }), t[kind]),
      names.map((each) => this.box("classes", each, t.classes[each], this.classCounts.get(each))));
  }

  box(set, value, label, count) {
    const { state, number } = this.app;
    return h("label", { title: set === "classes" ? value : undefined },
      h("input", {
        type: "checkbox", "data-key": `${set}-${value}`, checked: state[set].has(value),
        onchange: (event) => {
          const chosen = new Set(state[set]);
          if (event.target.checked) chosen.add(value);
          else chosen.delete(value);
          this.app.change({ [set]: chosen });
        },
      }),
      h("span", { class: "name" }, label),
      h("span", { class: "count" }, number(count)));
  }

  chosenDocument() {
    const { state, t } = this.app;
    if (state.document === undefined) return this.document.element;
    return h("div", { class: "chosen-document" }, name(this.app.documentTitle(state.document)),
      h("button", { type: "button", class: "icon", "data-key": "clear", "aria-label": t.removeDocument, title: t.removeDocument, onclick: () => this.app.change({ document: undefined }) }, "×"));
  }
}
