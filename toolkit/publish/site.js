// Draws the figures of a page and keeps them in step with its width, the system's light or dark, and printing.
"use strict";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const NARROW = matchMedia("(max-width: 40rem)");
const PAPER = { width: 660, height: 820 }; // what fits on A4 and on Letter, with the sentence over it
const CONFIG = { displayModeBar: false, displaylogo: false, responsive: true, scrollZoom: false, showTips: false, locale: "en" };
const root = document.documentElement;

// One colour of the style sheet, such as "--ink", as it stands now.
function color(name) {
  return getComputedStyle(root).getPropertyValue(name).trim();
}

function parseColor(text) {
  const hex = /^#([0-9a-f]{6})$/i.exec(text) || /^#([0-9a-f]{3})$/i.exec(text);
  if (hex) {
    const digits = hex[1].length === 3 ? [...hex[1]].map((digit) => digit + digit).join("") : hex[1];
    return [0, 2, 4].map((start) => parseInt(digits.slice(start, start + 2), 16)).concat(1);
  }
  const numbers = /^rgba?\(([^)]*)\)$/i.exec(text);
  return numbers ? [...numbers[1].split(",").map(Number), 1].slice(0, 4) : { black: [0, 0, 0, 1], white: [255, 255, 255, 1] }[text];
}

// Greys and black turn over in the dark: black ink becomes light ink, a pale line a faint one. Hues stay.
function turnedOver(text) {
  const parts = parseColor(text);
  if (!parts || Math.max(...parts.slice(0, 3)) - Math.min(...parts.slice(0, 3)) > 24) return text;
  const light = 255 - Math.round(parts[0] * 0.88);
  return `rgba(${light},${light},${light},${parts[3]})`;
}

function turnOver(value, key) {
  if (typeof value === "string") return /color$/i.test(key) ? turnedOver(value) : value;
  if (Array.isArray(value)) return value.map((item) => turnOver(item, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, turnOver(item, name)]));
}

function themedAxis(axis) {
  const quiet = { gridcolor: color("--rule"), linecolor: color("--line"), tickcolor: color("--line"), zerolinecolor: color("--line") };
  return { ...axis, ...quiet, automargin: true, fixedrange: true, tickfont: { color: color("--muted"), ...axis.tickfont } };
}

function themed(drawn, narrow) {
  const layout = { ...drawn, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", dragmode: false, autosize: true };
  delete layout.width;
  layout.font = { ...layout.font, family: color("--sans"), color: color("--ink"), ...(narrow && { size: 12 }) };
  layout.hoverlabel = {
    ...layout.hoverlabel,
    bgcolor: color("--raised"),
    bordercolor: color("--line"),
    font: { family: color("--sans"), color: color("--ink"), size: 13 },
  };
  const onGround = (note) => (note.bgcolor ? { ...note, bgcolor: color("--paper") } : note);
  if (layout.annotations) layout.annotations = layout.annotations.map(onGround);
  for (const name of new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))])) {
    layout[name] = themedAxis(layout[name] || {});
  }
  return layout;
}

// On a narrow screen the drawing takes the width, and the legend stands above it.
function narrowed(layout) {
  const { l = 8, r = 16, ...rest } = layout.margin || {};
  const legend = { ...layout.legend, orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" };
  for (const name of Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key))) {
    layout[name] = { ...layout[name], title: brokenTitle(layout[name].title) };
  }
  return { ...layout, legend, margin: { ...rest, l: Math.min(l, 8), r: Math.min(r, 110) } };
}

// A title in two lines where one would be cut.
function brokenTitle(title) {
  const text = (title && title.text) || "";
  const half = text.indexOf(" ", text.length / 2 - 3);
  return text.length > 24 && half > 0 ? { ...title, text: `${text.slice(0, half)}<br>${text.slice(half + 1)}` } : title;
}

