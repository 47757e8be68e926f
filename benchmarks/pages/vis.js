// vis-timeline on the same events: groups are categories, the date is a custom time bar.
const { items, groups, options, date } = JSON.parse(document.querySelector("#data").textContent);
performance.mark("mount");
const byId = new Map(items.map((item) => [item.id, item]));
const panel = document.querySelector("#panel");
const day = document.querySelector("#day");
window.vis1 = new vis.Timeline(document.querySelector("#chart"), new vis.DataSet(items), new vis.DataSet(groups), {
  ...options, onInitialDrawComplete: () => { window.shown = true; },
});
const timeline = window.vis1;
timeline.addCustomTime(date, "date");
timeline.on("timechange", ({ time }) => { day.textContent = time.toISOString().slice(0, 10); });
timeline.on("select", ({ items: [id] }) => {
  const item = byId.get(id);
  if (item) panel.innerHTML = `<h2>${item.content}</h2><p>${item.start}</p><p>${item.summary}</p>`;
});
