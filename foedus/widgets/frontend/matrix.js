// The alliance matrix: controls, grid or table, and the panel. The state that Python and other
// views share is in the model; what stays here is only how it is looked at.
import { KEYS, dayNumber, h, isoDate, liveRegion, longDate } from "./common.js";
import { TieBook, changeOf } from "./ties.js";
import { TIE_TEXT, TieWords, badge, changesPanel, keyPanel, pairPanel, phrase, tieName } from "./tiepanel.js";
import { MatrixGrid } from "./matrixgrid.js";

export const MATRIX_TEXT = {
  title: "Alliance matrix",
  count: "{count} of {all} pairs have a tie in force",
  date: "Date", dateHelp: "year, month or day, such as 1979 or 1979-11-04",
  slider: "Move the date",
  previous: "Previous change", next: "Next change",
  compare: "Compare with", compareOn: "Compare dates", compareOff: "Stop comparing",
  order: "Order", orders: { bloc: "Bloc", similarity: "Similarity", name: "Name" },
  view: "View", views: { grid: "Grid", table: "Table" },
  hideDormant: "Hide dormant ties",
  key: "Key and rule",
  kinds: "Show only these kinds",
  allKinds: "Show all kinds",
  badDate: "“{text}” is not a date: write a year, a month or a day, such as 1979, 1979-11 or 1979-11-04.",
  outside: "{date} lies outside the table: it runs from {from} to {to}.",
  panel: "Details",
  table: "Pairs with a tie in force, strongest first",
  columns: ["Pair", "Strongest tie", "Effect", "Who owes", "Hostile tie", "Since then"],
  actor: "Actor", everyActor: "Every pair",
  with: "with {name}",
  empty: "No pair has such a tie on this date.",
  showAll: "Show all {count} rows",
  hostileOnly: "none but hostile",
  announce: "{date}: {count}",
};

const NARROW = 480;
const SETTLED = 250;
const SAID = 600;
const FIRST_ROWS = 300;
const SHARED = ["date", "compare", "selected", "order", "kinds", "hide_dormant", "payload",
  "date_min", "date_max"];

export function renderMatrix({ model, el }) {
  const view = new MatrixView(model);
  el.append(view.node);
  return () => view.close();
}

/** Buttons of which one is pressed. */
class Choice {
  constructor(label, options, onPick) {
    this.buttons = Object.entries(options).map(([value, text]) => h("button", {
      type: "button", class: "fo-button", value, onclick: () => onPick(value), ...KEYS,
    }, text));
    this.node = h("div", { class: "fo-choice", role: "group", "aria-label": label },
      h("span", { "aria-hidden": "true" }, label), ...this.buttons);
  }

  set(value) {
    for (const button of this.buttons) button.setAttribute("aria-pressed", button.value === value);
  }
}

/** A date as typed: "1979" is its first day; null where it is no date. */
function typedDay(text) {
  const parts = /^\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => Number(part ?? 1));
  const iso = [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))]
    .join("-");
  const days = dayNumber(iso);
  return isoDate(days) === iso ? days : null;
}

class MatrixView {
  constructor(model) {
    this.model = model;
    this.timers = {};
    this.actor = 0;
    this.live = liveRegion();
    this.node = h("div", { class: "fo-widget fo-matrix" });
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
    this.orderKey = undefined;
    this.build();
    this.refilter();
    this.showSelected();
  }

  build() {
    this.readout = h("p", { class: "fo-readout", "aria-hidden": "true" });
    this.table = h("div", { class: "fo-pairs" });
    this.panel = h("aside", {
      class: "fo-panel", role: "region", "aria-label": MATRIX_TEXT.panel, tabindex: "0", ...KEYS,
    });
    this.main = h("div", { class: "fo-main" }, this.readout, this.grid.node, this.table);
    const title = h("h2", { class: "fo-visually-hidden" }, MATRIX_TEXT.title);
    this.node.replaceChildren(title, this.live.node, this.buildTop(), this.buildOptions(), this.buildKinds(),
      h("div", { class: "fo-columns" }, this.main, this.panel));
  }

