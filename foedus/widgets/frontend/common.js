// What both widgets share. The Python side joins all files into one ES module
// (see foedus/widgets/frontend.py); names at the top level are therefore unique across the files.

export const COMMON_TEXT = {
  dateHelp: "year, month or day, such as 1979 or 1979-11-04",
  badDate: "“{text}” is not a date: write a year, a month or a day, such as 1979, 1979-11 or 1979-11-04.",
  outside: "{date} lies outside the table: it runs from {from} to {to}.",
};

/** "{a} owes {b}" with its places filled. */
export function phrase(template, places) {
  return template.replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** Build an element: h("button", {class: "fo-x", onclick: f}, "text", child). */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// JupyterLab takes single keys (x cuts a cell) before a widget sees them, unless the focused
// element itself says that it wants them. Put these attributes on every focusable element.
export const KEYS = { "data-lm-suppress-shortcuts": "true" };

/** A polite live region: announcer(text) is read out by a screen reader. */
export function liveRegion() {
  const node = h("div", { class: "fo-visually-hidden", role: "status", "aria-live": "polite" });
  return { node, announce: (text) => { node.textContent = text; } };
}

/** A link that opens outside and says so. */
export function outsideLink(url, text) {
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...KEYS }, text);
}

const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date; a year or a month counts as its first day. */
export function dayNumber(iso) {
  const [year, month = 1, day = 1] = iso.split("-").map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

export function isoDate(days) {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];

/** "2025-06-22" -> "22 June 2025"; "2025-06" -> "June 2025"; "2025" -> "2025". */
export function longDate(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** A date as typed: "1979" is its first day; null where it is no date. */
export function typedDay(text) {
  const parts = /^\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => Number(part ?? 1));
  const iso = [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))]
    .join("-");
  const days = dayNumber(iso);
  return isoDate(days) === iso ? days : null;
}

/**
 * A labelled field for a date written as ISO text. `limits()` gives the first and the last day,
 * `set(iso)` takes what was typed, `error` shows what is wrong with it.
 */
export class DateField {
  constructor(label, { limits, set, error, mayBeEmpty = false, look = "fo-field" }) {
    Object.assign(this, { limits, set, error, mayBeEmpty });
    this.input = h("input", {
      type: "text", inputmode: "numeric", size: 11, autocomplete: "off", spellcheck: "false",
      title: COMMON_TEXT.dateHelp, onchange: () => this.typed(),
      // JupyterLab swallows the change that Enter would bring.
      onkeydown: (press) => press.key === "Enter" && this.typed(), ...KEYS,
    });
    this.node = h("label", { class: look }, h("span", {}, label), this.input);
  }

  /** Show a date, or "" for none; what is being typed stays while the date does. */
  show(iso) {
    if (iso !== this.shown) this.accept(iso);
  }

  accept(iso) {
    this.shown = iso;
    this.input.value = iso;
    this.complain("");
  }

  typed() {
    const text = this.input.value.trim();
    const day = typedDay(text);
    const problem = this.mayBeEmpty && !text ? "" : this.problemWith(text, day);
    if (problem) {
      this.complain(problem);
      return;
    }
    this.accept(text && isoDate(day));
    this.set(this.shown);
  }

  complain(problem) {
    this.error.textContent = problem;
    this.input.setAttribute("aria-invalid", Boolean(problem));
  }

  problemWith(text, day) {
    if (day === null) return phrase(COMMON_TEXT.badDate, { text });
    const [first, last] = this.limits();
    if (day >= first && day <= last) return "";
    const [date, from, to] = [day, first, last].map((one) => longDate(isoDate(one)));
    return phrase(COMMON_TEXT.outside, { date, from, to });
  }
}

/** A button at the top of a view, in sight while it has the focus: it leads past the controls. */
export function skipButton(text, go) {
  return h("button", { type: "button", class: "fo-skip", onclick: go, ...KEYS }, text);
}

/** The key as it points on the page: left and right change places where lines run to the left. */
export function pointingKey(press) {
  const other = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[press.key];
  return other && getComputedStyle(press.currentTarget).direction === "rtl" ? other : press.key;
}

/** Make one Tab stop of a group of controls: arrow keys, Home and End lead from one to the next. */
export class Toolbar {
  constructor(node, controls) {
    Object.assign(this, { node, controls });
    node.setAttribute("role", "toolbar");
    node.addEventListener("keydown", (press) => this.press(press));
    node.addEventListener("focusin", (event) => this.settle(event.target));
    this.settle();
  }

  /** Let one control that is in sight take the Tab key. */
  settle(wanted = this.stop) {
    const inSight = this.controls.filter((control) => !control.hidden);
    this.stop = inSight.includes(wanted) ? wanted : inSight[0];
    for (const control of this.controls) control.tabIndex = control === this.stop ? 0 : -1;
  }

  press(press) {
    const inSight = this.controls.filter((control) => !control.hidden);
    const at = inSight.indexOf(this.stop);
    const key = pointingKey(press);
    const goal = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
      Home: 0, End: -1 }[key];
    if (goal === undefined || !inSight.length) return;
    press.preventDefault();
    inSight.at(goal % inSight.length).focus();
  }
}

/** A model without a kernel: the part of the widget model's interface that the views use. */
export class StaticModel {
  constructor(state) {
    this.state = { ...state };
    this.listeners = new Map();
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    if (JSON.stringify(this.state[name]) === JSON.stringify(value)) return;
    this.state[name] = value;
    for (const listener of this.listeners.get(`change:${name}`) ?? []) listener();
  }

  save_changes() {}

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  off(event, listener) {
    this.listeners.set(event, (this.listeners.get(event) ?? []).filter((one) => one !== listener));
  }
}
