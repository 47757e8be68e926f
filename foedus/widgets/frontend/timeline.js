// The timeline: an overview strip, lanes by category (or a list), a date cursor and a details panel.
import { TIMEWISE, dayNumber, h, isoDate, liveRegion, longDate, numeral, phrase, skipButton, tongue } from "./common.js";
import { firstFrom, inNextLane } from "./timelayout.js";
import { TIME_TEXT, eventDetails, eventFilter, eventName, eventRow, eventTable, readEvents, timelineButton, timelineLegend } from "./timeparts.js";
import { followPointer, laneElements, tickElements } from "./timelanes.js";
import { DateCursor, TIMELINE_FILTERS, TimelineFilters, TimelineTools } from "./timecontrols.js";
import { TimelineOverview } from "./timeoverview.js";
import { TimelineWindow } from "./timewindow.js";

const PLOT_EDGE = 12; // px kept free at both ends of the plot
const LIST_BELOW = 480; // px: marks would be too small to touch, so the list comes first
const NAMES_ABOVE_BELOW = 680; // px: lane names stand above their lanes
const PANEL_BESIDE_FROM = 860; // px
const MANY_EVENTS = 600; // drawn one by one up to here, counted in cells beyond
const LIST_PAGE = 200; // rows

export function renderTimeline({ model, el }) {
  const view = new TimelineView(model);
  el.append(view.root);
  return view.connect();
}

class TimelineView {
  constructor(model) {
    this.model = model;
    this.payload = model.get("payload");
    this.events = readEvents(this.payload);
    this.byId = new Map(this.events.map((event) => [event.id, event]));
    this.days = new TimelineWindow(model, this.payload, this.events,
      { tell: (changes) => this.tell(changes), today: () => this.today });
    this.drawn = [];
    this.live = liveRegion();
    this.build();
  }

  // --- what the model says, and telling it

  get today() {
    return this.days.within(dayNumber(this.model.get("date")));
  }

  tell(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    if (this.dragging) this.unsaved ??= setTimeout(() => this.save(), 120);
    else this.save();
  }

  save() {
    clearTimeout(this.unsaved);
    this.unsaved = undefined;
    this.model.save_changes();
  }

  setDragging(on) {
    this.dragging = on;
    if (!on) this.save();
  }

  connect() {
    const handlers = {
      date: () => this.dateChanged(), selected: () => this.selectionChanged(),
      window: () => this.windowChanged(), hide_later: () => this.dateChanged(),
      ...Object.fromEntries(TIMELINE_FILTERS.map((name) => [name, () => this.filtersChanged()])),
    };
    for (const [name, handler] of Object.entries(handlers)) this.model.on(`change:${name}`, handler);
    const observer = new ResizeObserver(() => this.resized());
    observer.observe(this.root);
    this.filtersChanged();
    return () => {
      observer.disconnect();
      for (const [name, handler] of Object.entries(handlers)) this.model.off(`change:${name}`, handler);
    };
  }

  // --- building

  build() {
    this.overview = new TimelineOverview(this.payload, this.days, {
      phase: (name) => this.tell({ phase: this.model.get("phase") === name ? "" : name, window: [] }),
      dragging: (on) => this.setDragging(on),
    });
    this.filters = new TimelineFilters(this.model, this.payload, (changes) => this.tell(changes));
    this.cursor = new DateCursor(this.days, (day) => this.setDay(day), (on) => this.setDragging(on));
    this.tools = new TimelineTools(this.days, {
      list: (on) => this.showList(on), all: () => this.tell({ phase: "", window: [] }),
      date: (date) => this.tell({ date }), hide: (hide) => this.tell({ hide_later: hide }),
      even: (on) => { this.days.chooseScale(on); this.drawAll(); },
    });
    this.panel = h("div", { class: "fo-t-panel" });
    const board = h("div", {}, this.overview.node, this.tools.node, this.buildChart(),
      this.buildList(), timelineLegend());
    this.slot = h("tr", {}, h("td", { colspan: 2 }));
    this.body = h("div", { class: "fo-t-body" }, board, this.panel);
    this.root = h("section", { class: "fo-widget fo-timeline", "aria-label": TIME_TEXT.name, ...tongue() },
      skipButton(TIME_TEXT.skip, () => this.active?.node.focus()), this.filters.node, this.body, this.live.node);
  }

