// The details: of what is selected, else of the whole graph.

import { h, name } from "./dom.js";
import { kindOf, pairKey, sideOf } from "./model.js";
import { scoreText } from "./text.js";
import { dayText } from "./days.js";

const atFirst = 20; // facts, names and connections before "more"
const tieClasses = new Set(["ROLE", "MEMBER", "APPOINT"]);

export class Panel {
  constructor(app) {
    this.app = app;
    this.element = h("aside", { class: "panel", id: "details", tabindex: "-1" });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !app.state.selected) return;
      app.select(null);
      app.focusView();
    });
  }

  update() {
    const { state, t, visible } = this.app;
    const { selected } = state;
    const content = {
      entity: () => this.entity(selected.a),
      pair: () => this.pair(selected.a, selected.b, selected.span),
      actors: () => this.actors(selected.a, selected.b, selected.span),
      document: () => this.document(selected.a),
    };
    const shown = selected ? content[selected.kind]() : this.overview();
    const top = JSON.stringify(selected) === this.lastSelected ? this.element.scrollTop : 0;
    this.lastSelected = JSON.stringify(selected);
    this.visible = visible;
    this.element.setAttribute("aria-label", selected ? shown[0].textContent : t.overview);
    this.element.replaceChildren(...(selected ? [this.closeButton()] : []), ...shown.flat().filter(Boolean));
    this.element.scrollTop = top;
  }

  focus() {
    this.element.querySelector("h2")?.focus();
  }

  closeButton() {
    const { t } = this.app;
    return h("button", { type: "button", class: "icon close", "aria-label": t.close, title: t.close, onclick: () => this.app.select(null) }, "×");
  }

  heading(...content) {
    return h("h2", { tabindex: "-1" }, ...content);
  }

  // A button that opens an entity.
  entityLink(entity, attributes = {}) {
    return h(
      "button",
      { type: "button", class: "link", onclick: () => this.app.select({ kind: "entity", a: entity }, { follow: true }), ...attributes },
      name(this.app.model.entities[entity].name),
    );
  }

  actorLink(actor, other) {
    return h(
      "button",
      { type: "button", class: "link", onclick: () => this.app.select({ kind: "actors", a: actor, b: other }, { follow: true }) },
      name(this.app.model.actors[other].name),
    );
  }

  // The first of a list, and a button for the rest.
  some(items, make, attributes = {}, most = atFirst) {
    const list = h("ul", attributes, items.slice(0, most).map(make));
    if (items.length <= most) return list;
    let shown = most;
    const button = h("button", { type: "button", class: "more" });
    const label = () => (button.textContent = this.app.t.more(Math.min(100, items.length - shown)));
    button.addEventListener("click", () => {
      const added = items.slice(shown, shown + 100).map(make);
      list.append(...added);
      shown += added.length;
      added[0].querySelector("button, a, summary")?.focus();
      if (shown < items.length) label();
      else button.remove();
    });
    label();
    return h("div", {}, list, button);
  }

  shownFacts(numbers, span) {
    const { model, visible } = this.app;
    return numbers
      .filter((n) => visible[n] && (!span || model.isIn(model.facts[n], span[0], span[1])))
      .sort((a, b) => (model.facts[a].days?.[0] ?? -Infinity) - (model.facts[b].days?.[0] ?? -Infinity) || a - b);
  }

  overview() {
    const { model, t, number, visible } = this.app;
    const counts = new Uint32Array(model.entities.length);
    let facts = 0;
    model.facts.forEach((fact, n) => {
      if (!visible[n]) return;
      ++facts;
      ++counts[fact.subject];
      if (fact.object !== fact.subject) ++counts[fact.object];
    });
    const entities = [...counts.keys()].filter((i) => counts[i] > 0).sort((a, b) => counts[b] - counts[a] || a - b);
    const pairs = this.app.model.alliances.pairs;
    return [
      this.heading(t.overview),
      h("p", { class: "figures" }, `${t.factsOf(number(facts), number(model.facts.length))} · ${t.entities(number(entities.length))} · ${t.documentCount(number(model.documents.length))}`),
      h("p", { class: "hint" }, t.howTo),
      entities.length > 0 && [
        h("h3", {}, t.mostLinked),
        this.some(entities, (entity) => h("li", { class: "row" }, this.dot(model.entities[entity].type), this.entityLink(entity), h("span", { class: "count" }, number(counts[entity]))), { class: "rows" }, 8),
      ],
      this.allianceList(t.closest, pairs.filter((pair) => sideOf(pair.score) > 0).slice(0, 5)),
      this.allianceList(t.opposed, pairs.filter((pair) => sideOf(pair.score) < 0).slice(-5).reverse()),
      this.legend(),
    ].flat();
  }

  legend() {
    const { t, model } = this.app;
    const types = ["PER", "ORG", "GPE", "LOC", "MISC"].filter((type) => model.entities.some((entity) => entity.type === type));
    return [
      h("h3", {}, t.legend),
      h("ul", { class: "legend" }, types.map((type) => h("li", {}, this.dot(type), t.types[type]))),
      h("p", { class: "hint" }, t.edges),
    ];
  }

  dot(type) {
    return h("span", { class: `dot ${type.toLowerCase()}`, "aria-hidden": "true" });
  }

  // −1…1 as a bar from the middle, with the interval as a line.
  scoreBar(alliance) {
    const place = (score) => `${50 + 50 * score}%`;
    const from = Math.min(0, alliance.score);
    return h(
      "span",
      { class: "score" },
      h(
        "span",
        { class: "track", "aria-hidden": "true" },
        h("span", { class: `bar ${kindOf(alliance.score)}`, style: { left: place(from), width: `${50 * Math.abs(alliance.score)}%` } }),
        h("span", { class: "range", style: { left: place(alliance.interval[0]), width: `${50 * (alliance.interval[1] - alliance.interval[0])}%` } }),
      ),
      h("span", { class: "value" }, scoreText(alliance.score)),
    );
  }

  allianceList(title, pairs, of) {
    if (pairs.length === 0) return [];
    const { model } = this.app;
    const other = (pair) => (pair.actor === of ? pair.other : pair.actor);
    const label = (pair) =>
      of === undefined
        ? h("button", { type: "button", class: "link", onclick: () => this.app.select({ kind: "actors", a: pair.actor, b: pair.other }, { follow: true }) },
            name(model.actors[pair.actor].name), " – ", name(model.actors[pair.other].name))
        : this.actorLink(of, other(pair));
    return [h("h3", {}, title), this.some(pairs, (pair) => h("li", { class: "row" }, label(pair), this.scoreBar(pair)), { class: "rows" }, 6)];
  }

  entity(index) {
    const { model, t, number } = this.app;
    const entity = model.entities[index];
    const facts = this.shownFacts(model.factsOfEntity[index]);
    const ties = model.factsOfEntity[index].filter((n) => tieClasses.has(model.facts[n].class));
    const others = new Map();
    for (const n of facts) {
      const fact = model.facts[n];
      const other = fact.subject === index ? fact.object : fact.subject;
      const pair = others.get(other) ?? { other, count: 0, balance: 0 };
      ++pair.count;
      pair.balance += fact.weight;
      others.set(other, pair);
    }
    const connections = [...others.values()].sort((a, b) => b.count - a.count || a.other - b.other);
    const alliances = entity.actor >= 0 ? model.alliancesOfActor[entity.actor].map(([, alliance]) => alliance) : [];
    const inOrder = alliances.sort((a, b) => model.alliances.pairs.indexOf(a) - model.alliances.pairs.indexOf(b));
    const acts = entity.actor >= 0 && model.actors[entity.actor].id !== entity.id ? model.actors[entity.actor] : null;
    return [
      this.heading(name(entity.name)),
      h("p", { class: "figures" }, this.dot(entity.type), [t.types[entity.type], entity.country, t.facts(number(facts.length))].filter(Boolean).join(" · ")),
      acts && h("p", { class: "hint" }, `${t.actsFor} `, name(acts.name)),
      h("h3", {}, t.names),
      this.some([...entity.names].sort((a, b) => b[1] - a[1]), ([each, documents]) => h("li", { class: "row" }, name(each), h("span", { class: "count" }, t.inDocuments(number(documents)))), { class: "rows" }, 6),
      ties.length > 0 && [
        h("h3", {}, t.posts),
        this.some(ties, (n) => h("li", { class: "row" }, h("span", {}, this.sentenceOf(n, index), this.dateText(model.facts[n]) && h("span", { class: "count" }, ` ${this.dateText(model.facts[n])}`))), { class: "rows" }, 8),
      ],
      this.allianceList(t.partners, inOrder.filter((pair) => sideOf(pair.score) > 0), entity.actor),
      this.allianceList(t.opponents, inOrder.filter((pair) => sideOf(pair.score) < 0).reverse(), entity.actor),
      inOrder.length > 0 && h("p", { class: "hint" }, t.scoreHint(number(model.alliances.half_life))),
      connections.length > 0 && [
        h("h3", {}, t.connections),
        this.some(connections, ({ other, count, balance }) =>
          h("li", { class: "row" },
            h("span", { class: `dot line ${kindOf(balance)}`, "aria-hidden": "true" }),
            h("button", { type: "button", class: "link", onclick: () => this.app.select({ kind: "pair", a: index, b: other }, { follow: true }) }, other === index ? t.self : name(model.entities[other].name)),
            h("span", { class: "count" }, number(count))), { class: "rows" }, 10),
      ],
      this.factList(facts),
    ].flat();
  }

  pair(a, b, span) {
    const { model } = this.app;
    const facts = this.shownFacts(model.pairOf.get(pairKey(a, b))?.facts ?? [], span);
    const [left, right] = [model.entities[a].actor, model.entities[b].actor];
    const alliance = left >= 0 && right >= 0 ? model.allianceOf.get(pairKey(left, right)) : undefined;
    return [
      this.heading(name(model.entities[a].name), " – ", name(model.entities[b].name)),
      h("p", { class: "figures" }, this.entityLink(a), " · ", this.entityLink(b)),
      span && this.spanNote(span),
      alliance && [
        h("p", { class: "row" },
          h("button", { type: "button", class: "link", onclick: () => this.app.select({ kind: "actors", a: left, b: right }, { follow: true }) },
            name(model.actors[left].name), " – ", name(model.actors[right].name)),
          this.scoreBar(alliance)),
      ],
      this.factList(facts),
    ].flat();
  }

  actors(a, b, span) {
    const { model, t, number } = this.app;
    const alliance = model.allianceOf.get(pairKey(a, b));
    const facts = this.shownFacts(model.factsOfActors.get(pairKey(a, b)) ?? [], span);
    const parts = [this.heading(name(model.actors[a].name), " – ", name(model.actors[b].name)), span && this.spanNote(span)];
    if (alliance) {
      parts.push(
        h("p", { class: "row wide" }, this.scoreBar(alliance)),
        h("p", { class: "hint" }, `${scoreText(alliance.interval[0])} … ${scoreText(alliance.interval[1])}: ${t.interval}. ${t.scoreHint(number(model.alliances.half_life))}`),
        h("p", { class: "figures" }, `${t.stories(number(alliance.stories))} · ${dayText(alliance.first)} – ${dayText(alliance.last)}`),
      );
      const windows = alliance.windows.filter((window) => window[4] > 0);
      if (windows.length > 1) {
        parts.push(
          h("h3", {}, t.trend),
          h("ul", { class: "rows" }, windows.map(([n, score, low, high]) => {
            const [first, last] = model.alliances.windows[n];
            return h("li", { class: "row" }, h("span", { class: "count" }, `${dayText(first)} – ${dayText(last)}`), this.scoreBar({ score, interval: [low, high] }));
          })),
        );
      }
    } else {
      parts.push(h("p", { class: "hint" }, t.noScore));
    }
    return [...parts, this.factList(facts)].flat();
  }

  spanNote(span) {
    return h("p", { class: "hint" }, `${dayText(span[0])} – ${dayText(span[1])}`);
  }

  document(index) {
    const { model, t, number, state } = this.app;
    const document = model.documents[index];
    const facts = this.shownFacts(model.factsOfDocument[index]);
    const bySentence = new Map();
    for (const n of facts) {
      for (const piece of model.facts[n].evidence) {
        if (piece.document !== index) continue;
        if (!bySentence.has(piece.sentence)) bySentence.set(piece.sentence, new Set());
        bySentence.get(piece.sentence).add(n);
      }
    }
    const sentences = [...bySentence].sort(([a], [b]) => a - b);
    const about = [
      [t.publishedBy, document.source],
      [t.date, document.date],
      [t.file, document.file && (document.line ? `${document.file}, ${t.line} ${document.line}` : document.file)],
    ].filter(([, value]) => value);
    const address = addressOf(document);
    return [
      this.heading(name(document.title || document.id)),
      document.title && h("p", { class: "figures" }, name(document.id)),
      h("dl", {}, about.map(([key, value]) => [h("dt", {}, key), h("dd", {}, name(value))])),
      address && h("p", {}, h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, t.openDocument)),
      h("p", {}, h("button", { type: "button", "aria-pressed": String(state.document === index), class: "toggle",
        onclick: () => this.app.change({ document: state.document === index ? undefined : index }) }, t.onlyDocument)),
      h("h3", {}, `${t.inDocument} (${t.facts(number(facts.length))})`),
      this.some(sentences, ([sentence, numbers]) =>
        h("li", { class: "fact" },
          this.quote(model.sentences[index].get(sentence), [...numbers].map((n) => model.facts[n])),
          h("ul", { class: "rows" }, [...numbers].map((n) => h("li", {}, this.sentenceOf(n), this.qualifiers(model.facts[n]))))),
        { class: "facts" }),
    ].flat();
  }

  dateText(fact) {
    return fact.date ? fact.date.replace("/", " – ") : "";
  }

  // The fact in one line, its ends as buttons but for the one that is looked at.
  sentenceOf(n, here) {
    const fact = this.app.model.facts[n];
    const end = (entity) => (entity === here ? name(this.app.model.entities[entity].name) : this.entityLink(entity));
    return h("span", { class: "told" }, end(fact.subject), " ", h("span", { class: "relation" }, name(fact.relation)), " ", end(fact.object));
  }

  qualifiers(fact) {
    const { t, number, model } = this.app;
    const sources = fact.sources.map((entity) => model.entities[entity].name).join(", ");
    const parts = [
      this.dateText(fact),
      t.classes[fact.class],
      fact.modality === "asserted" ? "" : t.modalities[fact.modality],
      number(fact.confidence, 2),
      t.documentCount(number(fact.support)),
    ];
    return h("span", { class: "qualifiers" },
      h("span", { class: `dot line ${kindOf(fact.weight)}`, "aria-hidden": "true" }),
      parts.filter(Boolean).join(" · "),
      sources && [` · ${t.saidBy}: `, name(sources)]);
  }

  factList(facts) {
    const { t, number } = this.app;
    if (facts.length === 0) return [h("h3", {}, t.factsTitle), h("p", { class: "hint" }, `${t.nothing}. ${t.nothingHint}`)];
    const { model } = this.app;
    const told = facts.some((n) => model.facts[n].evidence.some((piece) => model.sentences[piece.document].has(piece.sentence)));
    return [h("h3", {}, t.facts(number(facts.length))), !told && h("p", { class: "hint" }, t.noSentence), this.some(facts, (n) => this.factItem(n), { class: "facts" })];
  }

  factItem(n) {
    const { model, t, number } = this.app;
    const fact = model.facts[n];
    const [best, ...rest] = [...fact.evidence].sort((a, b) => b.confidence - a.confidence);
    return h("li", { class: "fact" },
      this.sentenceOf(n),
      this.qualifiers(fact),
      this.evidence(fact, best),
      rest.length > 0 && h("details", {}, h("summary", {}, t.more(number(rest.length))), rest.slice(0, 50).map((piece) => this.evidence(fact, piece))));
  }

  evidence(fact, piece) {
    const { model, t } = this.app;
    const document = model.documents[piece.document];
    const text = model.sentences[piece.document].get(piece.sentence);
    const address = addressOf(document);
    return h("figure", {},
      text !== undefined && this.quote(text, [fact]),
      h("figcaption", {},
        h("button", { type: "button", class: "link", onclick: () => this.app.select({ kind: "document", a: piece.document }, { follow: true }) }, name(document.title || document.id)),
        [document.source, document.date].filter(Boolean).map((part) => [" · ", name(part)]),
        address && [" · ", h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, t.openDocument)]));
  }

  // A sentence with the names of the facts' ends and the words of their relations marked.
  quote(text, facts) {
    if (text === undefined) return h("p", { class: "hint" }, this.app.t.noSentence);
    const { entities } = this.app.model;
    const marks = new Map(); // what is marked as what; the first that says so counts
    const add = (word, kind) => {
      const key = word.toLowerCase();
      if (word.length > 1 && !marks.has(key)) marks.set(key, kind);
    };
    const addNames = (entity, kind) => {
      const { names, type } = entities[entity];
      for (const [each] of names) {
        add(each, kind);
        const words = each.split(" ");
        if (type === "PER") for (const word of [words.at(-1), words[0]]) if (word.length > 2) add(word, kind);
      }
    };
    for (const fact of facts) {
      addNames(fact.subject, "subject");
      addNames(fact.object, "object");
      for (const source of fact.sources) addNames(source, "source");
      for (const word of fact.relation.split(" ")) if (word.length > 3) add(word, "relation");
    }
    const words = [...marks.keys()].sort((a, b) => b.length - a.length).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    if (words.length === 0) return h("blockquote", { dir: "auto" }, text);
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      parts.push(text.slice(end, match.index), h("mark", { class: marks.get(match[0].toLowerCase()) ?? "object" }, match[0]));
      end = match.index + match[0].length;
    }
    parts.push(text.slice(end));
    return h("blockquote", { dir: "auto" }, parts);
  }
}

// Where a document can be read, if it says so: its id, its source or its file is an address of the web.
function addressOf(document) {
  for (const text of [document.id, document.source, document.file]) {
    if (!/^https?:\/\//i.test(text)) continue;
    try {
      return new URL(text).href;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}
