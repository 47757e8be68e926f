// The matrix's controls: the date, what to compare with, the order, the view, the kinds of tie.
import { DateField, KEYS, TIMEWISE, Toolbar, dayNumber, h, isoDate, longDate, t, texts } from "./common.js";
import { TIE_TEXT, badge, tieName } from "./tiewords.js";

export const CONTROL_TEXT = texts(() => ({
  date: t("Date"),
  slider: t("Move the date"),
  previous: t("Previous change"), next: t("Next change"),
  compare: t("Compare with"), compareOn: t("Compare dates"), compareOff: t("Stop comparing"),
  order: t("Order"), orders: { bloc: t("Bloc"), similarity: t("Similarity"), name: t("Name") },
  view: t("View"), views: { grid: t("Grid"), table: t("Table") },
  hideDormant: t("Hide dormant ties"),
  key: t("Key and rule"),
  kinds: t("Show only these kinds"),
  allKinds: t("Show all kinds"),
}));

const BACK = 10; // years: what a first comparison looks back to

function matrixButton(text, onclick, attributes = {}) {
  return h("button", { type: "button", class: "fo-button", onclick, ...attributes, ...KEYS }, text);
}

/** Buttons of which one is pressed. */
class Choice {
  constructor(label, options, onPick) {
    this.buttons = Object.entries(options)
      .map(([value, text]) => matrixButton(text, () => onPick(value), { value }));
    this.node = h("div", { class: "fo-choice", role: "group", "aria-label": label },
      h("span", { "aria-hidden": "true" }, label), ...this.buttons);
  }

  set(value) {
    for (const button of this.buttons) button.setAttribute("aria-pressed", button.value === value);
  }
}

/** `acts` is {set(trait, value), view(name), key()}: what the reader wants. */
export class MatrixControls {
  constructor(model, book, acts) {
    Object.assign(this, { model, book, acts });
    this.nodes = [this.buildTop(), this.buildOptions(), this.buildKinds()];
  }

  /** The first and the last day that can be shown. */
  limits() {
    return [dayNumber(this.model.get("date_min")), dayNumber(this.model.get("date_max"))];
  }

  within(day) {
    const [first, last] = this.limits();
    return Math.min(last, Math.max(first, day));
  }

  // --- building

  buildTop() {
    this.bigDate = h("p", { class: "fo-big-date" });
    this.counted = h("p", { class: "fo-counted" });
    this.error = h("p", { class: "fo-error", role: "alert" });
    this.dateField = this.buildField(CONTROL_TEXT.date, "date");
    this.compareField = this.buildField(CONTROL_TEXT.compare, "compare");
    return h("div", { class: "fo-top-bar" },
      h("div", { class: "fo-headline" }, this.bigDate, this.counted),
      h("div", { class: "fo-date-row", ...TIMEWISE },
        this.stepButton("◂", CONTROL_TEXT.previous, -1), this.dateField.node,
        this.stepButton("▸", CONTROL_TEXT.next, 1), this.compareField.node),
      this.buildSlider(), this.error);
  }

  buildField(label, name) {
    return new DateField(label, {
      limits: () => this.limits(), set: (iso) => this.acts.set(name, iso), error: this.error,
      mayBeEmpty: name === "compare",
    });
  }

  stepButton(sign, label, step) {
    return matrixButton(sign, () => this.stepTo(step),
      { class: "fo-button fo-step", "aria-label": label, title: label });
  }

  buildSlider() {
    this.slider = h("input", {
      type: "range", class: "fo-slider", step: 1, "aria-label": CONTROL_TEXT.slider,
      oninput: () => this.acts.set("date", isoDate(Number(this.slider.value))),
      onkeydown: (event) => this.stepYears(event), ...KEYS,
    });
    this.compared = h("span", { class: "fo-compared", "aria-hidden": "true" });
    return h("div", { class: "fo-slide", ...TIMEWISE }, this.slider, this.compared);
  }

