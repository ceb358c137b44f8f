// Texts out of the catalogue of messages, as the service writes them too (service/texts.py).

/** The texts of one language: placeholders filled in, plurals, numbers and days as the language has them. */
export class Texts {
  #messages;
  #plurals;
  #numbers;

  constructor(language, messages) {
    this.language = language;
    this.#messages = messages;
    this.locale = messages["language.locale"];
    this.#plurals = new Intl.PluralRules(this.locale);
    this.#numbers = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 2 });
  }

  /** The text of `key`. `values.count` chooses the form of a plural; what is no quantity is passed as a string. */
  text(key, values = {}) {
    const message = this.#message(key);
    const form = typeof message === "string" ? message : message[this.#plurals.select(values.count)] ?? message.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => {
      if (values[name] === undefined) throw new RangeError(`${this.language}: ${key} needs a value for ${name}`);
      return typeof values[name] === "number" ? this.number(values[name]) : String(values[name]);
    });
  }

  /** A list of examples. */
  list(key) {
    return this.#message(key);
  }

  has(key) {
    return Object.hasOwn(this.#messages, key);
  }

  number(value) {
    return this.#numbers.format(value);
  }

  percent(share) {
    return new Intl.NumberFormat(this.locale, { style: "percent" }).format(share);
  }

  /** A day; `value` is anything that Date reads. */
  day(value) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "long" }).format(new Date(value));
  }

  #message(key) {
    if (!this.has(key)) throw new RangeError(`${this.language}: there is no text ${key}`);
    return this.#messages[key];
  }
}

/** The first of the `preferred` languages (`de-AT`) that is `available`; otherwise the first of these, the default. */
export function negotiate(preferred, available) {
  const found = preferred.filter(Boolean).map((tag) => available.find((each) => each.toLowerCase() === tag.toLowerCase())
    ?? available.find((each) => each.toLowerCase() === tag.split("-")[0].toLowerCase()));
  return found.find(Boolean) ?? available[0];
}
