// What a person chose of the page itself: language and appearance. Kept in this browser; questions never are.

import { negotiate } from "../shared/texts.js";
import { LANGUAGES } from "./texts.js";

const KEYS = { language: "lotse-language", theme: "lotse-theme" };

function stored(key) {
  try {
    return localStorage.getItem(KEYS[key]);
  } catch {
    return null; // forbidden: the choice holds until the tab is closed
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(KEYS[key], value);
  } catch {
    // forbidden, see above
  }
}

export const preferences = {
  language: negotiate([stored("language"), navigator.language], LANGUAGES),
  theme: stored("theme") ?? "auto",
};

/** Choose a language or a theme. */
export function choose(key, value) {
  preferences[key] = value;
  keep(key, value);
  apply();
}

/** Show the theme that was chosen. */
export function apply() {
  const root = document.documentElement;
  if (preferences.theme === "auto") delete root.dataset.kernTheme;
  else root.dataset.kernTheme = preferences.theme;
}
