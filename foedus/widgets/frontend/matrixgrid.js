// The grid of the matrix: cells, headers, keys. Beyond WINDOW_FROM actors only the cells in sight
// are in the page.
import { DATA, KEYS, h, phrase, pointingKey, small, t, texts } from "./common.js";
import { changeOf } from "./ties.js";
import { TIE_TEXT, groupName, tieLetter } from "./tiewords.js";

export const GRID_TEXT = texts(() => ({
  label: t("Alliance matrix: actors on both axes, the strongest tie in the cell"),
  self: t("{name}: the same actor"),
  corner: t("Actor"),
  // Translators: short for "Armed groups" and "Other states", where few of them stand side by side.
  short: { "Armed groups": t("Armed"), "Other states": t("Others") },
}));

const WINDOW_FROM = 120;
const SMALLEST = 24;
const LARGEST = 30;
const HEAD = 112;
const TOP = 116;
const BESIDE = 6;
const PAGE = 10;
const LETTER = 6; // px of a group's name, a little more than the mean

/** Where each key leads from [row, column]; `last` is the last index. */
const STEPS = {
  ArrowUp: ([row, column]) => [row - 1, column],
  ArrowDown: ([row, column]) => [row + 1, column],
  ArrowLeft: ([row, column]) => [row, column - 1],
  ArrowRight: ([row, column]) => [row, column + 1],
  PageUp: ([row, column]) => [row - PAGE, column],
  PageDown: ([row, column]) => [row + PAGE, column],
  Home: ([row], last, far) => [far ? 0 : row, 0],
  End: ([row], last, far) => [far ? last : row, last],
};

export class MatrixGrid {
  constructor(book, words, { onPick, onPoint }) {
    Object.assign(this, { book, words, onPick, onPoint });
    this.size = SMALLEST;
    this.order = { actors: [], groups: null };
    this.active = [0, Math.min(1, book.size - 1)];
    this.picked = [];
    this.windowed = book.size > WINDOW_FROM;
    this.kept = new Map();
    const count = book.size + 1;
    this.grid = h("div", {
      class: "fo-grid", role: "grid", "aria-label": GRID_TEXT.label, "aria-rowcount": count,
      "aria-colcount": count,
    });
    this.node = h("div", { class: "fo-scroll", tabindex: "-1", ...KEYS }, this.grid);
    this.listen();
  }

  listen() {
    this.grid.addEventListener("click", (event) => this.withCell(event, (i, j) => this.click(i, j)));
    this.grid.addEventListener("focusin", (event) => this.withCell(event, (i, j) => this.enter(i, j)));
    this.grid.addEventListener("mouseover", (event) => this.withCell(event, (i, j) => this.point(i, j)));
    this.grid.addEventListener("mouseleave", () => this.point(...this.active));
    this.node.addEventListener("keydown", (event) => this.press(event));
    if (this.windowed) this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  withCell(event, then) {
    const cell = event.target.closest("[role=gridcell]");
    if (cell) then(...cell.actors);
  }

  click(i, j) {
    this.enter(i, j);
    if (i !== j) this.onPick(i, j);
  }

  /** Make this the one cell that Tab reaches. */
  enter(i, j) {
    this.cellNode(...this.active)?.setAttribute("tabindex", "-1");
    this.active = [i, j];
    this.cellNode(i, j)?.setAttribute("tabindex", "0");
    this.point(i, j);
  }

  /** Light up the two headers of a cell and say what it holds. */
  point(i, j) {
    for (const head of this.lit ?? []) head.classList.remove("fo-here");
    this.lit = [this.rowHeads.get(i), this.columnHeads.get(j)].filter(Boolean);
    for (const head of this.lit) head.classList.add("fo-here");
    this.onPoint(i, j);
  }

  press(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.click(...this.active);
      return;
    }
    const step = STEPS[pointingKey(event)];
    if (!step || event.altKey) return;
    event.preventDefault();
    const last = this.book.size - 1;
    const from = this.active.map((actor) => this.place[actor]);
    const to = step(from, last, event.ctrlKey || event.metaKey);
    this.goTo(...to.map((index) => this.order.actors[Math.min(last, Math.max(0, index))]));
  }

  goTo(i, j) {
    if (this.windowed) this.bringIntoSight(this.place[i], this.place[j]);
    this.enter(i, j);
    this.focus();
  }

  focus() {
    (this.cellNode(...this.active) ?? this.node).focus();
  }

  cellNode(i, j) {
    return this.cells.get(i * this.book.size + j);
  }

  /** Choose the size of the cells by the room there is. */
  fit(width) {
    const room = Math.floor((width - HEAD - 20) / this.book.size);
    const size = this.windowed ? SMALLEST : Math.min(LARGEST, Math.max(SMALLEST, room));
    if (size === this.size) return;
    this.size = size;
    this.setSizes();
  }

