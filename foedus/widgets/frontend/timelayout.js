// Where things stand on the timeline: pure functions of days and pixels, without a document.

const TICK_WIDTH = 62; // px that a tick's label needs
const LETTER_WIDTH = 6.5; // px, a little more than the mean at this size
export const EVENT_SIZE = 24; // px: the smallest target
const EVENT_GAP = 3;
const LANE_CELL = 34; // px, one cell of a crowded lane

/** A scale from days to shares of the whole (0 to 1), linear between its knots [day, share]. */
export function timeScale(knots) {
  const across = (value, from, to) => {
    let i = 1;
    while (i < knots.length - 1 && value > knots[i][from]) i += 1;
    const [a, b] = [knots[i - 1], knots[i]];
    return a[to] + ((value - a[from]) / (b[from] - a[from])) * (b[to] - a[to]);
  };
  return { knots, share: (day) => across(day, 0, 1), day: (share) => across(share, 1, 0) };
}

const phaseRoom = (count) => (count + 5) ** 0.75; // busy phases get more, quiet ones stay readable

/** Knots that give each phase room for its events. */
export function phaseKnots(phaseStarts, eventStarts, last) {
  const bounds = [...new Set([...phaseStarts, last])];
  const counts = new Array(bounds.length - 1).fill(0);
  for (const day of eventStarts) counts[bounds.findLastIndex((bound) => bound <= day)] += 1;
  const total = counts.reduce((sum, count) => sum + phaseRoom(count), 0);
  let share = 0;
  return bounds.map((day, i) => [day, i && (share += phaseRoom(counts[i - 1]) / total)]);
}

// Calendar steps from fine to coarse: unit, how many, length in days.
const CALENDAR_STEPS = [["day", 1, 1], ["day", 2, 2], ["day", 5, 5], ["day", 10, 10], ["month", 1, 30],
  ["month", 3, 91], ["month", 6, 182],
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => ["year", years, 365 * years])];

function monthStart(month) {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;
}

