// The address for barriers, as the operator set it.

import { element } from "../widget.js";
import { apply } from "./preferences.js";
import { config } from "./service.js";

apply();
document.documentElement.lang = "de"; // the statement is in German, with an English one below
const { accessibility_contact: address } = await config().catch(() => ({}));
if (address) {
  const href = address.includes("@") && !address.startsWith("http") ? `mailto:${address}` : address;
  const link = () => element("a", { class: "kern-link", href }, address);
  document.getElementById("contact").replaceChildren("Etwas funktioniert nicht für Sie? Schreiben Sie uns: ", link());
  document.getElementById("contact-en").replaceChildren("Something doesn't work for you? Write to us: ", link());
}
