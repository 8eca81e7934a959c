// SPDX-License-Identifier: EUPL-1.2
// A second press would end the first one on its way, and what its answer brings: that somebody is signed in.
const longestDoublePress = 1000;

export function sendOnce(form) {
  let sentAt = -Infinity;
  form.addEventListener("submit", (event) => {
    const isDouble = event.timeStamp < sentAt + longestDoublePress;
    if (isDouble) event.preventDefault();
    else sentAt = event.timeStamp;
  });
}