function monthOf(day) {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The calendar's own divisions between two days. */
export function calendarDays(from, to, [unit, step]) {
  const months = unit === "day" ? 1 : unit === "month" ? step : 12 * step;
  const days = [];
  for (let month = Math.floor(monthOf(from) / months) * months; ; month += months) {
    const start = monthStart(month);
    if (start >= to) return days.filter((day) => day >= from && day < to);
    days.push(start);
    if (unit !== "day") continue;
    const end = monthStart(month + 1) - step / 2;
    for (let day = start + step; day < end; day += step) days.push(day);
  }
}

/** Ticks {day, x, unit, edge} for the window [from, to); phase boundaries come first. */
export function timeTicks(knots, from, to, place) {
  const found = [];
  for (let i = 1; i < knots.length; i += 1) {
    const [a, b] = [Math.max(from, knots[i - 1][0]), Math.min(to, knots[i][0])];
    if (a >= b) continue;
    const pixels = (place(b) - place(a)) / (b - a);
    const step = CALENDAR_STEPS.find(([, , days]) => days * pixels >= TICK_WIDTH) ?? CALENDAR_STEPS.at(-1);
    if (a === knots[i - 1][0]) found.push({ day: a, x: place(a), unit: step[0], edge: true });
    for (const day of calendarDays(a, b, step)) {
      found.push({ day, x: place(day), unit: step[0], edge: false });
    }
  }
  return found;
}

/** Keep the labels that have room; edges win over what stands between them. */
export function labelTicks(ticks, labelOf, width) {
  const taken = [];
  const fits = (a, b) => b <= width && taken.every(([c, d]) => b <= c || a >= d);
  for (const tick of [...ticks.filter((t) => t.edge), ...ticks.filter((t) => !t.edge)]) {
    tick.label = labelOf(tick);
    const end = tick.x + tick.label.length * LETTER_WIDTH + 4;
    if (fits(tick.x, end)) taken.push([tick.x, end]);
    else tick.label = "";
  }
  return ticks;
}

function itemLabelWidth(item) {
  return item.text.length * LETTER_WIDTH + 8;
}

/** Put items into the first row that is free; null when they need more rows than allowed. */
function stackItems(items, labelLimit, rowLimit) {
  const ends = [];
  for (const item of items) {
    let row = ends.findIndex((end) => end <= item.left);
    if (row < 0) row = ends.push(0) - 1;
    if (row >= rowLimit) return null;
    ends[row] = item.left + item.size + Math.min(labelLimit, itemLabelWidth(item)) + EVENT_GAP;
    item.row = row;
  }
  return Math.max(1, ends.length);
}

function giveLabelsTheirRoom(items, width) {
  const next = [];
  for (const item of [...items].reverse()) {
    const room = Math.min((next[item.row] ?? width) - EVENT_GAP - item.left - item.size, 300);
    const wanted = itemLabelWidth(item);
    item.room = room >= Math.min(wanted, 70) ? Math.min(room, wanted) : 0;
    next[item.row] = item.left;
  }
}

function cellsOf(events, frame) {
  const bins = new Map();
  for (const event of events) {
    const bin = Math.floor(frame.place(Math.max(frame.from, event.start) + 0.5) / LANE_CELL);
    if (!bins.has(bin)) bins.set(bin, []);
    bins.get(bin).push(event);
  }
  return [...bins].map(([bin, found]) => (found.length === 1 ? eventItem(found[0], frame)
    : { left: bin * LANE_CELL, size: LANE_CELL - EVENT_GAP, text: "", events: found, event: found[0] }));
}

/** The place that one event takes: a mark for a day, a bar for anything longer. */
function eventItem(event, { place, width }) {
  const text = `${event.contested ? "? " : ""}${event.title}`;
  const a = Math.max(0, place(event.start));
  const b = Math.min(width, place(event.end + 1));
  if (event.shape === "day") {
    return { event, text, left: place(event.start + 0.5) - EVENT_SIZE / 2, size: EVENT_SIZE, bar: 0 };
  }
  const size = Math.max(EVENT_SIZE, b - a);
  return { event, text, left: (a + b - size) / 2, size, bar: Math.max(8, b - a) };
}

// Labels at most so wide (px), if so many rows will do; else the next try.
const LABEL_TRIES = [[230, 2], [110, 3], [0, 7]];

/**
 * Stack the events of one lane with as many labels as there is room for. A lane too full for
 * single events gets cells that stand for several. `frame` is {place, width, from, crowded}.
 */
export function layLane(events, frame) {
  const byLeft = (items) => items.sort((a, b) => a.left - b.left);
  const full = frame.crowded || events.length * EVENT_SIZE > frame.width * LABEL_TRIES.at(-1)[1];
  let items = full ? [] : byLeft(events.map((event) => eventItem(event, frame)));
  let rows = null;
  for (const [label, limit] of full ? [] : LABEL_TRIES) rows ??= stackItems(items, label, limit);
  if (!rows) {
    items = byLeft(cellsOf(events, frame));
    rows = stackItems(items, 0, Infinity);
  }
  giveLabelsTheirRoom(items, frame.width);
  return { items, rows };
}

/** The item nearest in time in the next lane, up (-1) or down (1), that has any. */
export function inNextLane(items, from, direction) {
  const beyond = items.filter((item) => (item.lane - from.lane) * direction > 0);
  const lane = direction * Math.min(...beyond.map((item) => item.lane * direction));
  const distance = (item) => Math.abs(item.left - from.left);
  return beyond.filter((item) => item.lane === lane)
    .reduce((best, item) => (best && distance(best) <= distance(item) ? best : item), undefined);
}

/** Where the first of some items in order of time stands that does not begin before a day. */
export function firstFrom(items, day, startOf) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]) >= day) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Counts per bar of the overview, as one SVG path of a unit-wide, unit-high strip. */
export function densityPath(shares, bars) {
  const counts = new Array(bars).fill(0);
  for (const share of shares) counts[Math.min(bars - 1, Math.floor(share * bars))] += 1;
  const most = Math.max(1, ...counts);
  return counts.map((count, i) => count
    && `M${i} 100V${(100 - 88 * Math.sqrt(count / most)).toFixed(1)}h.8V100z`).filter(Boolean).join("");
}

/** Shift a day by whole months, keeping to the end of a shorter month. */
export function addMonths(day, months) {
  const month = monthOf(day);
  const within = day - monthStart(month);
  const length = monthStart(month + months + 1) - monthStart(month + months);
  return monthStart(month + months) + Math.min(within, length - 1);
}