  setSizes() {
    const across = HEAD + this.size * this.book.size;
    this.grid.style.setProperty("--fo-size", `${this.size}px`);
    this.grid.style.setProperty("--fo-head", `${HEAD}px`);
    this.grid.style.setProperty("--fo-top", `${TOP}px`);
    this.grid.style.setProperty("--fo-across", `${across}px`);
    this.node.style.setProperty("scroll-padding-block-start", `${TOP}px`);
    this.node.style.setProperty("scroll-padding-inline-start", `${HEAD}px`);
  }

  setOrder(order) {
    this.order = order;
    this.place = [];
    order.actors.forEach((actor, index) => { this.place[actor] = index; });
    this.range = this.rangeInSight();
    this.setSizes();
    this.build();
  }

  rangeInSight() {
    const { size } = this.book;
    if (!this.windowed) return { top: 0, bottom: size, left: 0, right: size };
    const { scrollTop, clientWidth, clientHeight } = this.node;
    const scrollLeft = Math.abs(this.node.scrollLeft); // below zero where lines run to the left
    const top = Math.max(0, Math.floor(scrollTop / this.size) - BESIDE);
    const left = Math.max(0, Math.floor(scrollLeft / this.size) - BESIDE);
    const down = Math.ceil((clientHeight || 600) / this.size) + 2 * BESIDE;
    const along = Math.ceil((clientWidth || 900) / this.size) + 2 * BESIDE;
    return { top, bottom: Math.min(size, top + down), left, right: Math.min(size, left + along) };
  }

  scrolled() {
    const { scrollTop, clientWidth, clientHeight } = this.node;
    const scrollLeft = Math.abs(this.node.scrollLeft);
    const { top, bottom, left, right } = this.range;
    const last = this.book.size;
    const seen = (start, length) => [Math.floor(start / this.size), Math.ceil((start + length) / this.size)];
    const [firstRow, lastRow] = seen(scrollTop, clientHeight - TOP);
    const [firstColumn, lastColumn] = seen(scrollLeft, clientWidth - HEAD);
    const inside = firstRow >= top && Math.min(last, lastRow) <= bottom
      && firstColumn >= left && Math.min(last, lastColumn) <= right;
    if (!inside) this.rebuildWindow();
  }

  rebuildWindow() {
    this.range = this.rangeInSight();
    this.build();
  }

  bringIntoSight(row, column) {
    const { clientWidth, clientHeight } = this.node;
    const within = (start, index, length) =>
      Math.max(Math.min(start, index * this.size), (index + 1) * this.size - length);
    this.node.scrollTop = within(this.node.scrollTop, row, clientHeight - TOP);
    const sign = getComputedStyle(this.node).direction === "rtl" ? -1 : 1;
    this.node.scrollLeft = sign * within(Math.abs(this.node.scrollLeft), column, clientWidth - HEAD);
    this.scrolled();
  }

  build() {
    const hadFocus = this.grid.contains(document.activeElement);
    const { top, bottom, left, right } = this.range;
    const columns = this.order.actors.slice(left, right);
    this.template ??= h("div", { class: "fo-cell", role: "gridcell", tabindex: "-1", ...KEYS });
    this.cells = new Map();
    this.rowHeads = new Map();
    this.columnHeads = new Map();
    const rows = this.order.actors.slice(top, bottom)
      .map((actor, index) => this.buildRow(actor, top + index, columns));
    const body = h("div", { class: "fo-body", role: "rowgroup" }, ...rows);
    body.style.setProperty("padding-block-start", `${top * this.size}px`);
    body.style.setProperty("min-block-size", `${this.book.size * this.size}px`);
    this.grid.style.setProperty("--fo-lead", `${left * this.size}px`);
    this.grid.replaceChildren(this.buildHeads(columns), body);
    this.kept = this.cells;
    this.cellNode(...this.active)?.setAttribute("tabindex", "0");
    this.drawCells();
    this.pick(this.picked);
    if (hadFocus) (this.cellNode(...this.active) ?? this.node).focus({ preventScroll: true });
  }

  buildHeads(columns) {
    const corner = h("div", { class: "fo-corner", role: "columnheader", "aria-colindex": "1" },
      h("span", { class: "fo-visually-hidden" }, GRID_TEXT.corner));
    return h("div", { class: "fo-row fo-heads", role: "row", "aria-rowindex": "1" }, corner,
      ...columns.map((actor) => this.buildHead(actor, "columnheader")));
  }

