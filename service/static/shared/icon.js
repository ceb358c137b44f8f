// Icons as nodes, on a grid of 24; words always stand beside them, or name their button.

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} outline the path's data @param {string} names of classes @param {number} size in pixels */
export function drawn(outline, names, size) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outline);
  path.setAttribute("fill-rule", "evenodd");
  const node = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: names, viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" })) node.setAttribute(key, String(value));
  node.append(path);
  return node;
}
