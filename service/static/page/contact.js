// Whom to ask about a measure, with what copies, writes and calls, and how old the words are.

import { element } from "../shared/element.js";
import { button, link, paragraph, say } from "./parts.js";

/** Cards of a measure's contacts with a warning of their age; null where the source names nobody. */
export function contactCard(measure, date, texts) {
  if (!measure.contact.length) return null;
  return element("div", { class: "contact" },
    measure.contact.map((person) => personCard(person, measure, texts)),
    date ? paragraph(texts.text("common.dated", { years: date.slice(0, 4) }), { class: "kern-body kern-body--small dated" }) : null);
}

function personCard(person, measure, texts) {
  const name = [person.salutation, person.name].filter(Boolean).join(" ");
  const lines = [name, person.role, measure.organisation, person.phone, person.email].filter(Boolean);
  const status = element("span", { class: "kern-body kern-body--small" });
  const copy = async () => {
    status.textContent = await copied(lines.join("\n")) ? texts.text("page.contact.copied") : texts.text("page.contact.no_copy");
    say(status.textContent);
  };
  return element("address", {},
    element("p", { class: "kern-body", lang: "de" }, element("strong", {}, name || measure.organisation || ""), person.role ? `, ${person.role}` : null),
    person.phone ? element("p", {}, link(`tel:${dialled(person.phone)}`, person.phone)) : null,
    person.email ? element("p", {}, link(`mailto:${encodeURIComponent(person.email).replace("%40", "@")}`, person.email)) : null,
    element("p", {}, button(texts.text("page.contact.copy"), copy, { kind: "tertiary" }), status));
}

/** A number as telephones take it: digits, and a plus at its start. */
function dialled(number) {
  return number.trim().replace(/^\+/, "00").replace(/[^\d]/g, "").replace(/^00/, "+");
}

/** Put text on the clipboard; false if the browser doesn't allow it. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
