// Which part of a served graph is shown, and a form that asks its server for another one.

import { h, replaceChildren } from "./dom.js";

const pause = 200; // milliseconds after the last letter until names are looked up
const fields = ["about", "since", "until"];

export class PartForm {
  constructor(source) {
    this.source = source;
    const asked = new URLSearchParams(location.search);
    const field = (name, attributes) => h("input", { type: "text", name, value: asked.get(name) ?? "", autocomplete: "off", ...attributes });
    const date = { pattern: "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", placeholder: "2014-07", size: "10" };
    this.names = h("datalist", { id: "part-names" });
    this.inputs = {
      about: field("about", { list: "part-names", spellcheck: "false", oninput: () => this.suggest() }),
      since: field("since", date),
      until: field("until", date),
    };
    this.labels = Object.fromEntries(fields.map((name) => [name, h("span", {})]));
    this.said = h("p", {});
    this.show = h("button", { type: "submit" });
    this.whole = h("a", { href: location.pathname });
    this.form = h("form", { onsubmit: (event) => this.ask(event) },
      fields.map((name) => h("label", {}, this.labels[name], this.inputs[name])), this.names, this.show, this.whole);
    this.element = h("section", { class: "part" }, this.said, this.form);
  }

  // What else was asked for stays.
  ask(event) {
    event.preventDefault();
    const asked = new URLSearchParams(location.search);
    for (const name of fields) {
      const value = this.inputs[name].value.trim();
      asked.delete(name);
      if (value) asked.set(name, value);
    }
    location.assign(asked.size > 0 ? `${location.pathname}?${asked}` : location.pathname);
  }

  suggest() {
    clearTimeout(this.timer);
    const text = this.inputs.about.value.trim();
    if (!text) return;
    this.timer = setTimeout(async () => {
      const names = await this.source.names(text);
      replaceChildren(this.names, names.map((name) => h("option", { value: name })));
    }, pause);
  }

  // `said` is what is shown, in words; without it, and with nothing asked for, there is nothing to say.
  update(t, said) {
    this.element.hidden = !said && !location.search;
    this.element.setAttribute("aria-label", t.part);
    this.said.textContent = said;
    this.said.hidden = !said;
    for (const [name, text] of [["about", t.partActor], ["since", t.from], ["until", t.until]]) this.labels[name].textContent = text;
    for (const name of ["since", "until"]) this.inputs[name].title = t.partDate;
    this.show.textContent = t.partShow;
    this.whole.textContent = t.partWhole;
    this.whole.hidden = !location.search;
  }
}
