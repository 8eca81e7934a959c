// SPDX-License-Identifier: EUPL-1.2
// The number ticks silently; only the end is announced. The button stays focusable, and says why it waits.
export function countDown(wait) {
  const end = performance.now() + 1000 * Number(wait.dataset.countdown);
  const release = hold(document.querySelector("[data-after-countdown]"));
  const timer = setInterval(() => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left > 0) {
      wait.querySelector("strong").textContent = left;
      return;
    }
    clearInterval(timer);
    release();
    wait.setAttribute("role", "status");
    wait.textContent = wait.dataset.doneText;
  }, 250);
}

function hold(button) {
  if (button === null) return () => {};
  const refuse = (event) => event.preventDefault();
  button.setAttribute("aria-disabled", "true");
  button.addEventListener("click", refuse);
  return () => {
    button.removeAttribute("aria-disabled");
    button.removeEventListener("click", refuse);
  };
}
