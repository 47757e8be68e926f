// The alliance matrix: controls, grid or table, and the panel. The state that Python and other
// views share is in the model; what stays here is only how it is looked at.
import { DATA, KEYS, dayNumber, h, isoDate, liveRegion, longDate, numeral, phrase, skipButton, t, texts, tn, tongue } from "./common.js";
import { TieBook } from "./ties.js";
import { TieWords } from "./tiewords.js";
import { changesPanel, keyPanel, pairPanel } from "./tiepanel.js";
import { MatrixGrid } from "./matrixgrid.js";
import { MatrixControls } from "./matrixcontrols.js";
import { PairTable } from "./matrixtable.js";

export const MATRIX_TEXT = texts(() => ({
  title: t("Alliance matrix"),
  skip: { grid: t("Skip to the grid"), table: t("Skip to the table") },
  count: (count, all) => tn("{count} of {all} pairs has a tie in force", "{count} of {all} pairs have a tie in force",
    count, { all: numeral(all) }),
  summary: t("{date}: {count}"),
  compared: t("{date}, compared with {before}: {count}"),
  panel: t("Details"),
}));

const NARROW = 480;
const SETTLED = 250;
const SAID = 600;
const SHARED = ["date", "compare", "selected", "order", "kinds", "hide_dormant", "payload",
  "date_min", "date_max"];
const SPOKEN = ["date", "compare", "kinds", "hide_dormant"];

export function renderMatrix({ model, el }) {
  const view = new MatrixView(model);
  el.append(view.node);
  return () => view.close();
}

class MatrixView {
  constructor(model) {
    this.model = model;
    this.timers = {};
    this.live = liveRegion();
    this.node = h("div", { class: "fo-widget fo-matrix", ...tongue() });
    this.listener = (name) => () => this.changed(name);
    this.listeners = SHARED.map((name) => [`change:${name}`, this.listener(name)]);
    for (const [event, listener] of this.listeners) model.on(event, listener);
    this.node.addEventListener("keydown", (event) => this.escape(event));
    this.observer = new ResizeObserver(([entry]) => this.resized(entry.contentRect.width));
    this.load();
    this.observer.observe(this.node);
  }

  close() {
    for (const [event, listener] of this.listeners) this.model.off(event, listener);
    Object.values(this.timers).forEach(clearTimeout);
    this.observer.disconnect();
  }

