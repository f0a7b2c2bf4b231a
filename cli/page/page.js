// Draws the documents of the page. Each stands in a <script type="application/json"> of its own and
// is read when it is first shown. Text gets into the page as text nodes only, never as markup.
"use strict";

const svgSpace = "http://www.w3.org/2000/svg";
const typeNames = {
  PER: "person", ORG: "organisation", GPE: "country, city, region", LOC: "other place", MISC: "anything else",
};

const byId = (id) => document.getElementById(id);
const read = (script) => JSON.parse(script.textContent);

// An element with attributes and children; strings become text.
function make(name, attributes = {}, ...children) {
  const element = attributes.svg ? document.createElementNS(svgSpace, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "svg" || value === undefined || value === null || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Text of a document, apart from its surroundings whatever direction it is written in.
const foreign = (text, attributes = {}) => make("bdi", attributes, text);

// --- State ---

const index = read(byId("index"));
const scripts = Array.from(document.querySelectorAll("script.document"));
let shown = -1;       // number of the document
let current = null;   // its data
let text = [];        // its characters, which offsets count
let pieces = [];      // by sentence, by word: the element that holds the word
let mentionSpans = [];  // by mention
let openTriple = null;

// --- Sentences ---

// The visible pieces of a sentence: words of one token that spell nothing of their own share one.
function piecesOf(sentence) {
  const list = [];
  let cursor = sentence.begin;
  sentence.words.forEach((word, i) => {
    const begin = Math.max(word.begin, cursor);
    if (word.end > begin) {
      list.push({begin, end: word.end, words: [i]});
      cursor = word.end;
    } else if (list.length > 0) {
      list[list.length - 1].words.push(i);
    } else {
      list.push({begin, end: begin, words: [i]});
    }
  });
  return list;
}

function drawSentence(number) {
  const sentence = current.sentences[number];
  const paragraph = make("p", {dir: "auto", lang: current.language || null},
    make("span", {class: "number", "aria-hidden": "true"}, String(number + 1)));
  const elements = new Array(sentence.words.length);
  const slice = (begin, end) => text.slice(begin, end).join("");
  const mentionAt = new Map();
  const innerAt = new Map();  // names inside of mentions come behind them
  current.mentions.forEach((mention, m) => {
    if (mention.sentence !== number) return;
    const at = mentionAt.has(mention.first) ? innerAt : mentionAt;
    for (let i = mention.first; i <= mention.last; ++i) at.set(i, m);
  });
  const timeAt = new Map();
  for (const time of current.times) {
    if (time.sentence !== number) continue;
    for (let i = time.first; i <= time.last; ++i) timeAt.set(i, time);
  }
  let target = paragraph;
  let inside = undefined;
  let innermost = undefined;
  let lastTime = undefined;
  let cursor = sentence.begin;
  for (const piece of piecesOf(sentence)) {
    const at = (map) => piece.words.map((i) => map.get(i)).find((found) => found !== undefined);
    const m = at(mentionAt);
    const inner = at(innerAt);
    const time = timeAt.get(piece.words[0]);
    const before = slice(cursor, piece.begin);
    const stays = m === inside && inner === innermost;
    const goesOn = stays && time && time === lastTime;  // its underline has no gaps
    if (!stays) {
      const outer = m === inside && m !== undefined ? mentionSpans[m] : paragraph;
      outer.append(before);
      target = m === undefined ? paragraph : mentionSpans[m] || drawMention(m, paragraph);
      if (inner !== undefined) target = mentionSpans[inner] || drawMention(inner, target);
      inside = m;
      innermost = inner;
    } else if (!goesOn) {
      target.append(before);
    }
    const word = make("span", {}, (goesOn ? before : "") + slice(piece.begin, piece.end));
    lastTime = time;
    if (time) {
      word.className = "time";
      word.dataset.tip = time.value ? "date: " + time.value : "a time that the text does not fix";
    }
    target.append(word);
    for (const i of piece.words) elements[i] = word;
    cursor = piece.end;
  }
  paragraph.append(slice(cursor, sentence.end));
  pieces[number] = elements;
  return paragraph;
}

// What stands inside of another mention is no button of its own: buttons in buttons cannot be reached by all.
function drawMention(m, parent) {
  const mention = current.mentions[m];
  const entity = current.entities[mention.entity];
  const tip = `${entity.name} (${typeNames[entity.type]}): ${mention.meaning}`;
  const asButton = {role: "button", tabindex: "0", "aria-pressed": "false", "aria-description": tip};
  const span = make("span", {
    class: "mention " + entity.type, "data-number": mention.entity + 1, "data-entity": mention.entity, "data-tip": tip,
    ...(parent.classList.contains("mention") ? {} : asButton),
  });
  mentionSpans[m] = span;
  parent.append(span);
  return span;
}

// --- Triples ---

function qualifiersOf(triple) {
  const source = triple.source === null ? null : current.entities[triple.source].name;
  const parts = [triple.class, triple.date || null, triple.modality === "asserted" ? null : triple.modality,
    source === null ? null : "says " + source, triple.confidence.toFixed(2)];
  return parts.filter((part) => part !== null).join(" · ");
}

function drawTriple(t) {
  const triple = current.triples[t];
  const button = make("button", {type: "button", class: "triple", "aria-expanded": "false",
    "aria-controls": "why-" + t, "data-triple": t},
  foreign(current.entities[triple.subject].name), " ",
  foreign(triple.relation, {class: "relation"}), " ",
  foreign(current.entities[triple.object].name),
  make("span", {class: "qualifiers"}, foreign(qualifiersOf(triple))));
  return make("li", {}, button);
}

const passes = (triple) => (!byId("class").value || triple.class === byId("class").value) &&
  triple.confidence >= Number(byId("confidence").value);

// --- The explanation of a triple ---

function wordsAt([sentence, first, last]) {
  const words = current.sentences[sentence].words;
  return text.slice(words[first].begin, words[last].end).join("");
}

const elsewhere = (sentence, triple) => sentence === triple.sentence ? "" : ` of sentence ${sentence + 1}`;

function groundsText(value, grounds, triple) {
  const parts = [foreign(value)];
  if (grounds.words) parts.push(", “", foreign(wordsAt(grounds.words)), "”" + elsewhere(grounds.words[0], triple));
  if (grounds.why) parts.push(": ", foreign(grounds.why));
  return parts;
}

function mentionText(m, triple) {
  if (m === null) return ["stands nowhere in the text"];
  const mention = current.mentions[m];
  const entity = current.entities[mention.entity];
  return ["“", foreign(wordsAt([mention.sentence, mention.first, mention.last])), "”" +
    elsewhere(mention.sentence, triple) + " is ", foreign(entity.name), ` (${entity.id}): ${mention.meaning}`];
}

function ruleText(rule) {
  return make("div", {}, make("b", {}, rule.module), " found “", foreign(rule.relation), `” (${rule.class})`,
    rule.inverse ? " the other way round" : "", " in “", foreign(wordsAt(rule.words)), "”",
    rule.frame ? [", ", foreign(rule.frame)] : []);
}

function pathText(triple) {
  if (triple.path.length === 0) return ["they do not both stand in this sentence"];
  const words = current.sentences[triple.sentence].words;
  const parts = [foreign(words[triple.path[0]].form)];
  for (let i = 1; i < triple.path.length; ++i) {
    const [from, to] = [triple.path[i - 1], triple.path[i]];
    const up = words[from].head === to;
    parts.push(make("code", {}, up ? ` ─${words[from].relation}→ ` : ` ←${words[to].relation}─ `),
      foreign(words[to].form));
  }
  return parts;
}

function drawJudgement(judgement) {
  const classes = judgement.classes.map((likely) =>
    `${likely.class}${likely.inverse ? " (the other way round)" : ""} ${likely.probability.toFixed(2)}`);
  const rows = [...judgement.contributions, ["all others", judgement.rest]];
  const most = Math.max(...rows.map(([, weight]) => Math.abs(weight)), 0.01);
  const table = make("table", {}, make("caption", {class: "hidden"}, "What counted for (+) and against (−) it"),
    make("tbody", {}, rows.map(([what, weight]) => {
      const bar = make("span", {class: weight < 0 ? "bar against" : "bar"});
      bar.style.width = `${(4 * Math.abs(weight) / most).toFixed(2)}rem`;
      return make("tr", {}, make("td", {}, (weight < 0 ? "−" : "+") + Math.abs(weight).toFixed(2)),
        make("td", {}, bar), make("td", {}, make("code", {}, foreign(what))));
    })));
  return [make("p", {}, classes.join(", ") || "no class is likely"), table];
}

function drawExplanation(t) {
  const triple = current.triples[t];
  const source = triple.source === null ? "the writer" : current.entities[triple.source].name;
  const row = (name, ...content) => [make("dt", {}, name), make("dd", {}, ...content)];
  const list = make("dl", {},
    row("Subject", mentionText(triple.subjectMention, triple)),
    row("Object", mentionText(triple.objectMention, triple)),
    row("Path", pathText(triple)),
    row("Rules", triple.rules.length ? triple.rules.map(ruleText) : ["none: what has been learnt found it alone"]),
    triple.rules.some((rule) => rule.relation === triple.relation) ? []
      : row("Name", groundsText(triple.relation, triple.grounds.relation, triple)),
    row("Date", groundsText(triple.date || "none", triple.grounds.date, triple)),
    row("Modality", groundsText(triple.modality, triple.grounds.modality, triple)),
    row("Source", groundsText(source, triple.grounds.source, triple)));
  const learnt = make("div", {}, make("p", {class: "label"}, "Learnt"),
    triple.judgement ? drawJudgement(triple.judgement) : make("p", {}, "nothing of this pair"));
  return make("section", {class: "explanation", id: "why-" + t,
    "aria-label": `Why: ${current.entities[triple.subject].name} ${triple.relation} ` +
      current.entities[triple.object].name}, list, learnt, drawTree(triple));
}

// The sentence with an arc from each word to its head, those of the path in colour.
function drawTree(triple) {
  const words = current.sentences[triple.sentence].words;
  const measure = make("canvas").getContext("2d");
  measure.font = "13px " + getComputedStyle(document.body).fontFamily;
  const gap = 16;
  let x = gap;
  const centres = words.map((word) => {
    const width = Math.max(measure.measureText(word.form).width, 6 * word.relation.length, 24);
    const centre = x + width / 2;
    x += width + gap;
    return centre;
  });
  const arcs = words.map((word, i) => ({word: i, head: word.head, left: Math.min(i, word.head),
    right: Math.max(i, word.head), level: 1})).filter((arc) => arc.head >= 0);
  arcs.sort((a, b) => (a.right - a.left) - (b.right - b.left));
  arcs.forEach((arc, n) => {
    for (const other of arcs.slice(0, n)) {
      if (other.left < arc.right && arc.left < other.right) arc.level = Math.max(arc.level, other.level + 1);
    }
  });
  const base = 24 + 18 * Math.max(1, ...arcs.map((arc) => arc.level));
  const onPath = new Set();
  triple.path.forEach((word, i) => {
    const before = triple.path[i - 1];
    if (before !== undefined) onPath.add(words[before].head === word ? before : word);
  });
  const picture = make("svg", {svg: true, width: Math.ceil(x), height: base + 44, role: "img",
    "aria-label": "The dependency tree of the sentence"});
  for (const arc of arcs) {
    const marked = onPath.has(arc.word) ? " on-path" : "";
    const shift = arc.word < arc.head ? -4 : 4;  // arcs of one head part a little
    const [from, to, top] = [centres[arc.head] + shift, centres[arc.word], base - 18 * arc.level - 4];
    const bend = 7 * Math.sign(to - from);
    picture.append(
      make("path", {svg: true, class: "arc" + marked,
        d: `M${from} ${base}V${top + 7}Q${from} ${top} ${from + bend} ${top}H${to - bend}Q${to} ${top} ${to} ${top + 7}V${base - 4}`}),
      make("path", {svg: true, class: "head" + marked, d: `M${to - 3.5} ${base - 6}h7l-3.5 7z`}),
      make("text", {svg: true, class: "tag" + marked, x: (from + to) / 2, y: top - 3, "text-anchor": "middle"},
        words[arc.word].relation));
  }
  words.forEach((word, i) => {
    const marked = triple.path.includes(i) ? "on-path" : null;
    picture.append(
      make("text", {svg: true, class: marked, x: centres[i], y: base + 18, "text-anchor": "middle"}, word.form),
      make("text", {svg: true, class: "tag", x: centres[i], y: base + 34, "text-anchor": "middle"}, word.tag));
  });
  return make("div", {class: "drawing", tabindex: "0", role: "group", "aria-label": "Tree, scrolls sideways"}, picture);
}

// --- What is chosen ---

function clearMarks() {
  for (const name of ["subject", "object", "predicate", "of-date", "of-source", "of-modality"]) {
    for (const element of document.querySelectorAll("#reading ." + name)) element.classList.remove(name);
  }
}

function markWords(place, name) {
  if (!place) return;
  const [sentence, first, last] = place;
  for (let i = first; i <= last; ++i) pieces[sentence]?.[i]?.classList.add(name);
}

function closeTriple() {
  if (openTriple === null) return;
  byId("why-" + openTriple)?.remove();
  document.querySelector(`[data-triple="${openTriple}"]`)?.setAttribute("aria-expanded", "false");
  clearMarks();
  openTriple = null;
}

function toggleTriple(button) {
  const t = Number(button.dataset.triple);
  const again = t === openTriple;
  closeTriple();
  if (again) return;
  const triple = current.triples[t];
  openTriple = t;
  button.setAttribute("aria-expanded", "true");
  button.closest(".sentence").append(drawExplanation(t));
  if (triple.subjectMention !== null) mentionSpans[triple.subjectMention]?.classList.add("subject");
  if (triple.objectMention !== null) mentionSpans[triple.objectMention]?.classList.add("object");
  markWords([triple.sentence, triple.predicate, triple.predicate], "predicate");
  markWords(triple.grounds.date.words, "of-date");
  markWords(triple.grounds.source.words, "of-source");
  markWords(triple.grounds.modality.words, "of-modality");
}

function chooseEntity(number) {
  const chosen = document.querySelector(`#entities [data-entity="${number}"]`);
  const again = chosen?.getAttribute("aria-pressed") === "true";
  for (const element of document.querySelectorAll("[data-entity]")) {
    const same = !again && element.dataset.entity === String(number);
    if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", String(same));
    element.classList.toggle("same", same && element.classList.contains("mention"));
  }
}

// --- The page ---

function drawLegend() {
  const types = Object.entries(typeNames).map(([type, name]) => make("li", {}, make("span", {class: "type " + type}, type), " " + name));
  const marks = [["subject", "subject of the chosen triple"], ["object", "object"], ["predicate", "word that states it"],
    ["of-date", "words that date it"], ["of-source", "words of source and modality"], ["time", "time expression"]];
  byId("legend").append(...types,
    make("li", {}, "The small number tells which entity it is."),
    ...marks.map(([name, text]) => make("li", {}, make("span", {class: name}, "words"), " " + text)));
}

function drawEntities() {
  const order = current.entities.map((entity, i) => i).filter((i) => current.entities[i].mentions > 0);
  order.sort((a, b) => current.entities[b].mentions - current.entities[a].mentions || a - b);
  byId("entities").replaceChildren(...order.map((i) => {
    const entity = current.entities[i];
    return make("li", {}, make("button", {type: "button", "data-entity": i, "aria-pressed": "false",
      "data-tip": `${entity.id}${entity.country ? ", of " + entity.country : ""}; in the text: ${entity.names.join(", ")}`},
    make("span", {}, make("span", {class: "type " + entity.type}, String(i + 1)), " ", foreign(entity.name)),
    make("span", {class: "count", "aria-label": entity.mentions + " mentions"}, String(entity.mentions))));
  }));
}

function drawDocument() {
  closeTriple();
  pieces = [];
  mentionSpans = [];
  const facts = [current.id, current.date, current.source, current.language].filter((part) => part).join(" · ");
  const list = current.sentences.map((sentence, number) => {
    const own = current.triples.map((triple, t) => t)
      .filter((t) => current.triples[t].sentence === number && passes(current.triples[t]));
    const row = make("section", {class: "sentence", "aria-label": `Sentence ${number + 1}`},
      drawSentence(number), make("ul", {class: "triples"}, own.map(drawTriple)));
    row.hidden = own.length === 0 && byId("stating").checked;
    return row;
  });
  byId("reading").replaceChildren(
    make("div", {class: "about"}, current.title ? make("h2", {dir: "auto"}, current.title) : null, foreign(facts)), ...list);
  drawEntities();
}

function show(number) {
  if (number < 0 || number >= scripts.length) return;
  shown = number;
  current = read(scripts[number]);
  text = Array.from(current.text);
  byId("document").value = String(number);
  byId("previous").disabled = number === 0;
  byId("next").disabled = number + 1 === scripts.length;
  history.replaceState(null, "", "#" + (number + 1));
  drawDocument();
  scrollTo(0, 0);
}

function showTip(element) {
  const tip = byId("tip");
  tip.textContent = element.dataset.tip;
  tip.hidden = false;
  const place = element.getClientRects()[0];
  tip.style.left = `${Math.max(4, Math.min(place.left, innerWidth - tip.offsetWidth - 8))}px`;
  const below = place.bottom + 6;
  tip.style.top = `${below + tip.offsetHeight > innerHeight ? place.top - tip.offsetHeight - 6 : below}px`;
}

function listen() {
  document.addEventListener("click", (event) => {
    const triple = event.target.closest("[data-triple]");
    const entity = event.target.closest("[data-entity]");
    if (triple) toggleTriple(triple);
    else if (entity) chooseEntity(entity.dataset.entity);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") byId("tip").hidden = true;
    const mention = event.target.closest?.(".mention");
    if (mention && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      chooseEntity(mention.dataset.entity);
    }
  });
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => {
      const told = event.target.closest?.("[data-tip]");
      if (told) showTip(told);
    });
    document.addEventListener(leave, () => { byId("tip").hidden = true; });
  }
  byId("previous").addEventListener("click", () => show(shown - 1));
  byId("next").addEventListener("click", () => show(shown + 1));
  byId("document").addEventListener("change", () => show(Number(byId("document").value)));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", () => {
    byId("least").textContent = Number(byId("confidence").value).toFixed(2);
    if (current) drawDocument();
  });
}

drawLegend();
byId("document").append(...index.documents.map((entry, i) =>
  make("option", {value: i}, `${i + 1}. ${entry.title || entry.id} (${entry.triples})`)));
byId("class").append(...index.classes.map((name) => make("option", {value: name}, name)));
listen();
if (scripts.length === 0) {
  byId("reading").append(make("p", {}, "No document could be read."));
} else {
  show(Math.max(0, Math.min(scripts.length, Number(location.hash.slice(1)) || 1) - 1));
}
