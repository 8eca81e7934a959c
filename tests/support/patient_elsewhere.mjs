// SPDX-License-Identifier: EUPL-1.2
// A patient at Firefox or WebKit, for the steps of patient.mjs. The page is what firefox.mjs or webkit.mjs gives; both have
//   goto(url), goBack(), url(), title(), screenshot({ path }), close()
//   evaluate(ask, ...values)   what ask(...values) says in the page
//   find(ask, ...values)       the element that it says: click(), type(text), evaluate(ask)
//   waitForPdf()               the downloaded one
//   complaints                 what the browser had to say against the pages; undefined where it does not tell
import { Patient } from "./patient.mjs";
import { waitFor } from "./processes.mjs";

const selectors = { field: "label", button: "main button", link: "main a[href]" };

// In the page: the only one that a person calls so, or how many there are.
function named(selector, name, count) {
  const squeeze = (text) =>
    text
      .replace(/\u00ad/g, "")
      .replace(/\s+/g, " ")
      .trim();
  const nameOf = (element) => element.getAttribute("aria-label") ?? squeeze(element.textContent);
  const found = [...document.querySelectorAll(selector)].filter((element) => nameOf(element) === name);
  if (count) return found.length;
  if (found.length !== 1) throw new Error(`${found.length} times ${selector} "${name}"`);
  return found[0].control ?? found[0];
}

// What the steps do with Playwright's locators.
class Named {
  #page;
  #name;

  constructor(page, kind, name) {
    this.#page = page;
    this.#name = [selectors[kind], name];
  }

  count() {
    return this.#page.evaluate(named, ...this.#name, true);
  }

  async evaluate(ask) {
    return (await this.#find()).evaluate(ask);
  }

  async click() {
    await (await this.#find()).click();
  }

  async fill(text) {
    const input = await this.#find();
    await input.evaluate((element) => (element.value = ""));
    await input.type(text);
  }

  async check() {
    if (!(await this.evaluate((box) => box.checked))) await this.click();
  }

  inputValue() {
    return this.evaluate((input) => input.value);
  }

  #find() {
    return this.#page.find(named, ...this.#name);
  }
}

export class PatientElsewhere extends Patient {
  #left = 0;

  field(label) {
    return new Named(this.page, "field", label);
  }

  button(label) {
    return new Named(this.page, "button", label);
  }

  link(label) {
    return new Named(this.page, "link", label);
  }

  press(label) {
    return this.#leave(() => this.button(label).click());
  }

  follow(label) {
    return this.#leave(() => this.link(label).click());
  }

  goBack() {
    return this.#leave(() => this.page.goBack());
  }

  async textOf(selector) {
    const text = await this.page.evaluate((wanted) => document.querySelector(wanted).innerText, selector);
    return text
      .replace(/\u00ad/g, "")
      .replace(/\s+/g, " ")
      .trim();
  }

  // The old document is marked: what stands there without the mark is the next page, also when it has the same address.
  async #leave(act) {
    const mark = (this.#left += 1);
    await this.page.evaluate((number) => (document.left = number), mark);
    await act();
    let refusal = "";
    const stands = () =>
      this.page
        .evaluate((number) => document.left !== number && document.readyState === "complete", mark)
        .catch((error) => void (refusal = `: ${error}`)); // asked in the middle of the change
    await waitFor(() => `the next page${refusal}`, stands, 30_000);
  }
}
