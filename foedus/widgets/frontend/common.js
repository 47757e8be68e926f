// What both widgets share. The Python side joins common.js, timeline.js, matrix.js and index.js
// into one ES module (see foedus/widgets/frontend.py); names at the top level are therefore unique
// across the files.

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
