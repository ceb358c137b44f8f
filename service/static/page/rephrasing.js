// A question said in another way.

/** A question without a name, and without the word that led to it. @returns {[string, string][]} */
export function dropping(question, name) {
  const found = new RegExp(`(?:\\s+(?:in|im|aus|bei|nach|near))?\\s+${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "iu").exec(question);
  return found ? [[found[0], ""]] : [[name, ""]];
}
