// SPDX-License-Identifier: EUPL-1.2
// The server is killed after each acknowledged step and started again: the journey goes on, no step is repeated, and each
// message is sent once.
import assert from "node:assert/strict";
import { checkMessages } from "../faults/checks.mjs";
import {
  acceptDocuments,
  activatePhone,
  activateSuperPin,
  addSecondFactor,
  choosePassword,
  confirmDetails,
  goesBackToSignIn,
  makeSuperPin,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  sendSms,
  signInAgain,
  signInFirst,
  typeCode,
  typeSignInCode,
} from "../support/patient.mjs";

// Each press is a step that was acknowledged when the next page stands there.
class PatientOfRestarts extends Patient {
  kills = [];

  async press(label) {
    await super.press(label);
    this.kills.push(performance.now());
    await this.server.kill();
    // Who was killed while sending holds the message for a while; its lease is over by then.
    this.server.time.advance("3m");
    await this.server.start();
  }
}

async function killedAfterEachStep(context, database) {
  const server = await context.startVoordeur({ database });
  const patient = new PatientOfRestarts(await context.openPage(), server);
  await server.invite(patient.details);
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  await openConfirmation(patient);
  await choosePassword(patient);
  await acceptDocuments(patient);
  await signInFirst(patient);
  await makeSuperPin(patient);
  const first = patient.madeSuperPin;
  await patient.page.goto(`${server.address}/super-pin/bewaren`);
  assert.ok((await patient.page.content()).includes(first.slice(0, 4)));
  await activateSuperPin(patient);
  await addSecondFactor(patient);
  await sendSms(patient);
  await typeCode(patient);
  await activatePhone(patient);
  await server.mailbox.waitForMail(patient.email, "Uw account voor");
  await goesBackToSignIn(patient);
  await signInAgain(patient);
  await typeSignInCode(patient);
  assert.ok(patient.kills.length >= 12, String(patient.kills));
  // Twice only when it was killed between sending and noting it, and then under the same number.
  const messages = await checkMessages(server, { excuses: patient.kills });
  const expected = ["binding_code", "confirmation", "invitation", "set_up", "sign_in_code"];
  assert.deepEqual(messages.map(({ purpose }) => purpose).sort(), expected);
}

export const tests = ["sqlite", "postgres"].map((database) => ({
  name: database,
  run: (context) => killedAfterEachStep(context, database),
}));
