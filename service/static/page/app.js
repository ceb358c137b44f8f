// The page put together: header, skip links, and one view at a time, named by the fragment.

import { element } from "../shared/element.js";
import { allView } from "./all.js";
import { collectionView } from "./collection.js";
import { comparisonView } from "./comparison.js";
import { ask } from "./conversation.js";
import { documentView } from "./document.js";
import { isHandedOver, takeOver } from "./handover.js";
import { followHeader, headerView, markView } from "./header.js";
import { onKey } from "./key.js";
import { listen, showKeys } from "./keys.js";
import { measureView } from "./measure.js";
import { box, button, heading, link, say } from "./parts.js";
import { apply, choose, preferences } from "./preferences.js";
import { followShelf } from "./row.js";
import { parse, to } from "./route.js";
import { shelf } from "./shelf.js";
import { comparisonBar } from "./shelf-bar.js";
import { close as closeSource } from "./source.js";
import { startView } from "./start.js";
import { restore, state, watch } from "./state.js";
import { onForbidden } from "./storage.js";
import { textsOf } from "./texts.js";
import { Thread } from "./thread.js";

const VIEWS = { all: allView, measure: measureView, document: documentView, comparison: comparisonView, collection: collectionView };
const main = document.getElementById("inhalt");
const header = document.getElementById("header");
const scrolled = new Map(); // by fragment: how far it was scrolled, and what had the focus
let texts = textsOf(preferences.language);
let latest = 0;
let current = location.hash;
/** @type {import("./composer.js").Composer | null} */
let first = null;

apply();
restore();
const thread = new Thread(texts);
build();
watch(follow);
onForbidden(() => {
  say(texts.text("page.said.forbidden"));
  thread.draw();
});
shelf.watch(() => {
  followShelf();
  followHeader(header);
});
addEventListener("hashchange", () => show(true));
addEventListener("beforeunload", () => closeSource(false));
listen(() => texts);
onKey(() => {
  build();
  thread.learn();
});
show(false);
if (isHandedOver()) takeOver().then(takenOver);

/** Show the conversation that another window handed over. */
function takenOver() {
  restore();
  followHeader(header);
  thread.draw();
  show(false);
}

function build() {
  texts = textsOf(preferences.language);
  document.documentElement.lang = texts.language;
  const skips = { skip: "answer", "skip-filters": "filters", "skip-field": "field" };
  for (const [id, name] of Object.entries(skips)) {
    const node = document.getElementById(id);
    node.textContent = texts.text(`page.skips.${name}`);
    node.onclick = (event) => {
      event.preventDefault(); // the fragment names the view
      skipTo(name);
    };
  }
  header.replaceChildren(headerView(texts, { speak, showKeys: () => showKeys(texts) }));
  document.querySelector(".shelf-bar")?.remove();
  document.body.append(comparisonBar(texts));
}

function skipTo(name) {
  const places = { answer: [".turn:last-of-type .question", "main h1"], filters: ["#filters-title", ".rail h2"], field: ["#question"] }[name];
  const found = places.map((each) => /** @type {HTMLElement | null} */ (document.querySelector(each))).find(Boolean);
  if (found && !found.hasAttribute("tabindex") && !found.matches("textarea")) found.tabIndex = -1;
  (found ?? main).focus();
}

function speak(language) {
  choose("language", language);
  build();
  thread.speak(texts);
  show(false);
  /** @type {HTMLElement} */ (document.querySelector(".speak")).focus();
}

/** The conversation has changed: draw it, and give a new turn its address. */
function follow(turn) {
  followHeader(header);
  const number = state.turns.length;
  const asking = turn !== null && turn === state.asking && turn === state.turns.at(-1) && !turn.found && !turn.text;
  if (turn === null) {
    thread.draw();
    const fragment = number ? to.turn(number) : "#";
    history.pushState(null, "", fragment);
    show(true);
    return;
  }
  const fresh = asking && location.hash !== to.turn(number) && turn.before === null;
  thread.draw(fresh ? null : turn);
  if (fresh) {
    const asked = parse(location.hash).question !== undefined; // a link with a question leaves no trace of it
    history[asked ? "replaceState" : "pushState"](null, "", to.turn(number));
    show(false);
    if (!matchMedia("(pointer: coarse)").matches) thread.composer.field.focus({ preventScroll: true }); // a phone's keyboard would hide the answer
    thread.show();
  } else first?.follow();
}

/** Show what the fragment names. `moved`: the person went there, so focus goes along. */
async function show(moved) {
  const route = parse(location.hash);
  const turn = (latest += 1);
  closeSource(false);
  if (moved) scrolled.set(current, { top: scrollY, key: /** @type {HTMLElement} */ (document.activeElement)?.dataset?.key });
  current = location.hash;
  if (route.question) {
    ask(route.question, { filters: { values: route.values, ranges: {} } });
    return;
  }
  if (["start", "thread"].includes(route.view) || !VIEWS[route.view]) {
    talk(route, moved);
    return;
  }
  first = null;
  markView(header, route.view);
  const found = await view(route);
  if (turn !== latest) return; // the person has gone on
  document.title = `${found.title} – ${texts.text("common.name")}`;
  place(found.node, route.view);
  if (moved) back(() => (found.focus ?? found.node.querySelector("h1"))?.focus({ preventScroll: true }));
  found.shown?.();
}

/** The conversation, or the first page where there is none. */
function talk(route, moved) {
  document.title = texts.text("common.name");
  markView(header, "search");
  if (!state.turns.length) {
    const start = startView(texts);
    first = start.composer;
    place(start.node, "start");
    first.field.focus({ preventScroll: true });
    return;
  }
  first = null;
  const was = main.dataset.view;
  place(thread.node, "thread");
  if (moved && was !== "thread") back(() => thread.show(route.turn ?? undefined));
  else if (moved || was !== "thread") thread.show(route.turn ?? undefined);
}

/** Put a view into its place, beneath the header. */
function place(node, name) {
  main.dataset.view = name;
  main.replaceChildren(node);
}

/** Scroll and focus to where one was in this view, or to its beginning. */
function back(begin) {
  const was = scrolled.get(location.hash);
  if (!was) {
    jump(0);
    begin();
    return;
  }
  jump(was.top);
  const node = was.key && /** @type {HTMLElement | null} */ (main.querySelector(`[data-key="${CSS.escape(was.key)}"]`));
  if (node) node.focus({ preventScroll: true });
  else begin();
  jump(was.top);
}

/** Another view is there at once, whatever the style sheets say of scrolling within one. */
const jump = (top) => scrollTo({ top, behavior: "instant" });

async function view(route) {
  try {
    return await VIEWS[route.view](route, texts, backLink());
  } catch (error) {
    const title = error.message || texts.text("page.network");
    return { title, node: element("div", { class: "page-body" }, heading(1, texts.text("conversation.failed"), "large"), box("danger", title, element("p", { class: "ways" }, button(texts.text("conversation.retry"), () => show(true)), link("#suche", texts.text("page.back"))))) };
  }
}

/** The way back: to the list that one came from, or to the search. */
function backLink() {
  const number = state.turns.findLastIndex((turn) => turn.found?.rows.length > 1) + 1;
  if (!number) return { href: "#suche", label: texts.text("page.back") };
  return { href: to.turn(number), label: texts.text("page.back_to", { measures: texts.text("common.count.measures", { count: state.turns[number - 1].found.rows.length }) }) };
}
