// The strip above the timeline: phases as buttons, how many events when, and the window shown.
import { DATA, KEYS, TIMEWISE, Toolbar, h, isoDate, longDate, svg, tongue, yearOf } from "./common.js";
import { densityPath } from "./timelayout.js";
import { TIME_TEXT, timelineButton } from "./timeparts.js";
import { followPointer } from "./timelanes.js";

const WINDOW_KEYS = { ArrowRight: 0.01, ArrowUp: 0.01, ArrowLeft: -0.01, ArrowDown: -0.01,
  PageUp: 0.1, PageDown: -0.1, Home: -1, End: 1 };
const THINNEST = 0.003; // of the whole strip
const NAMES_FROM = 690; // px: below it phases show the year in which they begin

/** `days` is the TimelineWindow; `acts` is {phase(name), dragging(on)}. */
export class TimelineOverview {
  constructor(payload, days, acts) {
    Object.assign(this, { payload, days });
    this.eras = payload.phases.map(([name, start]) => timelineButton("", () => acts.phase(name),
      { class: "fo-t-button fo-t-era", title: name, "aria-label": `${name}, ${yearOf(isoDate(start))}`, ...DATA }));
    this.density = svg("svg", { class: "fo-t-density", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { class: "fo-t-all" }), svg("path", { class: "fo-t-some" }));
    this.now = h("div", { class: "fo-t-now" });
    this.brush = h("div", { class: "fo-t-brush" });
    this.ends = [TIME_TEXT.windowStart, TIME_TEXT.windowEnd].map((label, at) => this.end(label, at));
    this.strip = h("div", { class: "fo-t-strip" }, this.density, this.brush, this.now, ...this.ends);
    this.note = h("p", { class: "fo-t-small", dir: tongue().dir });
    this.node = h("div", { class: "fo-t-overview", ...TIMEWISE, role: "group", "aria-label": TIME_TEXT.overview },
      this.buildEras(), this.strip, this.note);
    followPointer(this.strip, () => { acts.dragging(true); return days.shares; },
      (drag) => this.dragged(drag), () => acts.dragging(false));
  }

  buildEras() {
    const node = h("div", { class: "fo-t-eras", "aria-label": TIME_TEXT.phases }, ...this.eras);
    this.bar = new Toolbar(node, this.eras);
    return node;
  }

  end(label, at) {
    return h("div", { class: `fo-t-end fo-t-end-${at}`, role: "slider", tabindex: 0, "aria-label": label,
      ...KEYS, onkeydown: (press) => this.keyOnEnd(press, at) });
  }

  /** Draw phases and counts; `shown` are the events that pass the filters. */
  draw(events, shown, even, phase) {
    const bars = Math.max(40, Math.floor((this.strip.clientWidth || 800) / 6));
    const path = (some) => densityPath(some.map((event) => event.share), bars);
    this.density.setAttribute("viewBox", `0 0 ${bars} 100`);
    this.density.children[0].setAttribute("d", path(events));
    this.density.children[1].setAttribute("d", path(shown));
    this.note.textContent = [even ? TIME_TEXT.evenNote : TIME_TEXT.unevenNote,
      tongue().dir === "rtl" && TIME_TEXT.toTheRight].filter(Boolean).join(" ");
    const starts = [...this.payload.phases.map(([, start]) => this.days.scale.share(start)), 1];
    const named = this.strip.clientWidth >= NAMES_FROM;
    this.node.classList.toggle("fo-t-named", named);
    this.eras.forEach((era, at) => {
      const [name, start] = this.payload.phases[at];
      era.textContent = named ? name : yearOf(isoDate(start));
      era.style.insetInlineStart = `${100 * starts[at]}%`;
      era.style.inlineSize = `${100 * (starts[at + 1] - starts[at])}%`;
      era.setAttribute("aria-pressed", name === phase);
    });
  }

  drawWindow() {
    const { first, last, shares, span: [from, until] } = this.days;
    this.brush.style.insetInlineStart = `${100 * shares[0]}%`;
    this.brush.style.inlineSize = `${100 * (shares[1] - shares[0])}%`;
    [from, until - 1].forEach((day, at) => {
      const values = { valuemin: first, valuemax: last - 1, valuenow: day, valuetext: longDate(isoDate(day)) };
      for (const [name, value] of Object.entries(values)) this.ends[at].setAttribute(`aria-${name}`, value);
      this.ends[at].style.insetInlineStart = `${100 * shares[at]}%`;
    });
  }

  drawDate(today) {
    this.now.style.insetInlineStart = `${100 * this.days.scale.share(today + 0.5)}%`;
  }

  dragged({ share, start, before: [low, high], target, press }) {
    this.strip.setPointerCapture(press.pointerId);
    const at = this.ends.indexOf(target);
    const by = target === this.brush || at >= 0 ? share - start : share - (low + high) / 2;
    if (at >= 0) this.moveEnd(at, [low, high], by);
    else if (by) this.days.moveBy([low, high], by);
  }

  moveEnd(at, [low, high], by) {
    if (at === 0) this.days.showShares(Math.min(low + by, high - THINNEST), high);
    else this.days.showShares(low, Math.max(high + by, low + THINNEST));
  }

  keyOnEnd(press, at) {
    if (!(press.key in WINDOW_KEYS)) return;
    press.preventDefault();
    this.moveEnd(at, this.days.shares, WINDOW_KEYS[press.key]);
  }
}
