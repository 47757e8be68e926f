// The timeline's filters and its date cursor.
import { DATA, DateField, KEYS, TIMEWISE, Toolbar, h, isoDate, longDate, numeral } from "./common.js";
import { addMonths } from "./timelayout.js";
import { TIME_TEXT, timelineButton, timelineChip, timelineInput, timelineJoined, timelineSelect } from "./timeparts.js";
import { followPointer } from "./timelanes.js";

export const TIMELINE_FILTERS = ["phase", "categories", "actor", "query"];
const HANDLE_HALF = 62; // px

/** Phase, actor, words and categories; `tell(changes)` sets them on the model. */
export class TimelineFilters {
  constructor(model, payload, tell) {
    Object.assign(this, { model, payload, tell });
    const actors = [...payload.actor_names].sort((a, b) => a[2].localeCompare(b[2]));
    this.phase = timelineSelect(TIME_TEXT.phase,
      [["", TIME_TEXT.allPhases], ...payload.phases.map(([name]) => [name, name])],
      (phase) => tell({ phase, window: [] }));
    this.actor = timelineSelect(TIME_TEXT.actor,
      [["", TIME_TEXT.allActors], ...actors.map(([code, , short]) => [code, short])],
      (actor) => tell({ actor }));
    this.query = timelineInput(TIME_TEXT.search, "search",
      { oninput: () => tell({ query: this.query.input.value }) });
    this.reset = timelineButton(TIME_TEXT.reset,
      () => tell({ phase: "", categories: [], actor: "", query: "", window: [] }));
    this.node = h("details", { class: "fo-t-filters" }, h("summary", { ...KEYS }, TIME_TEXT.filters),
      h("div", { class: "fo-t-fields" }, this.phase.node, this.actor.node, this.query.node, this.reset),
      this.buildChips());
  }

  buildChips() {
    const counts = this.payload.categories.map(() => 0);
    for (const at of this.payload.category) counts[at] += 1;
    this.chips = this.payload.categories.map((name, at) => timelineChip(`${name} ${numeral(counts[at])}`,
      (on) => this.chooseCategory(name, on), { ...DATA, style: `--cat:${this.payload.colours[at]}` }));
    const node = h("div", { class: "fo-t-chips", "aria-label": TIME_TEXT.only },
      h("span", { "aria-hidden": "true" }, TIME_TEXT.only), ...this.chips.map((chip) => chip.node));
    this.bar = new Toolbar(node, this.chips.map((chip) => chip.input));
    return node;
  }

  chooseCategory(name, on) {
    const others = this.model.get("categories").filter((one) => one !== name);
    this.tell({ categories: on ? [...others, name] : others });
  }

  /** Show what the model says. */
  sync() {
    for (const name of ["phase", "actor", "query"]) {
      const { input } = this[name];
      if (input.value !== this.model.get(name)) input.value = this.model.get(name);
    }
    const wanted = this.model.get("categories");
    this.chips.forEach((chip, at) => { chip.input.checked = wanted.includes(this.payload.categories[at]); });
    // Not `disabled`: that would take the focus from whoever has just pressed it.
    const none = TIMELINE_FILTERS.every((name) => !this.model.get(name).length);
    this.reset.setAttribute("aria-disabled", none);
  }
}

/** Chart or list, the window, the date; `acts` says what each control does. */
export class TimelineTools {
  constructor(days, acts) {
    this.views = [TIME_TEXT.chart, TIME_TEXT.list].map((text, at) => timelineButton(text, () => acts.list(at === 1)));
    const zoom = [[TIME_TEXT.earlier, "‹", () => days.shift(-0.5)], [TIME_TEXT.later, "›", () => days.shift(0.5)],
      [TIME_TEXT.closer, "+", () => days.zoom(0.5)], [TIME_TEXT.wider, "−", () => days.zoom(2)]]
      .map(([label, sign, act]) => timelineButton(sign, act, { "aria-label": label, title: label }));
    this.hide = timelineChip(TIME_TEXT.hideLater, acts.hide);
    this.even = timelineChip(TIME_TEXT.even, acts.even);
    this.error = h("p", { class: "fo-error", role: "alert" });
    this.day = new DateField(TIME_TEXT.date, { limits: () => [days.first, days.last - 1], set: acts.date,
      error: this.error, look: "fo-t-field" });
    this.caption = h("p", { class: "fo-t-caption" });
    this.node = h("div", { class: "fo-t-tools", role: "group", "aria-label": TIME_TEXT.view },
      timelineJoined(this.views), this.caption,
      timelineJoined([...zoom, timelineButton(TIME_TEXT.all, acts.all)], TIMEWISE),
      this.day.node, this.hide.node, this.even.node, this.error);
  }

  drawDate(today) {
    this.day.show(isoDate(today));
  }
}

/** The axis with a handle to drag or to move by keys, and the line below it. */
export class DateCursor {
  constructor({ first, last }, setDay, setDragging) {
    Object.assign(this, { first, last, setDay });
    this.axis = h("div", { class: "fo-t-axis", "aria-hidden": "true" });
    this.handle = h("div", { class: "fo-t-handle", role: "slider", tabindex: 0,
      "aria-label": TIME_TEXT.cursor, "aria-valuemin": first, "aria-valuemax": last - 1, ...KEYS,
      onkeydown: (press) => this.key(press) });
    this.rail = h("div", { class: "fo-t-rail" }, this.axis, this.handle);
    this.line = h("div", { class: "fo-t-line" });
    followPointer(this.rail, () => { setDragging(true); return this.x; }, (drag) => this.drag(drag),
      () => setDragging(false));
  }

  /** The handle keeps under the pointer where it was taken; elsewhere the cursor jumps there. */
  drag({ share, start, before, target, press, by }) {
    this.rail.setPointerCapture(press.pointerId);
    const held = target === this.handle;
    if (held && !by) return;
    const { width } = this.frame;
    this.setDay(Math.floor(this.frame.day(held ? before + (share - start) * width : share * width)));
  }

  key(press) {
    const step = (sign) => (press.shiftKey ? addMonths(this.today, sign) : this.today + sign);
    const days = { ArrowRight: step(1), ArrowUp: step(1), ArrowLeft: step(-1), ArrowDown: step(-1),
      PageUp: addMonths(this.today, 12), PageDown: addMonths(this.today, -12),
      Home: this.first, End: this.last - 1 };
    if (!(press.key in days)) return;
    press.preventDefault();
    this.setDay(days[press.key]);
  }

  /** Stand at a day; `frame` is null while no plot is drawn. */
  draw(today, frame) {
    Object.assign(this, { today, frame });
    const text = longDate(isoDate(today));
    this.handle.setAttribute("aria-valuenow", today);
    this.handle.setAttribute("aria-valuetext", text);
    if (!frame) return;
    const x = frame.place(today + 0.5);
    const within = Math.min(frame.width - HANDLE_HALF, Math.max(HANDLE_HALF, x));
    this.x = Math.min(frame.width, Math.max(0, x));
    this.line.hidden = x < 0 || x > frame.width;
    this.handle.replaceChildren(x < 0 ? "‹ " : "", h("bdi", {}, text), x > frame.width ? " ›" : "");
    this.handle.style.insetInlineStart = `${within.toFixed(1)}px`;
    this.line.style.insetInlineStart = `${x.toFixed(1)}px`;
  }
}
