// What is looked at, kept in the fragment of the page's address, so that a link leads to the same view.
//
//   #view=matrix&since=2014-01-01&class=ASSAULT,COERCE&confidence=0.5&entity=country%2FRUS
//
// Entities, documents and actors stand there by their ids. Whatever is not as the page begins is written, and
// nothing else; what cannot be understood is left aside.

import { dayText, daysOf } from "./days.js";

export const views = ["graph", "matrix", "timeline", "table"];
const themes = ["auto", "light", "dark"];

export class State {
  constructor(model, language) {
    this.model = model;
    this.browserLanguage = language;
    this.listeners = [];
    this.read();
    addEventListener("hashchange", () => {
      if (location.hash === this.written) return;
      this.read();
      this.tell();
    });
  }

  // Calls `listener` whenever something has changed.
  listen(listener) {
    this.listeners.push(listener);
  }

  tell() {
    for (const listener of this.listeners) listener(this);
  }

  // Changes what is given. What a reader may want to go back from is a step in the browser's history.
  set(changes, { step = false } = {}) {
    Object.assign(this, changes);
    this.write(step);
    this.tell();
  }

  read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const one = (name, of, otherwise) => (of.includes(given.get(name)) ? given.get(name) : otherwise);
    const list = (name, of) => new Set((given.get(name) ?? "").split(",").filter((each) => of.includes(each)));
    const number = (name, low, high, otherwise) => {
      const value = given.has(name) ? Number(given.get(name)) : NaN;
      return value >= low && value <= high ? value : otherwise;
    };
    this.view = one("view", views, "graph");
    this.language = one("lang", ["en", "es"], this.browserLanguage);
    this.theme = one("theme", themes, "auto");
    this.since = daysOf(given.get("since"));
    this.until = daysOf(given.get("until"));
    this.classes = list("class", this.model.classes.map((each) => each.name));
    this.modalities = list("modality", ["asserted", "negated", "possible", "planned"]);
    this.confidence = number("confidence", 0, 1, 0);
    this.document = this.model.documentIds.get(given.get("document"));
    this.listed = one("list", ["facts", "entities"], "facts");
    this.sort = one("sort", sortable, "");
    this.page = Math.floor(number("page", 1, 1e6, 1));
    this.window = Math.floor(number("window", 0, this.model.alliances.windows.length - 1, -1));
    this.camera = cameraOf(given.get("camera"));
    this.selected = this.readSelected(given);
  }

  readSelected(given) {
    const { entityIds, documentIds, actorIds } = this.model;
    const ids = (name) => given.getAll(name);
    const known = (kind, map, names) => {
      const found = names.map((id) => map.get(id));
      return found.length > 0 && found.every((each) => each !== undefined) ? [kind, ...found] : null;
    };
    const span = [daysOf(given.get("from")), daysOf(given.get("to"))];
    const chosen =
      known("document", documentIds, ids("reading").slice(0, 1)) ??
      known(ids("entity").length > 1 ? "pair" : "entity", entityIds, ids("entity").slice(0, 2)) ??
      (ids("actor").length === 2 ? known("actors", actorIds, ids("actor")) : null);
    if (!chosen) return null;
    const [kind, a, b] = chosen;
    return { kind, a, b, span: span.every((day) => day !== undefined) ? span : undefined };
  }

  write(step) {
    const kept = new URLSearchParams();
    const keep = (name, value, otherwise) => value !== otherwise && value !== undefined && kept.append(name, value);
    keep("view", this.view, "graph");
    keep("lang", this.language, this.browserLanguage);
    keep("theme", this.theme, "auto");
    if (this.since !== undefined) keep("since", dayText(this.since));
    if (this.until !== undefined) keep("until", dayText(this.until));
    keep("class", [...this.classes].join(","), "");
    keep("modality", [...this.modalities].join(","), "");
    keep("confidence", this.confidence, 0);
    if (this.document !== undefined) keep("document", this.model.documents[this.document].id);
    keep("list", this.listed, "facts");
    keep("sort", this.sort, "");
    keep("page", this.page, 1);
    keep("window", this.window, -1);
    if (this.camera) keep("camera", this.camera.map((part) => part.toFixed(4)).join(","));
    const chosen = this.selected;
    if (chosen?.kind === "document") keep("reading", this.model.documents[chosen.a].id);
    if (chosen?.kind === "entity" || chosen?.kind === "pair") keep("entity", this.model.entities[chosen.a].id);
    if (chosen?.kind === "pair") keep("entity", this.model.entities[chosen.b].id);
    if (chosen?.kind === "actors") for (const actor of [chosen.a, chosen.b]) keep("actor", this.model.actors[actor].id);
    if (chosen?.span) {
      keep("from", dayText(chosen.span[0]));
      keep("to", dayText(chosen.span[1]));
    }
    this.written = kept.size > 0 ? `#${kept}` : "";
    const address = this.written || location.href.split("#")[0];
    if (location.hash === this.written) return;
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }
}

const sortable = ["date", "subject", "relation", "object", "class", "modality", "support", "confidence"].flatMap(
  (column) => [column, `-${column}`],
);

function cameraOf(text) {
  const parts = (text ?? "").split(",").map(Number);
  return parts.length === 3 && parts.every(Number.isFinite) && parts[2] > 0 ? parts : undefined;
}
