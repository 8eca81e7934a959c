// SPDX-License-Identifier: EUPL-1.2
// What was wrong with the text before says nothing of the one that is typed now; only where something else judges that.
export function forgetStaleError(input) {
  input.addEventListener("input", () => keepInPlace(input, () => removeError(input)), { once: true });
}

function removeError(input) {
  document.getElementById(`${input.id}-error`)?.remove();
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
  input.closest(".utrecht-form-field").classList.remove("utrecht-form-field--invalid");
  const summary = document.getElementById("fouten");
  summary?.querySelector(`[href="#${input.id}"]`)?.closest("li").remove();
  if (summary && !summary.querySelector("li")) summary.remove();
}

// What goes is above the box: it must not move under the hand that types in it.
function keepInPlace(input, change) {
  document.documentElement.style.overflowAnchor = "none";
  const before = input.getBoundingClientRect().top;
  change();
  scrollBy(0, input.getBoundingClientRect().top - before);
}
