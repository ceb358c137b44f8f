// The bar that says which measures are chosen for a comparison.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { button } from "./parts.js";
import { parse, to } from "./route.js";
import { MOST_COMPARED, shelf } from "./shelf.js";

/** The bar; it follows the shelf, and isn't there on the page of the comparison itself. */
export function comparisonBar(texts) {
  const bar = element("section", { class: "shelf-bar", "aria-label": texts.text("page.comparison.selection") });
  const update = () => {
    const ids = shelf.ids("compared");
    bar.hidden = !ids.length || parse(location.hash).view === "comparison";
    document.body.classList.toggle("with-bar", !bar.hidden);
    if (bar.hidden) return;
    const told = texts.text("page.comparison.chosen", { count: ids.length });
    const go = ids.length > 1 ? element("a", { class: "primary-button", href: to.comparison(ids) }, texts.text("page.shelf.compare")) : element("span", { class: "muted" }, texts.text("page.comparison.one_more"));
    bar.replaceChildren(icon("compare"), element("span", {}, told), ids.length === MOST_COMPARED ? element("span", { class: "muted" }, texts.text("page.comparison.full")) : "", go, button(texts.text("page.comparison.clear"), () => shelf.clear("compared"), { class: "plain" }));
  };
  shelf.watch(update);
  addEventListener("hashchange", update);
  update();
  return bar;
}