  buildTop() {
    this.bigDate = h("p", { class: "fo-big-date" });
    this.counted = h("p", { class: "fo-counted" });
    this.error = h("p", { class: "fo-error", role: "alert" });
    this.dateField = this.buildField(MATRIX_TEXT.date, "date");
    this.compareField = this.buildField(MATRIX_TEXT.compare, "compare");
    this.slider = h("input", {
      type: "range", class: "fo-slider", step: 1, "aria-label": MATRIX_TEXT.slider,
      oninput: () => this.set("date", isoDate(Number(this.slider.value))),
      onkeydown: (event) => this.stepYears(event), ...KEYS,
    });
    return h("div", { class: "fo-top-bar" },
      h("div", { class: "fo-headline" }, this.bigDate, this.counted),
      h("div", { class: "fo-date-row" },
        this.stepButton("◂", MATRIX_TEXT.previous, -1), this.dateField.node,
        this.stepButton("▸", MATRIX_TEXT.next, 1), this.compareField.node),
      this.slider, this.error);
  }

  buildField(label, name) {
    const input = h("input", {
      type: "text", inputmode: "numeric", size: 11, autocomplete: "off", spellcheck: "false",
      title: MATRIX_TEXT.dateHelp, onchange: () => this.typed(input, name),
      // JupyterLab swallows the change that Enter would bring.
      onkeydown: (event) => event.key === "Enter" && this.typed(input, name), ...KEYS,
    });
    return { input, node: h("label", { class: "fo-field" }, h("span", {}, label), input) };
  }

  stepButton(sign, label, step) {
    return h("button", {
      type: "button", class: "fo-button fo-step", "aria-label": label, title: label,
      onclick: () => this.stepTo(step), ...KEYS,
    }, sign);
  }

  buildOptions() {
    this.orders = new Choice(MATRIX_TEXT.order, MATRIX_TEXT.orders, (value) => this.set("order", value));
    this.views = new Choice(MATRIX_TEXT.view, MATRIX_TEXT.views, (value) => {
      this.chosen = value;
      this.draw();
    });
    this.dormant = h("input", {
      type: "checkbox", onchange: () => this.set("hide_dormant", this.dormant.checked), ...KEYS,
    });
    this.compareButton = h("button", {
      type: "button", class: "fo-button", onclick: () => this.toggleCompare(), ...KEYS,
    });
    this.keyButton = h("button", {
      type: "button", class: "fo-button", onclick: () => this.toggleKey(), ...KEYS,
    }, MATRIX_TEXT.key);
    return h("div", { class: "fo-options" }, this.orders.node, this.views.node,
      h("label", { class: "fo-check" }, this.dormant, MATRIX_TEXT.hideDormant),
      this.compareButton, this.keyButton);
  }

  buildKinds() {
    const present = new Set(this.book.ties.kind);
    this.kindButtons = this.book.payload.kinds.filter((_, index) => present.has(index))
      .map((kind) => h("button", {
        type: "button", class: "fo-button fo-kind", value: kind, title: TIE_TEXT.kinds[kind][2],
        onclick: () => this.toggleKind(kind), ...KEYS,
      }, badge(kind), tieName(kind)));
    this.allKinds = h("button", {
      type: "button", class: "fo-button fo-all", onclick: () => this.set("kinds", []), ...KEYS,
    }, MATRIX_TEXT.allKinds);
    return h("div", { class: "fo-kinds", role: "group", "aria-label": MATRIX_TEXT.kinds },
      ...this.kindButtons, this.allKinds);
  }

  // What readers do.