  buildOptions() {
    this.orders = new Choice(CONTROL_TEXT.order, CONTROL_TEXT.orders,
      (value) => this.acts.set("order", value));
    this.views = new Choice(CONTROL_TEXT.view, CONTROL_TEXT.views, (value) => this.acts.view(value));
    this.dormant = h("input", {
      type: "checkbox", onchange: () => this.acts.set("hide_dormant", this.dormant.checked), ...KEYS,
    });
    this.compareButton = matrixButton("", () => this.toggleCompare());
    this.keyButton = matrixButton(CONTROL_TEXT.key, () => this.acts.key());
    return h("div", { class: "fo-options" }, this.orders.node, this.views.node,
      h("label", { class: "fo-check" }, this.dormant, CONTROL_TEXT.hideDormant),
      this.compareButton, this.keyButton);
  }

  buildKinds() {
    const present = new Set(this.book.ties.kind);
    this.kindButtons = this.book.payload.kinds.filter((_, index) => present.has(index))
      .map((kind) => this.kindButton(kind));
    this.allKinds = matrixButton(CONTROL_TEXT.allKinds, () => this.acts.set("kinds", []),
      { class: "fo-button fo-all", hidden: true });
    const controls = [...this.kindButtons, this.allKinds];
    const node = h("div", { class: "fo-kinds", "aria-label": CONTROL_TEXT.kinds }, ...controls);
    this.kindBar = new Toolbar(node, controls);
    return node;
  }

  kindButton(kind) {
    const button = matrixButton(badge(kind), () => this.toggleKind(kind),
      { class: "fo-button fo-kind", value: kind, title: TIE_TEXT.kinds[kind][2] });
    button.append(tieName(kind));
    return button;
  }

  // --- what readers do

  stepTo(step) {
    const found = this.book.nextChange(this.day, step);
    this.acts.set("date", isoDate(this.within(found ?? step * Infinity)));
  }

  /** The slider moves by a day; Page Up and Page Down move it by a year. */
  stepYears(event) {
    const step = { PageUp: 1, PageDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.acts.set("date", isoDate(this.within(this.yearsOn(step))));
  }

  yearsOn(years) {
    const [year, month, day] = isoDate(this.day).split("-").map(Number);
    return Date.UTC(year + years, month - 1, day) / 86_400_000;
  }

  toggleCompare() {
    const on = Boolean(this.model.get("compare"));
    this.acts.set("compare", on ? "" : isoDate(this.within(this.yearsOn(-BACK))));
    if (!on) this.compareField.input.focus();
  }

  toggleKind(kind) {
    const kinds = this.model.get("kinds");
    this.acts.set("kinds", kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  }

  // --- what follows from the state

  draw({ day, before, view, count }) {
    this.day = day;
    this.drawDates(day, before);
    this.counted.textContent = count;
    this.orders.set(this.model.get("order"));
    this.views.set(view);
    this.dormant.checked = this.model.get("hide_dormant");
    this.drawKinds(this.model.get("kinds"));
  }

  drawDates(day, before) {
    const [min, max] = this.limits();
    const said = longDate(isoDate(day));
    Object.assign(this.slider, { min, max, value: day });
    this.slider.setAttribute("aria-valuetext", said);
    this.bigDate.textContent = said;
    this.dateField.show(isoDate(day));
    this.compareField.show(this.model.get("compare"));
    this.compareField.node.hidden = this.compared.hidden = before === null;
    this.compareButton.textContent = before === null ? CONTROL_TEXT.compareOn : CONTROL_TEXT.compareOff;
    if (before !== null) this.compared.style.setProperty("--fo-share", (before - min) / (max - min || 1));
  }

  drawKinds(kinds) {
    for (const button of this.kindButtons) button.setAttribute("aria-pressed", kinds.includes(button.value));
    if (this.allKinds.hidden === !kinds.length) return;
    const hadFocus = this.allKinds.matches(":focus");
    this.allKinds.hidden = !kinds.length;
    this.kindBar.settle();
    if (hadFocus) this.kindBar.stop?.focus();
  }
}
