// The source of a citation beside the thread: the form as it stands, with the passage marked.

import { element } from "../shared/element.js";
import { copied } from "./contact.js";
import { heading, paragraph, say, tool } from "./parts.js";
import { to } from "./route.js";
import { about, excerpt, measure, orGone } from "./service.js";
import { sectionParts, tableNode } from "./tables.js";

const CONTEXT = 700;
const NEIGHBOURS = 2;
/** @type {{panel: HTMLElement, opener: HTMLElement, key: string} | null} */
let open = null;

/** @typedef {import("./numbering.js").Place} Place */

/** A button that opens where words stand: the citation's number. `named` says of what.
 * @param {Place} place
 * @param {number} number */
export function citation(place, number, texts) {
  const source = texts.text("conversation.source", { number });
  const label = place.row ? texts.text("page.measure.source_of", { source, place: place.row.name }) : source;
  return sourceButton(place, String(number), label, source, texts);
}

/** A button that opens where words stand. */
export function sourceButton(place, shown, label, title, texts) {
  const key = `cite-${place.document}-${place.start}-${place.end}`;
  return element("button", { type: "button", class: "citation", "aria-label": label.includes(shown) ? label : `${shown}: ${label}`, "data-key": key, "data-cite": key, onclick: (event) => openSource(place, title, texts, event.currentTarget) }, shown);
}

/** Open the source of a place under `title`; `opener` gets the focus back. */
export async function openSource(place, title, texts, opener) {
  const key = opener?.dataset.cite ?? "";
  const wasOpen = open !== null;
  if (open) remove(false);
  const body = element("div", { class: "source-text", tabindex: 0, role: "group", "aria-labelledby": "source-title" });
  const head = heading(2, title, "small", { id: "source-title", class: "source-title" });
  const where = element("p", { class: "source-where", lang: "de" });
  const from = element("p", { class: "source-from", lang: "de" });
  const copy = tool("copy", texts.text("page.source.copy"), async () => {
    const words = panel.querySelector("mark")?.textContent ?? "";
    say(await copied(`»${words}« (${[where.textContent, from.textContent].filter(Boolean).join("; ")})`) ? texts.text("page.contact.copied") : texts.text("page.contact.no_copy"));
  });
  const panel = element("aside", { class: "source", "aria-labelledby": "source-title" },
    element("div", { class: "source-head" }, element("div", { class: "source-line" }, head, tool("close", texts.text("conversation.close"), () => close())), where, from),
    body,
    element("div", { class: "source-foot" }, element("a", { class: "small-button", href: to.passage(place.document, place.start, place.end) }, texts.text("conversation.whole")), copy));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.body.append(panel);
  document.body.classList.add("with-source");
  open = { panel, opener, key };
  opener?.classList.add("open");
  if (!wasOpen) history.pushState({ ...history.state, source: true }, "", location.href);
  head.focus({ preventScroll: true });
  body.replaceChildren(element("p", { class: "muted" }, texts.text("page.loading")));
  try {
    const [record, document] = await Promise.all([place.row ? orGone(measure(place.row.id)) : null, about(place.document)]);
    const drawn = record && form(record, place, await excerpt(place.document, place.start, place.end, 0));
    where.replaceChildren(...described(record, drawn?.label, place, document, texts));
    from.textContent = [document.title, document.publisher, document.date?.slice(0, 4)].filter(Boolean).join(", ");
    body.replaceChildren(...(drawn ? drawn.nodes : around(await excerpt(place.document, place.start, place.end, CONTEXT))));
    const mark = /** @type {HTMLElement | null} */ (body.querySelector("mark"));
    if (mark) body.scrollTop = Math.max(0, mark.offsetTop - body.offsetTop - body.clientHeight / 3);
  } catch {
    body.replaceChildren(paragraph(texts.text("conversation.no_source")));
  }
}

function described(record, label, place, document, texts) {
  const page = record?.page ? texts.text("common.from_page", { page: String(record.page) }) : document.page ? texts.text("common.page", { page: String(document.page) }) : null;
  const name = place.row?.name ?? place.citation ?? "";
  const rest = [label?.replace(/\s*\(.*\)$/u, ""), page].filter(Boolean).map((each) => ` · ${each}`);
  return [element("strong", {}, name), ...rest];
}

/** The sections of a measure around a place, with the words marked; null if they stand in none. */
function form(record, place, { quote }) {
  const sections = [...record.sections];
  if (record.contact_section && !sections.some(({ start }) => start === record.contact_section.start)) sections.push(record.contact_section);
  sections.sort((one, other) => one.start - other.start);
  const at = sections.findIndex(({ start, end }) => start <= place.start && place.start < end);
  if (at < 0 || !sections[at].text.includes(quote)) return null;
  const near = sections.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
  return { label: sections[at].label, nodes: near.map((section) => element("div", { class: "form-section" },
    element("h3", { lang: "de" }, section.label), element("div", { lang: "de" }, worded(section, record.tables, section === sections[at] ? quote : "")))) };
}

/** A section as it stands, with its tables; `words` of it are marked. */
function worded(section, tables, words) {
  const parts = sectionParts(section, tables);
  const whole = parts.some((part) => (typeof part === "string" ? part : part.text).includes(words));
  return (whole ? parts : [section.text]).map((part) => (typeof part === "string" ? element("p", {}, marked(part, words)) : tableNode(part, section.label, words)));
}

function marked(text, words) {
  const at = words ? text.indexOf(words) : -1;
  return at < 0 ? text : [text.slice(0, at), element("mark", {}, words), text.slice(at + words.length)];
}

function around({ before, quote, after }) {
  return [element("p", { lang: "de" }, before ? `… ${before} ` : "", element("mark", {}, quote), after ? ` ${after} …` : "")];
}

function remove(refocus) {
  const { panel, opener, key } = open;
  open = null;
  panel.remove();
  document.body.classList.remove("with-source");
  for (const each of document.querySelectorAll(".citation.open")) each.classList.remove("open");
  if (!refocus) return;
  const back = opener?.isConnected ? opener : /** @type {HTMLElement | null} */ (document.querySelector(`[data-cite="${CSS.escape(key)}"]`));
  back?.focus();
}

/** Close the source, if one is open; focus goes back to where it came from. */
export function close(refocus = true) {
  if (!open) return;
  remove(refocus);
  if (history.state?.source) history.back();
}

/** The way back closes the source first. */
addEventListener("popstate", () => {
  if (open && !history.state?.source) remove(true);
});
