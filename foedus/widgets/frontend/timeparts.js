// The timeline's pieces of page: each function makes elements from data and keeps no state.
import { DATA, KEYS, dayNumber, h, listed, longDate, numeral, outsideLink, phrase, t, texts, tn } from "./common.js";

export const TIME_TEXT = texts(() => ({
  name: t("Timeline"),
  skip: t("Skip to the events"),
  chart: t("Chart"), list: t("List"), view: t("View"),
  filters: t("Filters"), phase: t("Phase"), phases: t("Phases"), allPhases: t("All phases"),
  actor: t("Actor"), allActors: t("All actors"),
  search: t("Search"), date: t("Date"), hideLater: t("Hide later events"), reset: t("Clear filters"),
  only: t("Categories (none ticked: all)"),
  // Translators: leads to days before those shown.
  earlier: t("Earlier"),
  // Translators: leads to days after those shown.
  later: t("Later"),
  closer: t("Zoom in"), wider: t("Zoom out"), all: t("Show all"),
  even: t("True scale"), overview: t("Overview"),
  unevenNote: t("The axis is stretched: each phase has room for its events. Bars count events."),
  evenNote: t("Every year has the same width. Bars count events."),
  // Translators: shown only where lines run to the left: the axis of time does not.
  toTheRight: t("Time runs from left to right."),
  windowStart: t("First day shown"), windowEnd: t("Last day shown"), cursor: t("Date cursor"),
  events: t("Events: arrow keys move, Enter selects, Escape clears, plus and minus zoom"),
  keys: t("Keys: arrows move from event to event, Enter selects, Esc clears, + and − zoom. "
    + "On the date: arrows a day, Shift a month, Page keys a year."),
  none: t("No event passes these filters."), cleared: t("Nothing selected."),
  nothingSelected: t("Select an event to read what is known of it, who disputes it, and the sources."),
  // Translators: of an event's date; "partly" and "lasting" (a bar) stand in the legend too.
  exact: t("known to the day"), month: t("exact day not known"), year: t("exact day and month not known"),
  partly: t("only the month or year is known"), lasting: t("lasted from start to end"),
  // Translators: of an event, in the article that the course is about.
  story: t("in the article"),
  contested: t("contested"), badge: t("Contested"), after: t("after the date"),
  cell: t("several events: opens them"),
  when: t("When"), what: t("Event"), who: t("Actors"), note: t("Note"),
  sources: t("Sources"), came: t("What came later"),
  cameHidden: t("More became known by {date}: move the date there to read it."),
  verified: { seen: t("Checked against the source."), memory: t("Not yet checked against a source.") },
  inArticle: t("The article mentions it or leans on it."), notInArticle: t("Not in the article."),
  shown: (some, all) => (some === all ? tn("{count} event", "{count} events", all)
    : tn("{some} of {count} event", "{some} of {count} events", all, { some: numeral(some) })),
  by: (date, some, all) => tn("{date}: {some} of {count} event by then", "{date}: {some} of {count} events by then",
    all, { date, some: numeral(some) }),
  // Translators: "{event}" names an event whole: date, title, category.
  picked: t("{event}. Event {at} of {all}."),
  many: (count, places) => tn("{count} event, {from} to {to}: opens them", "{count} events, {from} to {to}: opens them",
    count, places),
  more: (count) => tn("Show {count} more", "Show {count} more", count),
  span: t("{from} to {to}"),
}));

/** The payload's columns as one object an event, in order of time. */
export function readEvents(payload) {
  return payload.id.map((id, i) => ({
    id, i, start: payload.start[i], end: payload.end[i], title: payload.title[i],
    shape: payload.date_end[i] ? "span" : { 4: "year", 7: "month" }[payload.date[i].length] ?? "day",
    category: payload.category[i], phase: payload.phase[i], actors: payload.actors[i],
    story: Boolean(payload.flags[i] & 1), contested: Boolean(payload.flags[i] & 2),
  }));
}

export function eventDate(event, payload) {
  const [date, end] = [payload.date[event.i], payload.date_end[event.i]];
  return end ? phrase(TIME_TEXT.span, { from: longDate(date), to: longDate(end) }) : longDate(date);
}

/** What a screen reader says of an event. */
export function eventName(event, payload) {
  const marks = listed([payload.categories[event.category], event.contested && TIME_TEXT.contested,
    event.story && TIME_TEXT.story]);
  return `${eventDate(event, payload)}: ${event.title} (${marks})`;
}

/** A predicate from the model's filters. */
export function eventFilter(model, payload) {
  const phase = payload.phases.findIndex(([name]) => name === model.get("phase"));
  const categories = new Set(model.get("categories").map((name) => payload.categories.indexOf(name)));
  const actor = payload.actor_names.findIndex(([code]) => code === model.get("actor"));
  const words = model.get("query").toLowerCase().split(/\s+/).filter(Boolean);
  return (event) => (phase < 0 || event.phase === phase)
    && (!categories.size || categories.has(event.category))
    && (actor < 0 || event.actors.includes(actor))
    && words.every((word) => searchText(event, payload).includes(word));
}

