// What an answer's Markdown says besides that the page shows in its own way.

const GROUP = /^\*\*[^*]+:\*\*$/u;

/** Markdown without the note on its age, which stands once beside the list; with `lists`, without its numbered lists too.
 * `texts` are those of the answer's language. */
export function strip(markdown, texts, { lists = false } = {}) {
  const [before, after] = texts.text("common.dated", { years: "\u{E000}" }).split("\u{E000}");
  const blocks = markdown.split(/\n[ \t]*\n/).filter((block) => {
    const first = block.trim();
    if (first.startsWith(before) && first.endsWith(after) && first.length < before.length + after.length + 40) return false;
    return !lists || !(/^\d+\. /.test(first) || GROUP.test(first));
  });
  return blocks.join("\n\n");
}
