// A plotly heatmap of the same matrix: the date restyles it, a click outlines the cell.
const { matrices, trace, layout, names, details } = JSON.parse(document.querySelector("#data").textContent);
performance.mark("mount");
const chart = document.querySelector("#chart");
const panel = document.querySelector("#panel");
const date = document.querySelector("#date");
let marking = null;
let moving = null;
const first = Plotly.newPlot(chart, [{ ...trace, ...matrices[0], x: names, y: names }], layout, { displayModeBar: false });
first.then(() => {
  window.shown = true;
  chart.on("plotly_click", ({ points: [{ x, y }] }) => {
    const [i, j] = [names.indexOf(x), names.indexOf(y)];
    panel.innerHTML = `<h2>${y} – ${x}</h2><p>${details}</p>`;
    const shape = { type: "rect", x0: i - 0.5, x1: i + 0.5, y0: j - 0.5, y1: j + 0.5, line: { width: 2 } };
    Plotly.relayout(chart, { shapes: [shape] }).then(() => marking?.());
  });
});
date.oninput = () => {
  const { z, text } = matrices[Number(date.value)];
  Plotly.restyle(chart, text ? { z: [z], text: [text] } : { z: [z] }).then(() => moving?.());
};
window.marked = () => new Promise((done) => { marking = done; });
window.moved = () => new Promise((done) => { moving = done; });
