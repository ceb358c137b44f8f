// The header: the views, how many measures are set aside, a new conversation, language and appearance.

import { element } from "../shared/element.js";
import { begin } from "./conversation.js";
import { icon } from "./icons.js";
import { tool } from "./parts.js";
import { choose, preferences } from "./preferences.js";
import { to } from "./route.js";
import { config } from "./service.js";
import { shelf } from "./shelf.js";
import { state } from "./state.js";
import { LANGUAGES, textsOf } from "./texts.js";

const THEMES = ["auto", "light", "dark"];

/** The header; `speak(language)` changes the language, `showKeys()` lists the keys. */
export function headerView(texts, { speak, showKeys }) {
  const link = (view, href, label, list = null) => element("a", { href, "data-view": view }, label, list ? element("span", { class: "badge-count", "data-count": list }) : null);
  const links = () => [
    link("search", "#suche", texts.text("page.nav.search")), link("all", to.all(), texts.text("page.nav.all")),
    link("collection", to.collection(), texts.text("page.saved"), "collected"), link("comparison", to.comparison([]), texts.text("page.nav.comparison"), "compared"),
  ];
  const fresh = () => tool("new", texts.text("page.search.fresh"), begin, { class: "tool fresh", "aria-label": texts.text("page.search.fresh") });
  const saved = element("a", { class: "tool saved-icon", href: to.collection() }, icon("save", 22), element("span", { class: "kern-sr-only" }, `${texts.text("page.saved")} `), element("span", { class: "badge-count", "data-count": "collected" }));
  const node = element("div", { class: "bar" },
    element("a", { class: "brand", href: "#suche" }, element("span", { class: "brand-mark" }, icon("mark", 22)), texts.text("common.name")),
    element("nav", { class: "views", "aria-label": texts.text("page.nav.label") }, links()),
    element("div", { class: "switches" }, fresh(), saved, element("span", { class: "wide" }, languages(texts, speak)), element("span", { class: "wide" }, themes(texts)), menu(texts, [links, () => languages(texts, speak), () => themeChoices(texts)], showKeys)));
  followHeader(node);
  return node;
}

function languages(texts, speak) {
  return LANGUAGES.filter((language) => language !== texts.language).map((language) =>
    element("button", { type: "button", class: "tool speak", lang: language, onclick: () => speak(language) }, element("span", {}, textsOf(language).text("language.name"))));
}

function themes(texts) {
  return popup(texts.text("page.theme"), "dark", themeChoices(texts), "themes");
}

function themeChoices(texts) {
  return THEMES.map((value) => element("button", { type: "button", class: "menu-item", "data-theme": value, "aria-pressed": String(preferences.theme === value), onclick: () => {
    choose("theme", value);
    for (const each of document.querySelectorAll("[data-theme]")) each.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (each).dataset.theme === value));
  } }, texts.text(`page.themes.${value}`)));
}

/** Everything else: on a narrow screen the views too; the keys, the statement on accessibility, the administration. */
function menu(texts, parts, showKeys) {
  const [links, speak, theme] = parts;
  const administration = element("li", { hidden: true }, element("a", { class: "menu-item", href: "verwaltung" }, texts.text("page.administration")));
  config().then((settings) => { administration.hidden = !settings.admin; }, () => {});
  const items = element("ul", { role: "list" }, links().map((each) => element("li", { class: "narrow-only" }, each)),
    element("li", { class: "narrow-only" }, speak()), element("li", { class: "narrow-only" }, theme()),
    element("li", {}, element("button", { type: "button", class: "menu-item", onclick: showKeys }, texts.text("page.keys.title"))),
    element("li", {}, element("a", { class: "menu-item", href: `barrierefreiheit?language=${texts.language}` }, texts.text("page.accessibility"))), administration);
  return popup(texts.text("page.nav.menu"), "more", items, "menu");
}

/** A button that opens what it is for; Escape and a click elsewhere close it. @param {import("./icons.js").IconName} sign */
function popup(label, sign, content, name) {
  const node = /** @type {HTMLDetailsElement} */ (element("details", { class: `popup ${name}` }, element("summary", { "aria-label": label, title: label }, icon(sign, 22)), element("div", { class: "popup-body" }, content)));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation();
    node.open = false;
    node.querySelector("summary").focus();
  });
  node.addEventListener("focusout", (event) => {
    if (!node.contains(/** @type {Node} */ (event.relatedTarget)) && event.relatedTarget) node.open = false;
  });
  node.addEventListener("click", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("a, .menu-item")) node.open = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!node.contains(/** @type {Node} */ (event.target))) node.open = false;
  });
  return node;
}

/** Counts and what there is to begin anew, as they are now. */
export function followHeader(node) {
  for (const each of node.querySelectorAll("[data-count]")) {
    const count = shelf.ids(each.dataset.count).length;
    each.textContent = count ? String(count) : "";
    each.hidden = !count;
  }
  for (const each of node.querySelectorAll("[data-view=comparison]")) each.href = to.comparison(shelf.ids("compared"));
  for (const each of node.querySelectorAll(".fresh")) each.hidden = !state.turns.length;
}

/** Mark the view that is shown. */
export function markView(node, view) {
  for (const each of node.querySelectorAll("[data-view]")) {
    if (each.dataset.view === view) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
}
