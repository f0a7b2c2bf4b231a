// Elements of the page. Texts become text nodes: nothing that a document says is ever markup.

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, each] of Object.entries(value)) element.style.setProperty(key, each);
    else if (name in element && typeof value !== "string" && !(element instanceof SVGElement)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A text from outside, which may run from right to left.
export function name(text, attributes = {}) {
  return h("bdi", attributes, text);
}

export function replaceChildren(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child));
}

// The same letters without accents and case: what a search compares.
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// For a canvas, which shows what it is given: control characters are seen, long texts are cut.
export function shownOnCanvas(text, most = 36) {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD"));
  return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : letters.join("");
}