// There, too, the names of rows stand over their bars and dots instead of beside them. What the data alone need sets
// the range: a label in the margin must not squeeze them.
function fit(plot, given) {
  const drawn = plot._fullLayout;
  const annotations = given.map((note) => ({ ...note, font: { ...note.font, size: 11 } }));
  const changes = { annotations };
  for (const [name, axis] of Object.entries(drawn).filter(([key]) => /^xaxis\d*$/.test(key))) {
    changes[`${name}.range`] = axis.range;
    if (axis.type !== "category" && !axis.tickvals) Object.assign(changes, { [`${name}.nticks`]: 4, [`${name}.tickangle`]: 0 });
  }
  Plotly.relayout(plot, { ...changes, ...(namesRows(plot) && liftedNames(drawn, annotations)) });
}

function categories(drawn) {
  return Object.entries(drawn).filter(
    ([name, axis]) => /^yaxis\d*$/.test(name) && axis.type === "category" && axis.showticklabels,
  );
}

function namesRows(plot) {
  return categories(plot._fullLayout).length && plot._fullData.every((trace) => ["bar", "scatter"].includes(trace.type));
}

function liftedNames(drawn, annotations) {
  const height = drawn.height * 1.3;
  const changes = { height, bargap: Math.max(drawn.bargap || 0, 0.52), annotations: [...annotations] };
  for (const [name, axis] of categories(drawn)) {
    const pitch = (axis._length + height - drawn.height) / Math.max(1, Math.abs(axis.range[1] - axis.range[0]));
    changes[`${name}.showticklabels`] = false;
    changes.annotations.push(...axis._categories.map((category, place) => nameOver(axis, category, place, pitch * 0.4)));
  }
  return changes;
}

function nameOver(axis, category, place, rise) {
  const listed = (axis.tickvals || []).findIndex((value) => value === category || value === place);
  const text = String(axis.ticktext && listed >= 0 ? axis.ticktext[listed] : category).replace(/<br ?\/?>/g, " ");
  const where = { xref: `${axis.anchor} domain`, x: 0, xanchor: "left", yref: axis._id, y: place, yshift: rise };
  return { ...where, text, showarrow: false, font: { color: axis.tickfont.color, size: axis.tickfont.size } };
}

// A drawing taller than a sheet is made smaller as a whole; squeezed, its labels would meet.
function onPaper(layout, scale) {
  return { ...layout, width: Math.round(PAPER.width / scale), autosize: false };
}

function draw(figure, paper) {
  const plot = figure.querySelector(".plot");
  const given = JSON.parse(figure.querySelector("script.drawing").textContent);
  const drawing = DARK.matches && !paper ? turnOver(given, "") : given;
  const narrow = NARROW.matches && !paper;
  const layout = themed(drawing.layout, narrow);
  const scale = paper ? Math.min(1, PAPER.height / (layout.height || 420)) : 1;
  plot.style.zoom = scale;
  if (narrow) {
    Plotly.react(plot, drawing.data, { ...narrowed(layout), annotations: [] }, CONFIG);
    fit(plot, layout.annotations || []);
  } else {
    Plotly.react(plot, drawing.data, paper ? onPaper(layout, scale) : layout, CONFIG);
  }
}

function drawAll(paper) {
  root.toggleAttribute("data-paper", paper);
  for (const figure of document.querySelectorAll("figure.exhibit")) draw(figure, paper);
}

// What is folded away on the screen belongs on paper, but for the code.
function unfold(open) {
  for (const folded of document.querySelectorAll("details.passages, details.long-table")) {
    if (open) folded.toggleAttribute("data-was-open", folded.open);
    folded.open = open || folded.hasAttribute("data-was-open");
  }
}

// A phone shows what a long table holds and how long it is; the reader opens it. A wide screen shows it open.
function foldLong() {
  for (const table of document.querySelectorAll("details.long-table")) table.open = !NARROW.matches;
}

DARK.addEventListener("change", () => drawAll(false));
NARROW.addEventListener("change", () => { foldLong(); drawAll(false); });
addEventListener("beforeprint", () => { unfold(true); drawAll(true); });
addEventListener("afterprint", () => { unfold(false); drawAll(false); });
foldLong();
drawAll(false);
