// SPDX-License-Identifier: EUPL-1.2
// Only adds: every page works without it. All texts come from the page.
import { focusErrorSummary } from "./error_summary.js";
import { offerShowPassword } from "./show_password.js";
import { showStrength } from "./password_strength.js";
import { showSame } from "./same_password.js";
import { forgetStaleError } from "./stale_error.js";
import { countDown } from "./countdown.js";
import { sendOnce } from "./send_once.js";
import { sendAtOnce } from "./send_at_once.js";

// The answer to a form that was refused: Back and Reload come to the page, and do not ask to send the form again.
history.replaceState(null, "", location.href);
focusErrorSummary();
// A page that the browser kept shows a step that may be over; over plain http some keep even those that say no-store.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
document.querySelectorAll("[data-show]").forEach(offerShowPassword);
document.querySelectorAll("form[data-strength-url]").forEach(showStrength);
document.querySelectorAll("form[data-strength-url] [aria-invalid]").forEach(forgetStaleError);
document.querySelectorAll("[data-same]").forEach(showSame);
document.querySelectorAll("[data-countdown]").forEach(countDown);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
document.querySelectorAll("form[data-at-once]").forEach(sendAtOnce);
