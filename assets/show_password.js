// SPDX-License-Identifier: EUPL-1.2
// The button is in the page with `hidden`, so that nobody without scripts sees a dead button.
export function offerShowPassword(button) {
  const { show, showText, hideText, label } = button.dataset;
  const input = document.getElementById(show);
  const set = (shown) => {
    const text = shown ? hideText : showText;
    input.type = shown ? "text" : "password";
    button.textContent = text;
    button.setAttribute("aria-label", `${text} ${label}`);
  };
  set(input.type === "text");
  button.hidden = false;
  button.addEventListener("click", () => set(input.type === "password"));
  // So that the browser offers to keep a password, not a text.
  input.form.addEventListener("submit", () => set(false));
}
