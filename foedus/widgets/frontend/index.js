// The module's face: what a notebook (default export) and an exported page (mount) call.
import { StaticModel, speak } from "./common.js";
import { renderTimeline } from "./timeline.js";
import { renderMatrix } from "./matrix.js";

const VIEWS = { timeline: renderTimeline, matrix: renderMatrix };

function render({ model, el }) {
  speak(model.get("words"));
  return VIEWS[model.get("view_kind")]({ model, el });
}

/** Draw views without a kernel. `states` is a list of widget states, linked by their date. */
export function mount(container, states) {
  const { words } = states[0];
  const models = states.map((state) => new StaticModel({ ...state, words }));
  for (const model of models) {
    const el = document.createElement("div");
    container.append(el);
    render({ model, el });
    model.on("change:date", () => models.forEach((other) => other.set("date", model.get("date"))));
  }
}

export default { render };
