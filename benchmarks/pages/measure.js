// Put into every page before its own scripts. It notes when a page is first drawn, acts on it as a
// mouse would, and measures. Frames are not limited to 60 a second, so that the time to the next one is
// work and not waiting.
window.bench = (() => {
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  /** The second frame begins when the first has been handed over to be painted. */
  async function painted() {
    await frame();
    await frame();
    return performance.now();
  }

  /** Resolves with the times since navigation and since the page's mark "mount". */
  async function drawn(isDrawn) {
    await new Promise((done) => { addEventListener("DOMContentLoaded", done); });
    while (!isDrawn()) await frame();
    const end = await painted();
    const [mount] = performance.getEntriesByName("mount");
    return { navigation: end, mount: end - mount.startTime };
  }

  /** Until the change is in the page with style and layout; until the frame after it is painted. */
  async function timed(act, settled) {
    await later(60);
    await painted();
    const start = performance.now();
    const promise = settled ? settled() : null;
    act();
    if (promise) await promise;
    void document.documentElement.getBoundingClientRect();
    const redrawn = performance.now() - start;
    return { redrawn, painted: (await painted()) - start };
  }

  function send(type, { x, y }, target, buttons) {
    const kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
    const pressed = /down|up|click/.test(type);
    target.dispatchEvent(new kind(type, {
      bubbles: true, cancelable: true, composed: true, view: window, clientX: x, clientY: y,
      screenX: x, screenY: y, button: pressed ? 0 : -1, buttons, detail: pressed ? 1 : 0,
      ...(kind === PointerEvent ? { pointerId: 1, pointerType: "mouse", isPrimary: true } : {}),
    }));
  }

  const under = ({ x, y }) => document.elementFromPoint(x, y) ?? document.body;

  function hover(point) {
    for (const type of ["pointerover", "mouseover", "pointermove", "mousemove"]) {
      send(type, point, under(point), 0);
    }
  }

  function click(point) {
    const pressed = under(point);
    send("pointerdown", point, pressed, 1);
    send("mousedown", point, under(point), 1);
    send("pointerup", point, under(point), 0);
    send("mouseup", point, under(point), 0);
    send("click", point, pressed, 0);
  }

  /** Middle of a node, or a place near its beginning; scrolled into sight first. */
  function pointOf(node, fromStart = null) {
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
    const box = node.getBoundingClientRect();
    const x = fromStart === null ? box.left + box.width / 2 : box.left + fromStart;
    return { x, y: box.top + box.height / 2 };
  }

  async function clicks(count, next, { settled, after } = {}) {
    const times = [];
    for (let i = 0; i < count; i += 1) {
      const point = next(i);
      hover(point);
      await later(120); // plotly looks for what is hovered every 50 ms at most
      times.push(await timed(() => click(point), settled));
      if (after) await after(i);
    }
    return times;
  }

  /** Drag by the pointer from a point, `step` pixels at a time. */
  async function drags(count, node, step) {
    const point = pointOf(node);
    const target = under(point);
    send("pointerdown", point, target, 1);
    send("mousedown", point, target, 1);
    const times = [];
    for (let i = 0; i < count; i += 1) {
      point.x += step;
      times.push(await timed(() => {
        send("pointermove", point, target, 1);
        send("mousemove", point, target, 1);
      }));
    }
    send("pointerup", point, target, 0);
    send("mouseup", point, target, 0);
    return times;
  }

  /** Move a slider: what the browser does for each pixel that its thumb is dragged. */
  async function slides(values, input, settled) {
    const times = [];
    for (const value of values) {
      times.push(await timed(() => {
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }, settled));
    }
    return times;
  }

  /** Always the same order, but not that of the page. */
  function mixed(list) {
    let seed = 7;
    const number = () => { seed = (seed * 16807) % 2147483647; return seed; };
    return [...list].map((item) => [number(), item]).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
  }

  return { drawn, timed, clicks, drags, slides, pointOf, mixed, later, painted };
})();