  buildChart() {
    this.lanes = h("div", { class: "fo-t-lanes", role: "group", "aria-label": TIME_TEXT.events,
      onclick: (press) => this.clicked(press), onkeydown: (press) => this.keyOnEvents(press) });
    this.chart = h("div", { class: "fo-t-chart", ...TIMEWISE }, this.cursor.rail,
      h("div", { class: "fo-t-plot" }, this.lanes, this.cursor.line));
    followPointer(this.lanes, () => { this.setDragging(true); return this.days.shares; },
      (drag) => this.pan(drag), () => this.setDragging(false));
    return this.chart;
  }

  buildList() {
    this.rows = h("tbody");
    this.more = timelineButton("", () => this.drawEvents(this.drawn.length + LIST_PAGE));
    this.list = h("div", { class: "fo-t-list", role: "group", "aria-label": TIME_TEXT.events,
      onclick: (press) => this.clicked(press), onkeydown: (press) => this.keyOnEvents(press) },
    eventTable(this.rows), this.more);
    return this.list;
  }

  // --- answering changes of the model, each redrawing no more than it must

  filtersChanged() {
    this.shown = this.events.filter(eventFilter(this.model, this.payload));
    this.filters.sync();
    this.drawAll();
    this.announceCount();
  }

  windowChanged() {
    this.drawWindow();
    this.announceCount();
  }

  dateChanged() {
    const today = this.today;
    this.root.classList.toggle("fo-t-hide-later", this.model.get("hide_later"));
    this.tools.hide.input.checked = this.model.get("hide_later");
    this.markLater(this.marked, today);
    // What is hidden cannot take the Tab key.
    if (this.active?.isLater && this.model.get("hide_later")) this.activate(this.inSight().at(-1));
    this.moveCursor(today);
    if (this.model.get("selected").some((id) => this.payload.later[this.byId.get(id)?.i])) this.drawDetails();
    this.announceSoon(() => TIME_TEXT.by(longDate(isoDate(today)),
      firstFrom(this.shown, today + 1, (event) => event.start), this.shown.length));
  }

  /** Re-class the events that the cursor crossed, all when it stands anew. */
  markLater(before, today) {
    this.marked = today;
    const [low, high] = [before ?? -Infinity, before === undefined ? Infinity : today].sort((a, b) => a - b);
    for (let at = firstFrom(this.drawn, low, (item) => item.event.start); at < this.drawn.length; at += 1) {
      const item = this.drawn[at];
      if (item.event.start > high) return;
      item.isLater = item.event.start > today;
      (item.row?.classList ?? item.node.classList).toggle("fo-t-later", item.isLater);
      if (item.name) item.node.setAttribute("aria-label", item.isLater ? `${item.name}, ${TIME_TEXT.after}` : item.name);
    }
  }

  selectionChanged() {
    const chosen = new Set(this.model.get("selected"));
    for (const item of this.drawn) {
      const on = !item.events && chosen.has(item.event.id);
      if (Boolean(item.selected) !== on) item.node.setAttribute("aria-pressed", on);
      item.selected = on;
    }
    this.drawDetails();
  }

  resized() {
    const width = this.root.clientWidth;
    if (!width || width === this.width) return;
    if (!this.width) {
      this.listed = width < LIST_BELOW;
      this.filters.node.open = !this.listed;
    }
    this.width = width;
    this.quiet = true;
    this.root.classList.toggle("fo-t-small-screen", width < NAMES_ABOVE_BELOW);
    this.root.classList.toggle("fo-t-wide", width >= PANEL_BESIDE_FROM);
    this.showList(this.listed);
    this.quiet = false;
  }

