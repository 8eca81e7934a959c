// SPDX-License-Identifier: EUPL-1.2
// Chromium's own virtual authenticator: the device of one page's browser.
export async function startAuthenticator(page, options = {}) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: true,
      defaultBackupState: true,
      ...options,
    },
  });
  const send = (name, more = {}) => client.send(`WebAuthn.${name}`, { authenticatorId, ...more });
  return {
    passkeys: async () => (await send("getCredentials")).credentials,
    lies: (bits) => send("setResponseOverrideBits", bits),
    isLost: () => send("removeVirtualAuthenticator"),
  };
}

// No passkey is offered while the name is typed, so that a test presses the button.
export const withoutAutofill = (page) =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
