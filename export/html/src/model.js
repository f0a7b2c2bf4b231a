// The graph made ready to be asked: facts by pair, entity and document, and which of them a filter lets through.
//
// A filter means here what it means on the command line (graph/filter.h).

import { folded } from "./dom.js";
import { daysOf } from "./days.js";

export function pairKey(a, b) {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

export class Model {
  constructor(data) {
    this.classes = data.classes;
    this.entities = data.entities;
    this.documents = data.documents;
    this.facts = data.facts;
    this.actors = data.actors;
    this.alliances = data.alliances;
    this.leftOut = data.left_out;
    this.indexFacts();
    this.indexAlliances();
    this.entityIds = new Map(this.entities.map((entity, i) => [entity.id, i]));
    this.documentIds = new Map(this.documents.map((document, i) => [document.id, i]));
    this.actorIds = new Map(this.actors.map((actor, i) => [actor.id, i]));
    this.documentDays = this.documents.map((document) => daysOf(document.date));
    this.findTime();
  }

  indexFacts() {
    this.factsOfEntity = this.entities.map(() => []);
    this.factsOfDocument = this.documents.map(() => []);
    this.factsOfActors = new Map();
    this.pairs = [];
    this.pairOf = new Map();
    this.facts.forEach((fact, n) => {
      fact.support = fact.documents;
      this.factsOfEntity[fact.subject].push(n);
      if (fact.object !== fact.subject) this.factsOfEntity[fact.object].push(n);
      for (const document of new Set(fact.evidence.map((piece) => piece.document))) this.factsOfDocument[document].push(n);
      const key = pairKey(fact.subject, fact.object);
      let pair = this.pairOf.get(key);
      if (!pair) {
        const [a, b] = fact.subject < fact.object ? [fact.subject, fact.object] : [fact.object, fact.subject];
        pair = { key, a, b, facts: [] };
        this.pairOf.set(key, pair);
        this.pairs.push(pair);
      }
      pair.facts.push(n);
      if (fact.actors) {
        const of = pairKey(...fact.actors);
        if (!this.factsOfActors.has(of)) this.factsOfActors.set(of, []);
        this.factsOfActors.get(of).push(n);
      }
    });
    this.sentences = this.documents.map((document) => new Map(document.sentences));
  }

  indexAlliances() {
    this.allianceOf = new Map();
    this.alliancesOfActor = this.actors.map(() => []);
    for (const alliance of this.alliances.pairs) {
      this.allianceOf.set(pairKey(alliance.actor, alliance.other), alliance);
      this.alliancesOfActor[alliance.actor].push([alliance.other, alliance]);
      this.alliancesOfActor[alliance.other].push([alliance.actor, alliance]);
    }
  }

  findTime() {
    this.first = Infinity;
    this.last = -Infinity;
    this.undated = 0;
    for (const { days } of this.facts) {
      if (!days) {
        ++this.undated;
        continue;
      }
      this.first = Math.min(this.first, days[0]);
      this.last = Math.max(this.last, days[1]);
    }
    this.hasTime = this.first <= this.last;
  }

  // Whether the fact is of a day from `since` to `until`.
  isIn(fact, since, until) {
    if (!fact.days || fact.days[0] > until || fact.days[1] < since) return false;
    if (fact.date) return true;
    return fact.evidence.some(({ document }) => {
      const day = this.documentDays[document];
      return day !== undefined && day >= since && day <= until;
    });
  }

  // The facts that `state` lets through: one byte each.
  visible({ since, until, classes, modalities, confidence, document }) {
    const open = since === undefined && until === undefined;
    const from = since ?? -Infinity;
    const to = until ?? Infinity;
    const of = document === undefined ? null : new Set(this.factsOfDocument[document]);
    return Uint8Array.from(
      this.facts,
      (fact, n) =>
        (classes.size === 0 || classes.has(fact.class)) &&
        (modalities.size === 0 || modalities.has(fact.modality)) &&
        fact.confidence >= confidence &&
        (!of || of.has(n)) &&
        (open || this.isIn(fact, from, to)),
    );
  }

  // Entities, then documents, whose names hold `text`; those that begin with it first, then the most told of.
  search(text, most = 10) {
    const wanted = folded(text.trim());
    if (!wanted) return [];
    this.foldedNames ??= this.entities.map((entity) => [entity.name, ...entity.names.map(([each]) => each)].map(folded));
    this.foldedTitles ??= this.documents.map((document) => folded(`${document.title} ${document.id}`));
    const rank = (text) => (text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 3);
    const entities = this.foldedNames
      .map((names, entity) => ({ kind: "entity", entity, rank: Math.min(...names.map(rank)), size: this.factsOfEntity[entity].length }))
      .filter((found) => found.rank < 3 && found.size > 0)
      .sort((a, b) => a.rank - b.rank || b.size - a.size || a.entity - b.entity);
    const documents = this.foldedTitles
      .map((title, document) => ({ kind: "document", document, rank: rank(title) }))
      .filter((found) => found.rank < 3)
      .sort((a, b) => a.rank - b.rank || a.document - b.document);
    const shownDocuments = Math.min(documents.length, Math.max(3, most - entities.length));
    return [...entities.slice(0, most - shownDocuments), ...documents.slice(0, shownDocuments)];
  }
}

// 1 of a partner, −1 of an opponent, 0 where the score is shown as 0.
export function sideOf(score) {
  return Math.sign(Math.round(score * 100));
}

// Which side a weight, or a sum of weights, is on.
export function kindOf(weight) {
  return weight > 0 ? "cooperation" : weight < 0 ? "conflict" : "other";
}