  // --- drawing

  drawAll() {
    this.overview.draw(this.events, this.shown, this.tools.even.input.checked, this.model.get("phase"));
    this.drawWindow();
  }

  drawWindow() {
    const [from, until] = this.days.span;
    this.overview.drawWindow();
    this.tools.caption.textContent = phrase(TIME_TEXT.span,
      { from: longDate(isoDate(from)), to: longDate(isoDate(until - 1)) });
    this.drawEvents();
  }

  drawEvents(limit = LIST_PAGE) {
    if (!this.width) return;
    const [from, until] = this.days.span;
    const focused = this.root.querySelector("[data-at]:focus");
    this.visible = this.shown.filter((event) => event.end >= from && event.start < until);
    const count = this.visible.length ? TIME_TEXT.shown(this.visible.length, this.events.length) : TIME_TEXT.none;
    this.tools.caption.append(" · ", h("b", {}, count));
    if (this.listed) this.drawList(limit);
    else this.drawLanes();
    if (focused) this.active?.node.focus();
    this.marked = undefined;
    this.dateChanged();
    this.selectionChanged();
  }

  /** The plot's measures: pixels of a day, width, first day, and whether to count instead of draw. */
  measure() {
    const width = this.lanes.clientWidth;
    const [low, high] = this.days.shares;
    const { scale } = this.days;
    this.frame = {
      width, from: this.days.span[0], crowded: this.visible.length > MANY_EVENTS,
      place: (day) => PLOT_EDGE + ((scale.share(day) - low) / (high - low)) * (width - 2 * PLOT_EDGE),
      day: (x) => scale.day(low + ((x - PLOT_EDGE) / (width - 2 * PLOT_EDGE)) * (high - low)),
    };
    return this.frame;
  }

  drawLanes() {
    const frame = this.measure();
    const wanted = this.model.get("categories");
    const lanes = this.payload.categories.map((name, at) => ({ name, at, events: [] }));
    for (const event of this.visible) lanes[event.category].events.push(event);
    const { nodes, drawn } = laneElements(
      lanes.filter(({ name }) => !wanted.length || wanted.includes(name)), this.payload, frame);
    const { labels, lines } = tickElements(this.days.scale.knots, this.days.span, frame);
    this.cursor.axis.replaceChildren(...labels);
    this.lanes.replaceChildren(h("div", { class: "fo-t-grid", "aria-hidden": "true" }, ...lines), ...nodes);
    this.setDrawn(drawn);
  }

  drawList(limit) {
    const drawn = this.visible.slice(0, limit).map((event) => eventRow(event, this.payload));
    this.rows.replaceChildren(...drawn.map((item) => item.row));
    const left = this.visible.length - drawn.length;
    this.more.hidden = left <= 0;
    this.more.textContent = TIME_TEXT.more(Math.min(left, LIST_PAGE));
    this.setDrawn(drawn);
  }

  /** Remember what is drawn, in order of time, and let one of it take the Tab key. */
  setDrawn(drawn) {
    const before = this.active?.event ?? this.byId.get(this.model.get("selected")[0]);
    this.drawn = drawn.sort((a, b) => a.event.start - b.event.start || a.event.i - b.event.i);
    this.drawn.forEach((item, at) => { item.node.dataset.at = at; });
    this.active = undefined;
    this.activate(this.drawn.find((item) => item.event === before || item.events?.includes(before)) ?? this.drawn[0]);
  }

  showList(listed) {
    this.listed = listed;
    this.chart.hidden = listed;
    this.list.hidden = !listed;
    this.root.classList.toggle("fo-t-listed", listed);
    this.tools.views.forEach((button, at) => button.setAttribute("aria-pressed", Boolean(at) === listed));
    this.drawAll();
  }

  moveCursor(today) {
    this.tools.drawDate(today);
    this.overview.drawDate(today);
    this.cursor.draw(today, this.listed ? null : this.frame);
  }

