// The time that is looked at: two handles over a picture of how much was told when, and a button that lets it run.

import { h, replaceChildren, svg } from "./dom.js";
import { kindOf } from "./model.js";
import { dayText, daysOf, ticks } from "./days.js";

const bins = 120;
const steps = 90; // of a window through the whole time
const stepTime = 160; // milliseconds; slower where motion is to be reduced

export class TimeSlider {
  constructor(app) {
    this.app = app;
    const { model } = app;
    this.element = h("section", { class: "time" });
    if (!model.hasTime) return;
    this.play = h("button", { type: "button", class: "icon play", onclick: () => (this.timer ? this.stop() : this.start()) });
    const handle = (end) =>
      h("input", { type: "range", min: String(model.first), max: String(model.last), step: "1", class: end, oninput: () => this.moved(end) });
    this.from = handle("from");
    this.until = handle("until");
    const field = (end) => h("input", { type: "date", onchange: () => this.typed(end) });
    this.fromField = field("from");
    this.untilField = field("until");
    this.whole = h("button", { type: "button", onclick: () => { this.stop(); app.change({ since: undefined, until: undefined }); } });
    this.range = h("div", { class: "range" });
    this.picture = this.histogram();
    this.note = h("p", { class: "hint" });
    this.fromLabel = h("span", {});
    this.untilLabel = h("span", {});
    this.element.append(
      this.play,
      h("div", { class: "track" }, this.picture, this.range, this.from, this.until, this.axis()),
      h("div", { class: "ends" },
        h("label", {}, this.fromLabel, this.fromField), h("label", {}, this.untilLabel, this.untilField), this.whole, this.note),
    );
  }

  histogram() {
    const { model } = this.app;
    const span = model.last - model.first + 1;
    const counts = Array.from({ length: bins }, () => ({ cooperation: 0, conflict: 0, other: 0 }));
    for (const fact of model.facts) {
      if (fact.days) ++counts[Math.floor(((fact.days[0] - model.first) * bins) / span)][kindOf(fact.weight)];
    }
    const most = Math.max(1, ...counts.map((count) => count.cooperation + count.conflict + count.other));
    const bars = counts.flatMap((count, bin) => {
      let top = 40;
      return ["cooperation", "conflict", "other"].map((kind) => {
        const size = (38 * Math.sqrt((count.cooperation + count.conflict + count.other) / most) * count[kind]) / Math.max(1, count.cooperation + count.conflict + count.other);
        top -= size;
        return size > 0 && svg("rect", { class: kind, x: bin * 10 + 1, width: 8, y: top, height: size });
      });
    });
    return svg("svg", { viewBox: `0 0 ${bins * 10} 40`, preserveAspectRatio: "none", "aria-hidden": "true" }, bars);
  }

  axis() {
    const { model } = this.app;
    return h("div", { class: "axis", "aria-hidden": "true" }, ticks(model.first, model.last, 10).map(([day, text]) => {
      const place = (100 * (day - model.first)) / (model.last - model.first + 1);
      return h("span", { class: place > 93 ? "end" : "", style: { left: `${place}%` } }, text);
    }));
  }

  moved(end) {
    this.stop();
    let [from, until] = [Number(this.from.value), Number(this.until.value)];
    if (from > until) {
      if (end === "from") from = until;
      else until = from;
    }
    this.set(from, until);
  }

  typed(end) {
    this.stop();
    const { model, state } = this.app;
    const day = daysOf((end === "from" ? this.fromField : this.untilField).value);
    if (day === undefined) return this.update();
    const within = Math.max(model.first, Math.min(model.last, day));
    const from = end === "from" ? within : (state.since ?? model.first);
    const until = end === "from" ? (state.until ?? model.last) : within;
    this.set(Math.min(from, end === "from" ? within : until), Math.max(until, end === "from" ? from : within));
  }

  set(from, until) {
    const { model } = this.app;
    this.app.change({ since: from <= model.first ? undefined : from, until: until >= model.last ? undefined : until });
  }

  // Lets a window go through the time: the one that is set, or else a tenth of the whole.
  start() {
    const { model, state } = this.app;
    const span = model.last - model.first;
    let from = state.since ?? model.first;
    let until = state.until ?? model.last;
    if (from <= model.first && until >= model.last) until = from + Math.max(0, Math.round(span / 10));
    else if (until >= model.last) [from, until] = [model.first, model.first + (until - from)];
    const calm = this.app.calm();
    const step = Math.max(1, Math.round(span / (calm ? 20 : steps)));
    // The next step waits until this one is drawn, however slow that is.
    const wait = () => {
      const timer = setTimeout(() => requestAnimationFrame(() => this.timer === timer && go()), calm ? 1200 : stepTime);
      this.timer = timer;
    };
    const go = () => {
      if (until >= model.last) return this.stop();
      const move = Math.min(step, model.last - until);
      from += move;
      until += move;
      wait();
      this.set(from, until);
    };
    wait();
    this.set(from, until);
  }

  stop() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.update();
  }

  update() {
    const { model, state, t, number } = this.app;
    this.element.hidden = !model.hasTime;
    this.element.setAttribute("aria-label", t.time);
    if (!model.hasTime) return;
    const from = Math.max(model.first, Math.min(model.last, state.since ?? model.first));
    const until = Math.max(from, Math.min(model.last, state.until ?? model.last));
    const span = model.last - model.first || 1;
    this.from.value = String(from);
    this.until.value = String(until);
    for (const [input, label, day] of [[this.from, t.from, from], [this.until, t.until, until]]) {
      input.setAttribute("aria-label", label);
      input.setAttribute("aria-valuetext", dayText(day));
    }
    // Where both stand at the end, the first must be the one that can be moved.
    this.from.classList.toggle("above", from > model.first + span / 2);
    this.range.style.setProperty("left", `${(100 * (from - model.first)) / span}%`);
    this.range.style.setProperty("right", `${(100 * (model.last - until)) / span}%`);
    this.fromLabel.textContent = t.from;
    this.untilLabel.textContent = t.until;
    this.fromField.value = dayText(from);
    this.untilField.value = dayText(until);
    const playing = Boolean(this.timer);
    this.play.setAttribute("aria-label", playing ? t.pause : t.play);
    this.play.title = playing ? t.pause : t.play;
    replaceChildren(this.play, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: playing ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4 2.5v11l9-5.5z" })));
    this.whole.textContent = t.wholeTime;
    const open = state.since === undefined && state.until === undefined;
    this.whole.disabled = open;
    this.note.textContent = !open && model.undated > 0 ? t.undated(number(model.undated)) : "";
  }
}
