// What is done to each page: drawn() when its content stands there, click, open (a mark that stands
// for many events) and drag. Each answers with a list of times.
window.acts = (() => {
  const { clicks, drags, slides, pointOf, mixed, later } = window.bench;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const DRAG_STEP = -7; // px
  const MARK = 11; // px from the beginning of an event to the middle of its mark

  const inSight = (node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 0 && left >= 0 && right <= window.innerWidth;
  };

  const timeline = {
    ready: () => one(".fo-t-lane .fo-t-event"),
    click: (count) => {
      const events = mixed(all(".fo-t-lane .fo-t-event:not(.fo-t-many)").filter(inSight));
      return clicks(count, (i) => pointOf(events[i % events.length], MARK));
    },
    open: (count) => clicks(count, () => {
      const cells = all(".fo-t-lane .fo-t-many").filter((cell) => Number(cell.textContent) > 20);
      return pointOf(cells[Math.floor(cells.length / 2)]);
    }, { after: async () => {
      all(".fo-t-tools button").find((button) => button.textContent === "Show all").click();
      await later(50);
    } }),
    drag: (count) => drags(count, one(".fo-t-handle"), DRAG_STEP),
  };

  const matrix = {
    ready: () => one(".fo-cell[class*='fo-k-']"),
    click: (count) => {
      const room = one(".fo-scroll").getBoundingClientRect();
      const cells = mixed(all(".fo-grid .fo-cell[class*='fo-k-']").filter((cell) => {
        const box = cell.getBoundingClientRect();
        return box.left > room.left + 120 && box.right < room.right - 20 && box.top > room.top + 120
          && box.bottom < Math.min(room.bottom, window.innerHeight) - 20;
      }));
      return clicks(count, (i) => pointOf(cells[i % cells.length]));
    },
    drag: (count) => slides(window.benchDays.slice(0, count), one(".fo-slider")),
  };

  const both = { ready: () => timeline.ready() && matrix.ready(), drag: timeline.drag };

  const vis = {
    ready: () => window.shown,
    click: (count) => {
      const items = mixed(all(".vis-item.vis-box, .vis-item.vis-range, .vis-item.vis-point")
        .filter((item) => !item.classList.contains("vis-cluster") && inSight(item)));
      return clicks(count, (i) => pointOf(items[i % items.length]));
    },
    drag: (count) => drags(count, one(".vis-custom-time > div"), DRAG_STEP),
  };

  const plotly = {
    ready: () => window.shown,
    click: (count) => {
      const { left, top, width, height } = one(".nsewdrag").getBoundingClientRect();
      const places = mixed(Array.from({ length: 100 }, (_, i) => ({
        x: left + width * (0.05 + 0.1 * (i % 10)), y: top + height * (0.05 + 0.1 * Math.floor(i / 10)),
      }))).filter(({ y }) => y < window.innerHeight);
      return clicks(count, (i) => places[i % places.length], { settled: () => window.marked() });
    },
    drag: (count) => slides(Array.from({ length: count }, (_, i) => i + 1), one("#date"), () => window.moved()),
  };

  return { timeline, matrix, both, vis, plotly, "plotly-letters": plotly };
})();
window.benchDrawn = window.bench.drawn(window.acts[window.benchKind].ready);
