// SPDX-License-Identifier: EUPL-1.2
const pauseInMilliseconds = 350;

export function whenTypingPauses(inputs, act) {
  let pause;
  const wait = () => {
    clearTimeout(pause);
    pause = setTimeout(act, pauseInMilliseconds);
  };
  for (const input of inputs) input.addEventListener("input", wait);
}
