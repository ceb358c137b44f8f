// The answers' Markdown as nodes.

import { element } from "./element.js";

/** The service's Markdown as nodes. `onCitation(number, button)` is called when a citation is chosen; `texts` name it.
 * @param {string} markdown
 * @param {{onCitation?: ((number: number, button: HTMLElement) => void) | null, texts?: any}} options */
export function renderMarkdown(markdown, { onCitation, texts } = {}) {
  const fragment = document.createDocumentFragment();
  const inline = (text) => inlineNodes(text, { onCitation, texts });
  for (const block of markdown.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/)) {
    for (const lines of groups(block.split("\n").filter((line) => line.trim()))) fragment.append(blockNode(lines, inline));
  }
  return fragment;
}

/** @type {[string, RegExp][]} */
const KINDS = [["ul", /^\s*- /], ["ol", /^\s*\d+\. /], ["blockquote", /^\s*> ?/], ["table", /^\s*\|/]];

function kindOf(line) {
  return KINDS.find(([, pattern]) => pattern.test(line))?.[0] ?? "p";
}

/** Neighbouring lines of one kind; a line without a mark goes on with the list item before it. */
function groups(lines) {
  const found = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = found.at(-1);
    if (last && (last.kind === kind || (kind === "p" && /^\s+\S/.test(line) && last.kind !== "table"))) last.lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found;
}

function blockNode({ kind, lines }, inline) {
  if (kind === "table") return tableNode(lines, inline);
  if (kind === "p") return element("p", {}, inline(lines.map((line) => line.trim()).join(" ")));
  const mark = KINDS.find(([name]) => name === kind)[1];
  if (kind === "blockquote") return element(kind, {}, element("p", {}, inline(lines.map((line) => line.replace(mark, "")).join(" "))));
  const items = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ""));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  const first = kind === "ol" ? parseInt(lines[0], 10) : 1;
  return element(kind, first === 1 ? {} : { start: first }, items.map((item) => element("li", {}, inline(item))));
}

function tableNode(lines, inline) {
  const rows = lines.map(cells);
  const headed = rows.length > 1 && rows[1].every((cell) => /^:?-+:?$/.test(cell));
  const row = (texts, tag, scope) => element("tr", {}, texts.map((text, place) =>
    place === 0 && tag === "td" ? element("th", { scope: "row" }, inline(text)) : element(tag, { scope }, inline(text))));
  const table = element("table", {});
  if (headed) table.append(element("thead", {}, row(rows[0], "th", "col")));
  table.append(element("tbody", {}, rows.slice(headed ? 2 : 0).map((texts) => row(texts, "td"))));
  return element("div", { class: "table", tabindex: 0, role: "group" }, table);
}

function cells(line) {
  const inner = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

const INLINE = /\\([\\`*_[\]<>|#~.+\-!(){}])|\*\*|\[(\d{1,3})\]|([»«])/gu;

function inlineNodes(text, { onCitation, texts }) {
  const root = document.createDocumentFragment();
  let bold = null;
  let quote = null;
  const place = () => quote ?? bold ?? root;
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const before = text.slice(end, match.index);
    const last = /** @type {HTMLElement | null} */ (place().lastChild);
    const quoted = match[2] && !before.trim() && last?.className === "quote" ? last : null;
    if (!quoted) place().append(match[2] ? before.replace(/ $/, "\u00a0") : before);
    end = match.index + match[0].length;
    if (match[1]) place().append(match[1]);
    else if (quoted) place().append(element("span", { class: "cited" }, quoted, "\u00a0", citation(Number(match[2]), onCitation, texts)));
    else if (match[2]) place().append(citation(Number(match[2]), onCitation, texts));
    else if (match[3] === "»") {
      if (!quote) (bold ?? root).append((quote = element("span", { lang: "de", class: "quote" })));
      quote.append("»");
    } else if (match[3] === "«") {
      place().append("«");
      quote = null;
    } else if (bold) {
      bold = null;
      quote = null;
    } else {
      place().append((bold = element("strong")));
    }
  }
  place().append(text.slice(end));
  return root;
}

function citation(number, onCitation, texts) {
  if (!onCitation) return `[${number}]`;
  const button = element("button", { type: "button", class: "citation", part: "citation", "aria-label": texts.text("conversation.source", { number }) }, `${number}`);
  button.addEventListener("click", () => onCitation(number, button));
  return button;
}
