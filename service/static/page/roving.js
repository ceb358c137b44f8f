// A row of buttons that is one stop of the Tab key; arrow keys go from one to the next.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Make the buttons in a node one stop. @param {HTMLElement} node */
export function roving(node) {
  const buttons = () => /** @type {HTMLElement[]} */ ([...node.querySelectorAll("button")]);
  const stop = (chosen) => {
    for (const each of buttons()) each.tabIndex = each === chosen ? 0 : -1;
  };
  stop(buttons()[0]);
  node.addEventListener("focusin", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches("button")) stop(target);
  });
  node.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const all = buttons();
    const place = all.indexOf(/** @type {HTMLElement} */ (event.target));
    if (!step || place < 0) return;
    event.preventDefault();
    all[(place + step + all.length) % all.length].focus();
  });
  return node;
}
