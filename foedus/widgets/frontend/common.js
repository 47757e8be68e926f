// What both widgets share. The Python side joins all files into one ES module
// (see foedus/widgets/frontend.py); names at the top level are therefore unique across the files.

// One running module speaks one language: that of the first view it draws. English needs no words;
// any other language brings {lang, dir, plurals, messages}, made by foedus/widgets/translation.py.
let spoken = {};
const books = [];

/** A message in the reader's language; tc tells apart what English says with the same words. */
export function t(message) {
  return spoken.messages?.[message] ?? message;
}

export function tc(context, message) {
  return spoken.messages?.[`${context}\u0004${message}`] ?? message;
}

/** A message that counts: the form for this number, its places filled. */
export function tn(one, several, count, places) {
  const forms = spoken.messages?.[one];
  const form = forms ? forms[spoken.plurals[count < 200 ? count : 100 + (count % 100)]]
    : count === 1 ? one : several;
  return phrase(form, { count: numeral(count), ...places });
}

/** What a file says, made anew when the language is known. */
export function texts(make) {
  const book = make();
  books.push([book, make]);
  return book;
}

/** Speak the language of some words from now on. */
export function speak(words) {
  spoken = words ?? {};
  for (const [book, make] of books) Object.assign(book, make());
}

/** Language and direction for the root of a view; English runs as the page does. */
export function tongue() {
  return { lang: spoken.lang ?? "en", dir: spoken.dir };
}

// The tables are in English: whoever reads them out must know. And time runs to the right in every
// language, as on the charts: what stands for it does not turn round.
export const DATA = { lang: "en" };
export const TIMEWISE = { dir: "ltr" };

/** For the formats of the browser: days of our calendar, whatever the language's own. */
export const locale = () => (spoken.lang ? `${spoken.lang}-u-ca-gregory` : "en-GB");

export function numeral(number) {
  return spoken.lang ? number.toLocaleString(locale()) : String(number);
}

/** A heading inside a sentence: small letters in English, elsewhere as it stands. */
export function small(text) {
  return spoken.lang ? text : text.toLowerCase();
}

export const COMMON_TEXT = texts(() => ({
  dateHelp: t("year, month or day, such as 1979 or 1979-11-04"),
  badDate: t("“{text}” is not a date: write a year, a month or a day, such as 1979, 1979-11 or 1979-11-04."),
  outside: t("{date} lies outside the table: it runs from {from} to {to}."),
  arrows: t("Arrow keys lead from row to row."),
  comma: tc("between the items of a list", ", "),
}));

/** "{a} owes {b}" with its places filled. */
export function phrase(template, places) {
  return template.replace(/\{(\w+)\}/g, (place, name) => places[name] ?? place);
}

/** Items with commas between them; what is empty is left out. */
export function listed(parts) {
  return parts.filter(Boolean).join(COMMON_TEXT.comma);
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
const formats = new Map(); // making one takes longer than drawing a lane

/** A day in the parts of Intl.DateTimeFormat that are asked for. */
export function dateAs(day, parts) {
  const key = locale() + JSON.stringify(parts);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { ...parts, timeZone: "UTC" }));
  return formats.get(key).format(day * DAY);
}

/** "2025-06-22" -> "22 June 2025"; "2025-06" -> "June 2025"; "2025" -> "2025". */
export function longDate(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  if (!spoken.lang) return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
  return dateAs(dayNumber(iso), { year: "numeric", month: month && "long", day: day && "numeric" });
}

/** The year of an ISO date. */
export function yearOf(iso) {
  return longDate(iso.slice(0, 4));
}

/** A date as typed, also in Arabic or Persian digits: "1979" is its first day; null for no date. */
export function typedDay(text) {
  const plain = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt() & 15);
  const parts = /^\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*$/.exec(plain);
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
      type: "text", inputmode: "numeric", size: 11, dir: "ltr", autocomplete: "off", spellcheck: "false",
      title: COMMON_TEXT.dateHelp, onchange: () => this.typed(),
      // JupyterLab swallows the change that Enter would bring.
      onkeydown: (press) => press.key === "Enter" && this.typed(), ...KEYS,
    });
    this.node = h("label", { class: look, dir: tongue().dir }, h("span", {}, label), this.input);
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

/** Make one Tab stop of many controls: arrow keys, Home and End lead from one to the next. */
export class OneStop {
  constructor(node, controls) {
    Object.assign(this, { node, controls });
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

/** A row of controls that is one Tab stop. */
export class Toolbar extends OneStop {
  constructor(node, controls) {
    super(node, controls);
    node.setAttribute("role", "toolbar");
  }
}

/** Make one Tab stop of the buttons in a long list or table. */
export function oneStop(node, buttons) {
  new OneStop(node, [...node.querySelectorAll(buttons)]);
  return node;
}

/** How to go through a long list, for those who have keys. */
export function arrowsHint() {
  return h("span", { class: "fo-arrows" }, COMMON_TEXT.arrows);
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
