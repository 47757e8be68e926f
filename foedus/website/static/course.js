// Charts come to life, widgets follow the page's light or dark, and a page from a file says what it cannot do.
const here = document.currentScript.src;
const READABLE = 600; // px

const started = () => {
  followTheme();
  if (location.protocol === "file:") explainFile();
  const charts = document.querySelectorAll(".fo-figure");
  if (charts.length) load(new URL("charts.js", here), () => charts.forEach(draw));
};

// The widgets read this mark in JupyterLab, where it names the theme.
function followTheme() {
  const page = document.documentElement;
  const mark = () => { document.body.dataset.jpThemeLight = String(page.dataset.theme !== "dark"); };
  new MutationObserver(mark).observe(page, { attributeFilter: ["data-theme"] });
  mark();
}

function explainFile() {
  for (const link of document.querySelectorAll(".fo-ways a[href*='/lite/']")) {
    const words = document.createElement("span");
    words.textContent = "To run Python here, open these pages from a web server, not from a file.";
    link.replaceWith(words);
  }
}

function load(address, then) {
  const script = document.createElement("script");
  script.src = address;
  script.addEventListener("load", then);
  document.head.append(script);
}

async function draw(figure) {
  const stage = figure.querySelector(".fo-chart");
  const spec = JSON.parse(figure.querySelector("script").textContent);
  const live = document.createElement("div");
  await window.foedusEmbed(live, spec, { renderer: "svg", actions: false });
  // Marks without words of their own are silent; the words of the chart and its table say it all.
  for (const mark of live.querySelectorAll("[role=graphics-symbol]:not([aria-label])")) {
    mark.setAttribute("aria-hidden", "true");
  }
  stage.replaceChildren(live);
  // Wide charts shrink to the page, but not until their words cannot be read: then they scroll.
  const picture = live.querySelector("svg");
  picture.style.minWidth = `${Math.min(READABLE, picture.width.baseVal.value)}px`;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", started);
else started();
