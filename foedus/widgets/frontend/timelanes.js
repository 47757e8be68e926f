// The detail chart's elements: lanes with their events, ticks, and following a pointer.
import { DATA, KEYS, dateAs, h, isoDate, longDate, numeral } from "./common.js";
import { EVENT_SIZE, labelTicks, layLane, timeTicks } from "./timelayout.js";
import { TIME_TEXT, eventName } from "./timeparts.js";

/** One lane an entry of `lanes` {at, events}: its element, and the items drawn in it. */
export function laneElements(lanes, payload, frame) {
  const drawn = [];
  const nodes = lanes.map(({ at, events }) => {
    const { items, rows } = layLane(events, frame);
    for (const item of items) {
      item.lane = at;
      item.node = item.events ? cellNode(item) : eventNode(item, payload);
      drawn.push(item);
    }
    return h("div", { class: "fo-t-lane", style: `--cat:${payload.colours[at]};--rows:${rows}` },
      h("span", { class: "fo-t-lane-name", "aria-hidden": "true", ...DATA }, payload.categories[at]),
      ...items.map((item) => item.node));
  });
  return { nodes, drawn };
}

function eventNode(item, payload) {
  const { event, room } = item;
  item.name = eventName(event, payload);
  const look = `fo-t-event fo-t-${event.shape}${event.story ? " fo-t-story" : ""}`
    + `${event.contested ? " fo-t-contested" : ""}`;
  const label = room ? item.text : event.contested && "?";
  return h("button", { type: "button", class: look, tabindex: -1, title: event.title,
    "aria-label": item.name, "aria-pressed": "false", ...KEYS,
    style: `${positionOf(item)}--bar:${item.bar.toFixed(1)}px;--size:${item.size.toFixed(1)}px` },
  h("i"), label ? h("span", DATA, label) : null);
}

function cellNode(item) {
  const [from, to] = [item.event, item.events.at(-1)].map((event) => longDate(isoDate(event.start)));
  item.name = TIME_TEXT.many(item.events.length, { from, to });
  const depth = Math.min(60, 12 + 8 * Math.log2(item.events.length)).toFixed(0);
  return h("button", { type: "button", class: "fo-t-event fo-t-many", tabindex: -1, title: item.name,
    "aria-label": item.name, ...KEYS, style: `${positionOf(item)}--depth:${depth}%` },
  numeral(item.events.length));
}

function positionOf({ left, row, size, room }) {
  return `inset-inline-start:${left.toFixed(1)}px;inset-block-start:${row * EVENT_SIZE}px;`
    + `inline-size:${(size + room).toFixed(1)}px;`;
}

/** Labels for the axis and lines for the plot. */
export function tickElements(knots, [from, until], { place, width }) {
  const ticks = labelTicks(timeTicks(knots, from, until, place), tickLabel, width + EVENT_SIZE);
  const element = (tag) => ({ x, edge, label }) => h(tag, { class: edge ? "fo-t-tick fo-t-edge" : "fo-t-tick",
    style: `inset-inline-start:${x.toFixed(1)}px` }, tag === "span" ? label : null);
  return {
    labels: ticks.filter((tick) => tick.label).map(element("span")),
    lines: ticks.filter((tick) => tick.edge || tick.label).map(element("i")),
  };
}

const TICK_PARTS = { year: { year: "numeric" }, month: { year: "numeric", month: "short" },
  day: { day: "numeric", month: "short" }, edge: { year: "numeric", month: "short", day: "numeric" } };

function tickLabel({ day, unit, edge }) {
  return dateAs(day, TICK_PARTS[unit === "day" && edge ? "edge" : unit]);
}

/**
 * Follow a pointer that was pressed on a node: move({share, start, by, target}) with shares of the
 * node's width from its left edge and the pixels moved; drop() at the end.
 */
export function followPointer(node, begin, move, drop) {
  let drag = null;
  const shareOf = (press) => (press.clientX - drag.box.left) / drag.box.width;
  const follow = (press) => drag && move({ ...drag, share: shareOf(press), press, by: press.clientX - drag.x });
  node.addEventListener("pointerdown", (press) => {
    if (press.button) return;
    drag = { box: node.getBoundingClientRect(), x: press.clientX, target: press.target };
    Object.assign(drag, { start: shareOf(press), before: begin() });
    follow(press);
  });
  node.addEventListener("pointermove", follow);
  const end = () => {
    if (drag) drop();
    drag = null;
  };
  node.addEventListener("pointerup", end);
  node.addEventListener("pointercancel", end);
}