function searchText(event, payload) {
  event.words ??= [event.title, payload.summary[event.i], payload.note[event.i],
    payload.categories[event.category],
    ...event.actors.flatMap((at) => payload.actor_names[at].slice(1))].join(" ").toLowerCase();
  return event.words;
}

export function timelineSelect(label, options, onchange) {
  const input = h("select", { ...KEYS, onchange: () => onchange(input.value) },
    ...options.map(([value, text]) => h("option", { value, ...(value && DATA) }, text)));
  return { input, node: h("label", { class: "fo-t-field" }, h("span", {}, label), input) };
}

export function timelineInput(label, type, listeners) {
  const input = h("input", { type, ...KEYS, ...listeners });
  return { input, node: h("label", { class: "fo-t-field" }, h("span", {}, label), input) };
}

export function timelineChip(label, onchange, attributes = {}) {
  const input = h("input", { type: "checkbox", ...KEYS, onchange: () => onchange(input.checked) });
  return { input, node: h("label", { class: "fo-t-chip", ...attributes }, input, label) };
}

export function timelineButton(label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "fo-t-button", ...KEYS, onclick, ...attributes }, label);
}

/** Buttons that belong together. */
export function timelineJoined(buttons, attributes = {}) {
  return h("span", { class: "fo-t-joined", ...attributes }, ...buttons);
}

export function timelineLegend() {
  const sample = (look, text, inside = h("i")) => h("span", { class: "fo-t-sample", role: "listitem" },
    h("span", { class: `fo-t-event ${look}`, "aria-hidden": "true" }, inside), text);
  return h("div", { class: "fo-t-legend" },
    h("span", { class: "fo-t-samples", role: "list" },
      sample("fo-t-day", TIME_TEXT.exact), sample("fo-t-month", TIME_TEXT.partly),
      sample("fo-t-span", TIME_TEXT.lasting), sample("fo-t-day fo-t-story", TIME_TEXT.story),
      sample("fo-t-day fo-t-contested", `? ${TIME_TEXT.contested}`),
      sample("fo-t-day fo-t-later", TIME_TEXT.after), sample("fo-t-many", TIME_TEXT.cell, numeral(3))),
    h("p", {}, TIME_TEXT.keys));
}

/** The panel that says all that the tables know of one event. */
export function eventDetails(event, payload, today) {
  const { i } = event;
  const precision = TIME_TEXT[event.shape];
  const sources = payload.source[i].map((at) => eventSource(payload.sources[at]));
  const actors = event.actors.map((at) => h("li", {}, payload.actor_names[at][1]));
  const kicker = `${payload.categories[event.category]} · ${payload.phases[event.phase][0]}`;
  return h("article", { class: "fo-t-details" },
    h("p", { class: "fo-t-small", ...DATA }, kicker), h("h2", DATA, event.title),
    h("p", { class: "fo-t-when" }, eventDate(event, payload), precision ? ` (${precision})` : "",
      event.contested ? h("span", { class: "fo-t-badge" }, TIME_TEXT.badge) : null),
    h("p", DATA, payload.summary[i]),
    eventPart(TIME_TEXT.note, payload.note[i]),
    eventAftermath(payload.later[i], payload.later_from[i], today),
    h("h3", {}, TIME_TEXT.who), h("ul", DATA, ...actors),
    h("h3", {}, TIME_TEXT.sources), h("ul", DATA, ...sources),
    h("p", { class: "fo-t-small" }, event.story ? `★ ${TIME_TEXT.inArticle} ` : `${TIME_TEXT.notInArticle} `,
      TIME_TEXT.verified[payload.verified[i]] ?? payload.verified[i]));
}

function eventPart(title, text) {
  return text ? h("div", {}, h("h3", {}, title), h("p", DATA, text)) : null;
}

function eventAftermath(text, from, today) {
  if (text && from && dayNumber(from) > today) {
    return h("p", { class: "fo-t-small" }, phrase(TIME_TEXT.cameHidden, { date: longDate(from) }));
  }
  return eventPart(TIME_TEXT.came, text);
}

function eventSource([title, publisher, url]) {
  const name = /^https?:/.test(url) ? outsideLink(url, title) : title;
  return h("li", {}, name, publisher ? `, ${publisher}` : "");
}

/** One row of the list; its button selects like the mark in the chart. */
export function eventRow(event, payload) {
  const marks = [event.story && `★ ${TIME_TEXT.story}`, event.contested && `? ${TIME_TEXT.contested}`]
    .filter(Boolean).map((mark) => ` · ${mark}`);
  const node = h("button", { type: "button", class: "fo-t-title", tabindex: -1, "aria-pressed": "false",
    ...DATA, ...KEYS }, event.title);
  const row = h("tr", {}, h("th", { scope: "row" }, eventDate(event, payload)),
    h("td", {}, node, h("div", { class: "fo-t-small" }, h("span", DATA, payload.categories[event.category]), ...marks,
      h("span", { class: "fo-t-later-tag" }, ` · ${TIME_TEXT.after}`))));
  return { event, row, node, lane: 0, left: 0 };
}

export function eventTable(rows) {
  const heads = [TIME_TEXT.when, TIME_TEXT.what].map((text) => h("th", { scope: "col" }, text));
  return h("table", { "aria-label": TIME_TEXT.name }, h("thead", {}, h("tr", {}, ...heads)), rows);
}