  typed(input, name) {
    const text = input.value.trim();
    if (name === "compare" && !text) {
      this.set("compare", "");
      return;
    }
    const day = typedDay(text);
    const problem = this.problemWith(text, day);
    this.error.textContent = problem;
    input.setAttribute("aria-invalid", Boolean(problem));
    if (!problem) this.set(name, isoDate(day));
    if (!problem) input.value = isoDate(day);
  }

  problemWith(text, day) {
    if (day === null) return phrase(MATRIX_TEXT.badDate, { text });
    const [from, to] = this.limits();
    if (day >= from && day <= to) return "";
    const [first, last] = [from, to].map((one) => longDate(isoDate(one)));
    return phrase(MATRIX_TEXT.outside, { date: longDate(isoDate(day)), from: first, to: last });
  }

  limits() {
    return [dayNumber(this.model.get("date_min")), dayNumber(this.model.get("date_max"))];
  }

  stepTo(step) {
    const [from, to] = this.limits();
    const day = this.book.nextChange(this.day, step);
    const found = day === undefined ? (step > 0 ? to : from) : day;
    this.set("date", isoDate(Math.min(to, Math.max(from, found))));
  }

  /** The slider moves by a day; Page Up and Page Down move it by a year. */
  stepYears(event) {
    const step = { PageUp: 1, PageDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const [year, month, day] = isoDate(this.day).split("-").map(Number);
    const [from, to] = this.limits();
    const days = Date.UTC(year + step, month - 1, day) / 86_400_000;
    this.set("date", isoDate(Math.min(to, Math.max(from, days))));
  }

  toggleCompare() {
    const [year, rest] = [Number(this.model.get("date").slice(0, 4)), this.model.get("date").slice(4)];
    const tenBack = dayNumber(`${year - 10}${rest}`);
    const on = Boolean(this.model.get("compare"));
    this.set("compare", on ? "" : isoDate(Math.max(this.limits()[0], tenBack)));
    if (!on) this.compareField.input.focus();
  }

  toggleKey() {
    this.keyAsked = !this.keyAsked;
    this.drawPanel();
    if (this.keyAsked) this.panel.focus({ preventScroll: true });
  }

  toggleKind(kind) {
    const kinds = this.model.get("kinds");
    this.set("kinds", kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
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
    const [from, to] = this.limits();
    if (day < from || day > to) this.set("date", isoDate(Math.min(to, Math.max(from, day))));
    else this.draw();
    this.later("say", SAID, () => this.live.announce(this.summary()));
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
    const state = this.book.cell(i, j, this.day);
    this.live.announce(`${this.words.name(i)}, ${this.words.name(j)}: ${this.words.state(state, i, j)}`);
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
    this.drawControls();
    this.grid.node.hidden = this.readout.hidden = this.shownView !== "grid";
    this.table.hidden = this.shownView !== "table";
    if (this.shownView === "grid") this.drawGrid();
    else this.drawTable();
    this.drawPanel();
  }

  drawControls() {
    const [from, to] = this.limits();
    Object.assign(this.slider, { min: from, max: to, value: this.day });
    this.slider.setAttribute("aria-valuetext", longDate(isoDate(this.day)));
    this.bigDate.textContent = longDate(isoDate(this.day));
    this.counted.textContent = this.countWords();
    this.dateField.input.value = isoDate(this.day);
    this.compareField.input.value = this.model.get("compare");
    this.compareField.node.hidden = this.before === null;
    this.compareButton.textContent = this.before === null ? MATRIX_TEXT.compareOn : MATRIX_TEXT.compareOff;
    this.orders.set(this.model.get("order"));
    this.views.set(this.shownView);
    this.dormant.checked = this.model.get("hide_dormant");
    this.drawKinds(this.model.get("kinds"));
  }

  drawKinds(kinds) {
    for (const button of this.kindButtons) button.setAttribute("aria-pressed", kinds.includes(button.value));
    this.allKinds.hidden = !kinds.length;
  }

  countWords() {
    const all = (this.book.size * (this.book.size - 1)) / 2;
    return phrase(MATRIX_TEXT.count, { count: this.book.count(this.day), all });
  }

  summary() {
    return phrase(MATRIX_TEXT.announce, { date: longDate(isoDate(this.day)), count: this.countWords() });
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
    this.readout.replaceChildren(h("b", {}, names), state ? ` ${state}` : "");
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
    this.keyButton.setAttribute("aria-pressed", Boolean(this.keyAsked));
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

  // The table of the same content.

  drawTable() {
    const select = this.actorSelect();
    const rows = this.book.standing(this.day).filter(({ pair }) =>
      this.actor === null || pair.low === this.actor || pair.high === this.actor);
    const shown = this.allRows ? rows : rows.slice(0, FIRST_ROWS);
    this.table.replaceChildren(select,
      rows.length ? this.pairTable(shown) : h("p", { class: "fo-calm" }, MATRIX_TEXT.empty));
    if (shown.length < rows.length) this.table.append(this.moreButton(rows.length));
  }

  actorSelect() {
    if (this.select) return this.select;
    if ((this.width ?? 0) >= NARROW) this.actor = null;
    const options = this.codes.map((code, actor) => h("option", { value: actor }, this.words.name(actor)));
    const select = h("select", {
      "aria-label": MATRIX_TEXT.actor,
      onchange: () => {
        this.actor = select.value === "" ? null : Number(select.value);
        this.drawTable();
      }, ...KEYS,
    }, h("option", { value: "" }, MATRIX_TEXT.everyActor), ...options);
    select.value = this.actor ?? "";
    this.select = h("label", { class: "fo-field" }, h("span", {}, MATRIX_TEXT.actor), select);
    return this.select;
  }

  moreButton(count) {
    return h("button", {
      type: "button", class: "fo-button", onclick: () => { this.allRows = true; this.drawTable(); }, ...KEYS,
    }, phrase(MATRIX_TEXT.showAll, { count }));
  }

  pairTable(rows) {
    const names = MATRIX_TEXT.columns.slice(0, this.before === null ? 5 : 6);
    return h("table", {},
      h("caption", {}, MATRIX_TEXT.table),
      h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.map((row) => this.pairRow(row, names))));
  }

  pairRow({ pair, state }, names) {
    const [i, j] = this.actor === pair.high ? [pair.high, pair.low] : [pair.low, pair.high];
    const label = this.actor === null ? `${this.words.name(i)} – ${this.words.name(j)}`
      : phrase(MATRIX_TEXT.with, { name: this.words.name(j) });
    const open = h("button", {
      type: "button", class: "fo-link", onclick: () => this.pick(i, j), ...KEYS,
    }, label);
    const cells = [open, this.tieWords(state), this.effectWords(state),
      this.words.cellDirection(state, i, j), this.hostileWords(state), this.changeWords(pair, state)];
    return h("tr", {}, ...names.map((name, at) =>
      h(at ? "td" : "th", at ? { "data-name": name } : { scope: "row" }, ...[cells[at]].flat())));
  }

  tieWords({ tie, weak }) {
    if (tie < 0) return MATRIX_TEXT.hostileOnly;
    return [badge(this.words.kind(tie), weak), ` ${tieName(this.words.kind(tie))}`];
  }

  effectWords({ tie }) {
    if (tie < 0) return "";
    return [TIE_TEXT.effects[this.words.effect(tie)],
      this.book.ties.low[tie] ? `, ${TIE_TEXT.lowConfidence}` : ""].join("");
  }

  hostileWords({ hostile }) {
    if (hostile < 0) return "";
    return [badge(this.words.kind(hostile)), ` ${tieName(this.words.kind(hostile))}`];
  }

  changeWords(pair, state) {
    if (this.before === null) return "";
    const was = this.book.cellOf(pair, this.before);
    return was.face === state.face ? "" : TIE_TEXT.changeGroups[changeOf(was, state)];
  }
}
