// What a person chose of the page itself: language and appearance. Kept in this browser; questions never are.

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
  language: stored("language") ?? (navigator.language.startsWith("de") || !navigator.language.startsWith("en") ? "de" : "en"),
  theme: stored("theme") ?? "auto",
};

/** Choose a language or a theme, and show it. */
export function choose(key, value) {
  preferences[key] = value;
  keep(key, value);
  apply();
}

/** Show what was chosen. */
export function apply() {
  const root = document.documentElement;
  root.lang = preferences.language;
  if (preferences.theme === "auto") delete root.dataset.kernTheme;
  else root.dataset.kernTheme = preferences.theme;
}