  set(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  changed(name) {
    if (name === "payload") this.load();
    else if (name === "kinds" || name === "hide_dormant") this.refilter();
    else if (name === "selected") this.showSelected();
    else if (name === "date") this.moved();
    else this.draw();
    if (SPOKEN.includes(name)) this.later("say", SAID, () => this.live.announce(this.summary()));
  }

  /** Read the payload and build everything anew. */
  load() {
    this.book = new TieBook(this.model.get("payload"));
    this.words = new TieWords(this.book);
    this.codes = this.book.actors.code;
    this.grid = new MatrixGrid(this.book, this.words, {
      onPick: (i, j) => this.pick(i, j),
      onPoint: (i, j) => this.readOut(i, j),
    });
    this.controls = new MatrixControls(this.model, this.book, {
      set: (name, value) => this.set(name, value),
      view: (name) => { this.chosen = name; this.draw(); },
      key: () => this.toggleKey(),
    });
    this.table = new PairTable(this.book, this.words, (i, j) => this.pick(i, j));
    this.orderKey = undefined;
    this.build();
    this.refilter();
    this.showSelected();
  }

  build() {
    this.panelDrawn = undefined;
    this.readout = h("p", { class: "fo-readout", "aria-hidden": "true" });
    this.panel = h("aside", {
      class: "fo-panel", role: "region", "aria-label": MATRIX_TEXT.panel, tabindex: "0", ...KEYS,
    });
    this.main = h("div", { class: "fo-main" }, this.readout, this.grid.node, this.table.node);
    this.skip = skipButton("", () => this[this.shownView].focus());
    const title = h("h2", { class: "fo-visually-hidden" }, MATRIX_TEXT.title);
    this.node.replaceChildren(title, this.skip, this.live.node, ...this.controls.nodes,
      h("div", { class: "fo-columns" }, this.main, this.panel));
  }

  // What readers do.

  toggleKey() {
    this.keyAsked = !this.keyAsked;
    this.drawPanel();
    if (this.keyAsked) this.panel.focus({ preventScroll: true });
  }

  pick(i, j) {
    this.keyAsked = false;
    this.set("selected", [this.codes[i], this.codes[j]]);
    this.drawPanel();
  }

  unpick() {
    const inPanel = this.panel.contains(document.activeElement);
    this.keyAsked = false;
    this.set("selected", []);
    this.drawPanel();
    if (inPanel && this.shownView === "grid") this.grid.focus();
    else if (inPanel) this.panel.focus({ preventScroll: true });
  }

  escape(event) {
    if (event.key !== "Escape" || (!this.pair.length && !this.keyAsked)) return;
    event.preventDefault();
    event.stopPropagation();
    this.unpick();
  }

  // What follows from the state.

  moved() {
    const day = dayNumber(this.model.get("date"));
    const within = this.controls.within(day);
    if (day !== within) this.set("date", isoDate(within));
    else this.draw();
  }

  refilter() {
    this.book.filter(this.model.get("kinds"), this.model.get("hide_dormant"));
    this.draw();
  }

  showSelected() {
    this.pair = this.model.get("selected").map((code) => this.codes.indexOf(code))
      .filter((actor) => actor >= 0);
    if (this.pair.length !== 2) this.pair = [];
    this.grid.pick(this.pair);
    this.drawPanel();
    if (this.pair.length) this.sayPair(...this.pair);
  }

  sayPair(i, j) {
    clearTimeout(this.timers.say);
    const state = this.book.cell(i, j, this.day);
    this.live.announce(this.words.pair(state, i, j));
  }

  resized(width) {
    this.width = width;
    this.grid.fit(this.main.clientWidth);
    if (this.viewNow() !== this.shownView) this.draw();
  }

  viewNow() {
    return this.chosen ?? ((this.width ?? (this.node.clientWidth || 900)) < NARROW ? "table" : "grid");
  }

  draw() {
    const compare = this.model.get("compare");
    this.day = dayNumber(this.model.get("date"));
    this.before = compare ? dayNumber(compare) : null;
    this.shownView = this.viewNow();
    this.controls.draw({ day: this.day, before: this.before, view: this.shownView, count: this.countWords() });
    this.skip.textContent = MATRIX_TEXT.skip[this.shownView];
    this.grid.node.hidden = this.readout.hidden = this.shownView !== "grid";
    this.table.node.hidden = this.shownView !== "table";
    if (this.shownView === "grid") this.drawGrid();
    else this.table.draw(this.day, this.before, (this.width ?? 0) < NARROW);
    this.drawPanel();
  }

  countWords() {
    const all = (this.book.size * (this.book.size - 1)) / 2;
    return MATRIX_TEXT.count(this.book.count(this.day), all);
  }

  summary() {
    const [date, before] = [this.day, this.before].map((day) => day !== null && longDate(isoDate(day)));
    const summary = before ? MATRIX_TEXT.compared : MATRIX_TEXT.summary;
    return phrase(summary, { date, before, count: this.countWords() });
  }

  /** Sorting by similarity waits until the date has come to rest, so that rows do not dance. */
  drawGrid() {
    const how = this.model.get("order");
    this.grid.draw(this.day, this.before);
    if (how !== "similarity") this.reorder(how);
    else if (this.orderedBy !== how) this.reorder(how);
    else this.later("order", SETTLED, () => this.reorder(this.model.get("order")));
  }

  reorder(how) {
    const order = this.book.order(how, this.day);
    const key = `${order.actors} ${order.groups}`;
    this.orderedBy = how;
    if (key === this.orderKey) return;
    this.orderKey = key;
    this.grid.setOrder(order);
    this.grid.point(...this.grid.active);
  }

  readOut(i, j) {
    const names = i === j ? this.words.name(i) : `${this.words.name(i)} – ${this.words.name(j)}`;
    const state = i === j ? "" : this.words.state(this.book.cell(i, j, this.day), i, j);
    this.readout.replaceChildren(h("b", DATA, names), state ? ` ${state}` : "");
  }

  later(name, wait, then) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(then, wait);
  }

  // The panel: the pair, else the changes, else the key.

  panelMode() {
    if (this.keyAsked) return "key";
    if (this.pair?.length) return "pair";
    return this.before === null ? "key" : "changes";
  }

  drawPanel() {
    if (this.day === undefined) return;
    const mode = this.panelMode();
    this.controls.keyButton.setAttribute("aria-pressed", Boolean(this.keyAsked));
    this.panel.dataset.mode = mode;
    this.panel.toggleAttribute("data-asked", Boolean(this.keyAsked));
    const key = this.panelKey(mode);
    if (key === this.panelDrawn) return;
    if (mode === "changes" && this.panelDrawn?.startsWith("changes")) {
      this.later("panel", SETTLED / 2, () => this.fillPanel(mode, key));
    } else this.fillPanel(mode, key);
  }

  panelKey(mode) {
    if (mode === "key") return `key ${this.keyAsked}`;
    const filter = `${this.model.get("kinds")} ${this.model.get("hide_dormant")}`;
    return `${mode} ${this.pair} ${this.day} ${this.before} ${filter}`;
  }

  fillPanel(mode, key) {
    const hadFocus = this.panel.contains(document.activeElement);
    this.panelDrawn = key;
    this.panel.replaceChildren(...this.panelParts(mode).filter(Boolean));
    if (hadFocus) this.panel.focus({ preventScroll: true });
  }

  panelParts(mode) {
    const close = () => this.unpick();
    if (mode === "pair") return pairPanel(this.words, ...this.pair, this.day, close);
    if (mode === "changes") {
      return changesPanel(this.words, this.before, this.day, (i, j) => this.pick(i, j));
    }
    return keyPanel(this.book.payload.groups, this.keyAsked ? close : null);
  }
}
