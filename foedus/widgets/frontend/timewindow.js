// Which days the timeline shows, and on what scale.
import { dayNumber, isoDate } from "./common.js";
import { phaseKnots, timeScale } from "./timelayout.js";

const FEWEST = 2; // days

/** `tell(changes)` sets the window on the model; `today()` is the day to zoom about. */
export class TimelineWindow {
  constructor(model, payload, events, { tell, today }) {
    Object.assign(this, { model, payload, events, tell, today });
    this.first = events[0].start;
    // The day that the view opens on belongs to it, also when nothing happened so late.
    const opened = Math.max(this.first, dayNumber(model.get("date")));
    this.last = events.reduce((last, event) => Math.max(last, event.end), opened) + 1;
    this.chooseScale(false);
  }

  chooseScale(even) {
    const starts = this.events.map((event) => event.start);
    this.scale = timeScale(even ? [[this.first, 0], [this.last, 1]]
      : phaseKnots(this.payload.phases.map((phase) => phase[1]), starts, this.last));
    for (const event of this.events) event.share = this.scale.share(event.start);
  }

  /** A day that is on the timeline, the nearest to the one asked for. */
  within(day) {
    return Math.min(this.last - 1, Math.max(this.first, day));
  }

  /** The days shown, as [first, day after the last]. */
  get span() {
    const [from, to] = this.model.get("window");
    if (from) return [dayNumber(from), dayNumber(to) + 1];
    const phase = this.payload.phases.find(([name]) => name === this.model.get("phase"));
    return phase ? [phase[1], phase[2] + 1] : [this.first, this.last];
  }

  get shares() {
    return this.span.map((day) => Math.min(1, Math.max(0, this.scale.share(day))));
  }

  showDays(from, until) {
    this.tell({ window: [isoDate(from), isoDate(until - 1)] });
  }

  showShares(low, high) {
    const from = Math.round(this.scale.day(Math.max(0, low)));
    const until = Math.max(from + FEWEST, Math.round(this.scale.day(Math.min(1, high))));
    if (from <= this.first && until >= this.last && !this.model.get("phase")) this.tell({ window: [] });
    else this.showDays(from, until);
  }

  moveBy([low, high], by) {
    const kept = Math.min(1 - high, Math.max(-low, by));
    if (kept) this.showShares(low + kept, high + kept);
  }

  /** Move by a part of what is shown. */
  shift(part) {
    const [low, high] = this.shares;
    this.moveBy([low, high], part * (high - low));
  }

  zoom(factor) {
    const [low, high] = this.shares;
    const here = this.scale.share(this.today() + 0.5);
    const centre = here >= low && here <= high ? here : (low + high) / 2;
    this.showShares(centre - (centre - low) * factor, centre + (high - centre) * factor);
  }
}
