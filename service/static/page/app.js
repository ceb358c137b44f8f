// The page put together: header, footer, and one view at a time, named by the fragment.

import { element } from "../shared/element.js";
import { collectionView } from "./collection.js";
import { comparisonView } from "./comparison.js";
import { documentView } from "./document.js";
import { onKey } from "./key.js";
import { measureView } from "./measure.js";
import { alert, button, heading, link } from "./parts.js";
import { apply, choose, preferences } from "./preferences.js";
import { comparisonBar, followShelf } from "./results.js";
import { parse, to } from "./route.js";
import { Search } from "./search.js";
import { config, ready } from "./service.js";
import { shelf } from "./shelf.js";
import { close as closeSource } from "./source.js";
import { LANGUAGES, textsOf } from "./texts.js";

const VIEWS = { measure: measureView, document: documentView, comparison: comparisonView, collection: collectionView };
const THEMES = ["auto", "light", "dark"];
const main = document.getElementById("inhalt");
const other = element("div", { class: "other", hidden: true });
let texts = textsOf(preferences.language);
let latest = 0;

apply();
const search = new Search(texts);
main.replaceChildren(search.node, other);
build();
show(false);
if (parse(location.hash).view === "search") search.field.focus({ preventScroll: true });
addEventListener("hashchange", () => show(true));
shelf.watch(followShelf);
shelf.watch(countCollected);
onKey(footer);

function build() {
  texts = textsOf(preferences.language);
  document.documentElement.lang = texts.language;
  const skip = document.getElementById("skip");
  skip.textContent = texts.text("page.skip");
  skip.onclick = (event) => {
    event.preventDefault(); // the fragment names the view
    main.focus();
  };
  document.getElementById("header").replaceChildren(header());
  footer();
  document.querySelector(".comparison-bar")?.remove();
  main.append(comparisonBar(texts));
  countCollected();
}

function header() {
  const speak = LANGUAGES.filter((language) => language !== texts.language).map(languageButton);
  return element("div", { class: "bar" },
    element("a", { class: "brand", href: "#", onclick: home }, texts.text("common.name")),
    element("nav", { "aria-label": texts.text("common.name") }, link(to.collection(), texts.text("page.saved"), { id: "collection-link" })),
    element("div", { class: "switches" }, speak));
}

/** A button in another language that changes to it. */
function languageButton(language) {
  const other = textsOf(language);
  const node = button(other.text("language.name"), () => {
    choose("language", language);
    search.speak(other);
    build();
    show(false);
    document.querySelector(".speak").focus();
  }, { kind: "tertiary", lang: language });
  node.classList.add("speak");
  return node;
}

/** The name of the page leads to the search as it was left. */
function home(event) {
  event.preventDefault();
  location.hash = search.fragment;
  if (!other.hidden) show(true);
  search.field.focus();
}

function countCollected() {
  const count = shelf.ids("collected").length;
  document.getElementById("collection-link").textContent = count ? texts.text("page.saved_of", { count }) : texts.text("page.saved");
}

async function footer() {
  const state = element("span");
  const theme = element("select", { id: "theme", onchange: () => choose("theme", theme.value) },
    THEMES.map((value) => element("option", { value, selected: value === preferences.theme }, texts.text(`page.themes.${value}`))));
  const links = element("p", { class: "kern-body kern-body--small" }, link(`barrierefreiheit?language=${texts.language}`, texts.text("page.accessibility")));
  document.getElementById("footer").replaceChildren(element("div", { class: "bar" }, element("p", { class: "kern-body kern-body--small" }, texts.text("page.footer"), " ", state),
    element("p", { class: "theme" }, element("label", { for: "theme", class: "kern-body kern-body--small" }, texts.text("page.theme")), theme), links));
  const [settings, served] = await Promise.all([config().catch(() => null), ready().catch(() => null)]);
  if (settings?.admin) links.append(" ", link("verwaltung", texts.text("page.administration")));
  if (served) {
    const day = texts.day(served.index.built_at);
    const { documents: count } = served; // null to those who may not know
    state.textContent = count === null ? texts.text("page.state_day", { day }) : texts.text("page.state", { day, documents: texts.text("common.count.documents", { count }) });
  }
}

/** Show what the fragment names. `moved`: the person went there, so focus goes along. */
async function show(moved) {
  const route = parse(location.hash);
  const turn = (latest += 1);
  closeSource(false);
  const searching = route.view === "search";
  search.node.hidden = !searching;
  other.hidden = searching;
  if (searching) {
    document.title = texts.text("common.name");
    other.replaceChildren();
    search.follow(route);
    return;
  }
  const found = await view(route);
  if (turn !== latest) return; // the person has gone on
  document.title = `${found.title} – ${texts.text("common.name")}`;
  other.replaceChildren(found.node);
  if (moved) {
    scrollTo(0, 0);
    (found.focus ?? found.node.querySelector("h1"))?.focus({ preventScroll: true });
  }
  found.shown?.();
}

async function view(route) {
  try {
    return await VIEWS[route.view](route, texts, search.fragment);
  } catch (error) {
    const title = error.message || texts.text("page.network");
    const node = element("div", {}, heading(1, texts.text("conversation.failed"), "large"), alert("danger", title), button(texts.text("conversation.retry"), () => show(true)), link(search.fragment, texts.text("page.back")));
    return { title: texts.text("conversation.failed"), node };
  }
}
