// A field with suggestions: the combobox of the ARIA Authoring Practices (1.2), with a list box.

import { h } from "./dom.js";

let counter = 0;

export class SearchField {
  // `find(text)` gives what fits, `show(found)` an element's content, `choose(found)` is called with what was chosen.
  constructor({ find, show, choose, announce }) {
    Object.assign(this, { find, show, choose, announce });
    const id = `suggestions-${++counter}`;
    this.list = h("ul", { id, role: "listbox", hidden: true });
    this.input = h("input", {
      type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false",
      oninput: () => this.suggest(),
      onfocus: () => this.input.value && this.suggest(),
      onkeydown: (event) => this.key(event),
      onblur: () => this.close(),
    });
    this.element = h("div", { class: "search", role: "search" }, this.input, this.list);
  }

  setTexts(label, results, noMatch) {
    Object.assign(this, { results, noMatch });
    this.input.setAttribute("aria-label", label);
    this.input.setAttribute("placeholder", label);
    this.list.setAttribute("aria-label", label);
  }

  suggest() {
    this.found = this.find(this.input.value);
    this.active = -1;
    const options = this.found.map((each, n) =>
      h("li", { id: `${this.list.id}-${n}`, role: "option", "aria-selected": "false",
        onmousedown: (event) => { event.preventDefault(); this.take(n); } }, this.show(each)));
    const asked = this.input.value.trim() !== "";
    if (asked && options.length === 0) options.push(h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, this.noMatch));
    this.list.replaceChildren(...options);
    this.list.hidden = !asked;
    this.input.setAttribute("aria-expanded", String(asked));
    this.input.removeAttribute("aria-activedescendant");
    if (asked) this.announce(this.found.length > 0 ? this.results(this.found.length) : this.noMatch);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape") {
      if (this.list.hidden) this.input.value = "";
      this.close();
      event.stopPropagation();
    } else if (event.key === "Enter") {
      if (!this.list.hidden && this.found.length > 0) this.take(Math.max(0, this.active));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) this.suggest();
      if (this.found.length > 0) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.activate((this.active + step + this.found.length + (this.active < 0 && step < 0 ? 1 : 0)) % this.found.length);
      }
    } else {
      return;
    }
    event.preventDefault();
  }

  activate(n) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = n;
    const option = this.list.children[n];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  take(n) {
    const chosen = this.found[n];
    this.input.value = "";
    this.close();
    this.choose(chosen);
  }
}