  buildHead(actor, role) {
    const index = this.place[actor];
    const place = role === "rowheader" ? { "aria-colindex": 1 } : { "aria-colindex": index + 2 };
    const head = h("div", {
      class: `fo-name${this.isEdge(index) ? " fo-edge" : ""}${this.isAway(actor) ? " fo-away" : ""}`,
      role, ...place, title: this.book.actors.long[actor],
    }, this.bandAt(index, role), h("span", DATA, this.words.name(actor)));
    (role === "rowheader" ? this.rowHeads : this.columnHeads).set(actor, head);
    return head;
  }

  isEdge(index) {
    const { groups } = this.order;
    return Boolean(groups) && index > 0 && groups[index] !== groups[index - 1];
  }

  isAway(actor) {
    return this.book.groupOf(actor, this.day) === this.book.payload.groups.length - 1;
  }

  /** The group's name, written once along its members (again where a window begins). */
  bandAt(index, role) {
    const { groups } = this.order;
    const first = role === "rowheader" ? this.range.top : this.range.left;
    if (!groups || (index !== first && index > 0 && !this.isEdge(index))) return null;
    const length = groups.slice(index).findIndex((group) => group !== groups[index]);
    const members = length < 0 ? groups.length - index : length;
    const group = this.book.payload.groups[groups[index]];
    const name = groupName(group);
    const fits = name.length * LETTER <= members * this.size - 4;
    const band = h("span", { class: "fo-band", "aria-hidden": "true", title: name },
      h("span", {}, fits ? name : GRID_TEXT.short[group] ?? name));
    band.style.setProperty("--fo-long", `${members * this.size - 2}px`);
    return band;
  }

  buildRow(actor, index, columns) {
    const cells = columns.map((other) => this.placeCell(actor, other));
    const edge = this.isEdge(index) ? " fo-edge-row" : "";
    return h("div", { class: `fo-row${edge}`, role: "row", "aria-rowindex": index + 2 },
      this.buildHead(actor, "rowheader"), ...cells);
  }

  /** A cell keeps its node, and so its face, when the order or the window changes. */
  placeCell(actor, other) {
    const key = actor * this.book.size + other;
    const cell = this.kept.get(key) ?? this.newCell(actor, other);
    const column = this.place[other];
    cell.setAttribute("aria-colindex", column + 2);
    cell.toggleAttribute("data-edge", this.isEdge(column));
    this.cells.set(key, cell);
    return cell;
  }

  newCell(actor, other) {
    const cell = this.template.cloneNode(false);
    cell.actors = [actor, other];
    return cell;
  }

  /** Show a day, and beside it what differs from an earlier one (null: nothing to compare). */
  draw(day, before) {
    this.day = day;
    this.before = before;
    this.grid.classList.toggle("fo-comparing", before !== null);
    if (this.cells) this.drawCells();
  }

  drawCells() {
    for (const cell of this.cells.values()) {
      const [i, j] = cell.actors;
      const state = this.book.cell(i, j, this.day);
      const was = this.before === null ? state : this.book.cell(i, j, this.before);
      if (cell.state === state && cell.was === was) continue;
      cell.state = state;
      cell.was = was;
      this.paint(cell, state, was, i, j);
    }
  }

  paint(cell, state, was, i, j) {
    const change = state.face === was.face ? "" : changeOf(was, state);
    cell.className = this.lookOf(state, i, j) + (change ? ` fo-differs fo-${change}` : "");
    cell.textContent = this.letterOf(state);
    if (change) cell.append(h("i", { "data-sign": TIE_TEXT.changeSigns[change] }));
    if (state.hostile < 0) cell.removeAttribute("data-mark");
    else cell.dataset.mark = tieLetter(this.words.kind(state.hostile));
    cell.setAttribute("aria-label", this.labelOf(state, change, i, j));
  }

  lookOf({ tie, weak, ower }, i, j) {
    if (i === j) return "fo-cell fo-self";
    if (tie < 0) return "fo-cell";
    const owes = ower < 0 ? "" : ower === i ? " fo-up" : " fo-back";
    return `fo-cell fo-k-${this.words.kind(tie)}${weak ? " fo-weak" : ""}${owes}`;
  }

  letterOf({ tie, weak }) {
    if (tie < 0) return "";
    const letter = tieLetter(this.words.kind(tie));
    return weak ? letter.toLowerCase() : letter;
  }

  labelOf(state, change, i, j) {
    if (i === j) return phrase(GRID_TEXT.self, { name: this.words.name(i) });
    const label = this.words.pair(state, i, j);
    return change ? `${label} (${small(TIE_TEXT.changeGroups[change])})` : label;
  }

  /** Mark the two mirror cells of the selected pair. */
  pick(pair) {
    this.markPicked("false");
    this.picked = pair;
    this.markPicked("true");
  }

  markPicked(value) {
    if (this.picked.length !== 2) return;
    const [i, j] = this.picked;
    for (const cell of [this.cellNode(i, j), this.cellNode(j, i)]) {
      cell?.setAttribute("aria-selected", value);
    }
  }
}