  drawDetails() {
    const events = this.model.get("selected").map((id) => this.byId.get(id)).filter(Boolean);
    this.panel.replaceChildren(...(events.length
      ? events.map((event) => eventDetails(event, this.payload, this.today))
      : [h("p", { class: "fo-t-small" }, TIME_TEXT.nothingSelected)]));
    this.panel.classList.toggle("fo-t-picked", events.length > 0);
    this.placePanel();
  }

  /** Details stand beside or below the chart; in a narrow list, under the row they belong to. */
  placePanel() {
    const row = this.listed && this.width < PANEL_BESIDE_FROM && this.drawn.find((item) => item.selected)?.row;
    if (row) {
      this.slot.firstChild.append(this.panel);
      row.after(this.slot);
    } else {
      this.body.append(this.panel);
      this.slot.remove();
    }
  }

  // --- moving the window and the date

  /** Open a cell: zoom to its events, or list them when the days cannot be spread further. */
  open(events) {
    const [from, until] = [events[0].start - 1, events.at(-1).start + 2];
    const [low, high] = this.days.span;
    if (until - from >= high - low) this.showList(true);
    else this.days.showDays(from, until);
  }

  pan({ share, start, by, before, press }) {
    if (Math.abs(by) < 4 && !this.lanes.hasPointerCapture(press.pointerId)) return;
    this.lanes.setPointerCapture(press.pointerId);
    this.days.moveBy(before, (start - share) * (before[1] - before[0]));
  }

  setDay(day) {
    this.tell({ date: isoDate(this.days.within(day)) });
  }

  // --- keys, clicks and filters

  keyOnEvents(press) {
    const items = this.inSight();
    const at = items.indexOf(this.active);
    const across = (by) => (this.listed ? items[at + by] : inNextLane(items, this.active, by));
    const goals = { ArrowRight: () => items[at + 1], ArrowLeft: () => items[at - 1], ArrowDown: () => across(1),
      ArrowUp: () => across(-1), Home: () => items[0], End: () => items.at(-1) };
    if (press.key === "Escape") this.clearSelection();
    else if (press.key === "+" || press.key === "-") this.days.zoom(press.key === "+" ? 0.5 : 2);
    else if (goals[press.key] && this.active) this.activate(goals[press.key](), true);
    else return;
    press.preventDefault();
  }

  inSight() {
    return this.model.get("hide_later") ? this.drawn.filter((item) => !item.isLater) : this.drawn;
  }

  activate(item, focus = false) {
    if (!item) return;
    this.active?.node.setAttribute("tabindex", -1);
    this.active = item;
    item.node.setAttribute("tabindex", 0);
    if (focus) item.node.focus();
  }

  clicked(press) {
    const item = this.drawn[press.target.closest("[data-at]")?.dataset.at];
    if (!item) return;
    this.activate(item, true);
    if (item.events) this.open(item.events);
    else this.choose(item.event, press.shiftKey || press.ctrlKey || press.metaKey);
  }

  choose(event, more) {
    const before = this.model.get("selected");
    if (before.includes(event.id) && !more) return this.clearSelection();
    const others = more ? before.filter((id) => id !== event.id) : [];
    this.tell({ selected: before.includes(event.id) ? others : [...others, event.id] });
    const at = this.visible.indexOf(event) + 1;
    return this.announce(phrase(TIME_TEXT.picked,
      { event: eventName(event, this.payload), at: numeral(at), all: numeral(this.visible.length) }));
  }

  clearSelection() {
    this.tell({ selected: [] });
    this.announce(TIME_TEXT.cleared);
  }

  // --- telling a screen reader

  announceCount() {
    this.announceSoon(() => this.tools.caption.textContent);
  }

  /** Say at once, in place of what still waits to be said. */
  announce(text) {
    clearTimeout(this.waiting);
    this.live.announce(text);
  }

  announceSoon(text) {
    clearTimeout(this.waiting);
    if (this.width && !this.quiet) this.waiting = setTimeout(() => this.live.announce(text()), 300);
  }
}
