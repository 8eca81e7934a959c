// SPDX-License-Identifier: EUPL-1.2
// What stands on the pages, by brand and language. The Dutch of cgm-life is that of the printed instruction, letter by
// letter; a patient who holds it must find each of these.
const terms = {
  "built-in": {
    nl: { key: "inlognaam", pin: "super-PIN", number: "klantnummer", service: "Online diensten" },
    en: { key: "sign-in name", pin: "super-PIN", number: "customer number", service: "Online services" },
  },
  "cgm-life": ["nl", "en"].reduce(
    (all, language) => ({
      ...all,
      [language]: {
        key: "CGM LIFE KEY",
        pin: "CGM Life super-PIN",
        number: "CGM klantnummer",
        service: "CGM LIFE eSERVICES",
      },
    }),
    {},
  ),
};

const dutch = ({ key, pin, number, service }) => ({
  steps: ["Stap 1 van 3", "Stap 2 van 3", "Stap 3 van 3"],
  subjects: ["Stap 1: ", "Stap 2: "],
  b0: {
    title: "Ik heb een brief",
    number: `Uw ${number}`,
    superPin: `Uw ${pin}`,
    button: "Verder",
    answered: "Kijk in uw e-mail",
    says: "Klopt dit, dan krijgt u een e-mail om verder te gaan",
  },
  b1: {
    title: `Bevestig uw ${key}`,
    lead: `Heeft u een brief van de praktijk gekregen? Daarin staat uw ${pin}.`,
    noLetter: `Ik kan mijn ${number} en ${pin} niet vinden`,
    superPin: `Uw ${pin}`,
    button: "Naar stap 2: wachtwoord",
    wrong: `Deze ${pin} klopt niet`,
  },
  b2: {
    title: "Registratie afronden",
    email: "E-mailadres",
    birthDate: "Geboortedatum",
    postcode: "Postcode",
    button: "Verder",
    wrong: "Deze gegevens zijn niet hetzelfde als bij",
  },
  b3: {
    title: "Kijk in uw e-mail",
    again: "Stuur de e-mail opnieuw",
    says: [
      "Die is nog niet klaar.",
      "Het onderwerp begint met Stap 2. De e-mail komt van",
      "Kijk ook in de map met ongewenste e-mail (spam).",
      "U mag deze pagina sluiten.",
    ],
  },
  c1: {
    title: "Kies uw wachtwoord",
    password: "Wachtwoord",
    again: "Wachtwoord herhalen",
    button: "Naar stap 3: documenten",
    weak: "Dit wachtwoord wordt door veel mensen gebruikt",
    differs: "De twee wachtwoorden zijn niet hetzelfde",
    show: "Toon Wachtwoord",
    hide: "Verberg Wachtwoord",
  },
  d1: {
    title: "Privacyverklaring en gebruikersvoorwaarden",
    privacy: `Ja, ik heb dit document gelezen: ${service} privacyverklaring`,
    terms: `Ja, ik heb dit document gelezen en ben akkoord: ${service} gebruikersvoorwaarden`,
    cancel: "Annuleren",
    button: "Maak mijn account",
    otherPassword: "Terug: een ander wachtwoord kiezen",
    unticked: "zet een vinkje",
    cancelled: "U bent gestopt",
    goOn: "Toch verdergaan",
  },
  e1: {
    title: "Inloggen",
    email: `E-mailadres of ${number}`,
    password: "Wachtwoord",
    button: "Inloggen",
    forgot: "Wachtwoord vergeten?",
    wrong: "Dit e-mailadres en wachtwoord horen niet bij elkaar",
    signOut: "Uitloggen",
  },
  e2: { title: `Maak uw ${pin}`, button: `Maak mijn ${pin}` },
  e3: {
    title: `Bewaar uw ${pin}`,
    save: "Opslaan (PDF)",
    remake: "Maak een nieuwe",
    kept: `Ik heb de ${pin} en het ${number} opgeslagen, afgedrukt of overgeschreven.`,
    password: "Wachtwoord",
    button: "Controleer en activeer",
    unticked: `Bewaar eerst uw ${pin}`,
    number: `Uw ${number}`,
    superPin: `Uw ${pin}`,
  },
  f1: { title: "Inloggen met een code", method: "Een sms op uw mobiele telefoon", button: "Voeg toe" },
  f2: {
    title: "Uw mobiele telefoon",
    country: "Land",
    netherlands: "Nederland (+31)",
    shown: "06 12 34 56 78",
    phone: "Telefoonnummer",
    button: "Stuur de sms",
    fixedLine: "Dit is een vast nummer",
    sent: "De sms is verstuurd naar",
    sending: "De sms wordt verstuurd naar",
    goOn: "Ga verder",
  },
  f3: {
    title: "Vul de sms-code in",
    code: "Sms-code",
    button: "Bevestig de code",
    otherNumber: "Ander nummer",
    wrong: "Deze sms-code klopt niet",
    again: "Stuur een nieuwe sms",
  },
  f4: {
    title: "Bevestig met uw wachtwoord",
    password: "Wachtwoord",
    button: "Controleer en activeer",
    wrong: "Dit wachtwoord klopt niet",
  },
  f5: { title: "U bent klaar", back: "Nu inloggen" },
  g: {
    title: "Vul de sms-code in",
    lead: "U logt nu in. U krijgt een sms-code. Krijgt u er meer? Gebruik de nieuwste.",
    code: "Sms-code",
    button: "Bevestig de code",
    again: "Stuur een nieuwe sms",
  },
  services: { title: "Uw diensten", signOut: "Uitloggen" },
  short: {
    steps: ["Stap 1 van 2", "Stap 2 van 2"],
    b1: { title: `Wat is uw ${pin}?` },
    b2: { title: "Wat is uw geboortedatum en postcode?" },
    c1: { button: "Maak mijn account" },
    progress: ["Nog twee dingen: telefoon koppelen en", "Nog één ding:"],
  },
  footer: {
    support: `Ondersteuning bij vragen over ${service}`,
    practice: "Contactinformatie van de praktijk",
    contact: "Contact",
    terms: "Gebruikersvoorwaarden",
    privacy: "Gegevensbescherming",
    offered: "Deze dienst wordt u aangeboden door Huisartsenpraktijk De Linde in samenwerking met",
  },
});

const english = ({ key, pin, number, service }) => ({
  steps: ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"],
  subjects: ["Step 1: ", "Step 2: "],
  b0: {
    title: "I have a letter",
    number: `Your ${number}`,
    superPin: `Your ${pin}`,
    button: "Continue",
    answered: "Look in your e-mail",
    says: "If this is right, you get an e-mail to continue.",
  },
  b1: {
    title: `Confirm your ${key}`,
    lead: `Did you get a letter from the practice? Your ${pin} is in it.`,
    noLetter: `I cannot find my ${number} and ${pin}`,
    superPin: `Your ${pin}`,
    button: "Go to step 2: password",
    wrong: `This ${pin} is not right`,
  },
  b2: {
    title: "Complete your registration",
    email: "E-mail address",
    birthDate: "Date of birth",
    postcode: "Postcode",
    button: "Continue",
    wrong: "These details are not the same as those at",
  },
  b3: {
    title: "Look in your e-mail",
    again: "Send the e-mail again",
    says: [
      "It is not finished yet.",
      "The subject starts with Step 2. The e-mail comes from",
      "Check your spam folder too.",
      "You may close this page.",
    ],
  },
  c1: {
    title: "Choose your password",
    password: "Password",
    again: "Repeat password",
    button: "Go to step 3: documents",
    weak: "Many people use this password",
    differs: "The two passwords are not the same",
    show: "Show Password",
    hide: "Hide Password",
  },
  d1: {
    title: "Privacy statement and terms of use",
    privacy: `Yes, I have read this document: ${service} privacy statement`,
    terms: `Yes, I have read this document and I agree: ${service} terms of use`,
    cancel: "Cancel",
    button: "Make my account",
    otherPassword: "Back: choose another password",
    unticked: "tick the box",
    cancelled: "You have stopped",
    goOn: "Continue after all",
  },
  e1: {
    title: "Sign in",
    email: `E-mail address or ${number}`,
    password: "Password",
    button: "Sign in",
    forgot: "Forgotten your password?",
    wrong: "This e-mail address and password do not belong together",
    signOut: "Sign out",
  },
  e2: { title: `Make your ${pin}`, button: `Make my ${pin}` },
  e3: {
    title: `Keep your ${pin}`,
    save: "Save (PDF)",
    remake: "Make a new one",
    kept: `I have saved, printed or written down the ${pin} and the ${number}.`,
    password: "Password",
    button: "Verify and activate",
    unticked: `First keep your ${pin}`,
    number: `Your ${number}`,
    superPin: `Your ${pin}`,
  },
  f1: { title: "Sign in with a code", method: "A text message on your mobile phone", button: "Add" },
  f2: {
    title: "Your mobile phone",
    country: "Country",
    netherlands: "Netherlands (+31)",
    shown: "06 12 34 56 78",
    phone: "Phone number",
    button: "Send the text message",
    fixedLine: "This is a landline number",
    sent: "The text message was sent to",
    sending: "The text message is being sent to",
    goOn: "Continue",
  },
  f3: {
    title: "Type the code",
    code: "Code",
    button: "Confirm the code",
    otherNumber: "Another number",
    wrong: "This code is not right",
    again: "Send a new text message",
  },
  f4: {
    title: "Confirm with your password",
    password: "Password",
    button: "Verify and activate",
    wrong: "This password is not right",
  },
  f5: { title: "You are done", back: "Sign in now" },
  g: {
    title: "Type the code",
    lead: "You are signing in. You will get a text message with a code. More than one? Use the newest.",
    code: "Code",
    button: "Confirm the code",
    again: "Send a new text message",
  },
  services: { title: "Your services", signOut: "Sign out" },
  short: {
    steps: ["Step 1 of 2", "Step 2 of 2"],
    b1: { title: `What is your ${pin}?` },
    b2: { title: "What are your date of birth and postcode?" },
    c1: { button: "Make my account" },
    progress: ["Two things left: link your phone and", "One thing left:"],
  },
  footer: {
    support: `Help with questions about ${service}`,
    practice: "Contact details of the practice",
    contact: "Contact",
    terms: "Terms of use",
    privacy: "Data protection",
    offered: "This service is offered to you by Huisartsenpraktijk De Linde together with",
  },
});

// The instruction's own words.
const instruction = {
  b0: { number: "CGM klantnummer *", superPin: "CGM Life super-PIN *", button: "VERDER" },
  b1: {
    title: "Bevestigen CGM LIFE KEY",
    lead: "U heeft van ons, in de praktijk, uw CGM Life super-PIN ontvangen (zie begeleidende brief met toegang). Voer de super PIN in om uw CGM LIFE KEY te bevestigen.",
    noLetter: "Ik kan mijn CGM klantnummer en CGM Life super-PIN niet vinden",
    superPin: "CGM Life super-PIN *",
    button: "VERDER",
  },
  b2: {
    title: "Registratie afronden",
    email: "Email *",
    birthDate: "Geboortedatum *",
    postcode: "Postcode *",
    button: "VERDER",
  },
  b3: { title: "Bevestig registratie" },
  c1: { title: "Rond uw registratie af", password: "Wachtwoord", again: "Wachtwoord herhalen", button: "VERDER" },
  d1: {
    title: "Privacyverklaring en Gebruikersvoorwaarden",
    privacy: "Ja, ik heb het volgende document gelezen: CGM LIFE eSERVICES privacyverklaring",
    terms: "Ja, ik heb het volgende document gelezen en ben akkoord: CGM LIFE eSERVICES gebruikersvoorwaarden",
    cancel: "ANNULEREN",
    button: "VERDER",
  },
  e1: { title: "Inloggen", email: "Email", password: "Wachtwoord", button: "INLOGGEN", forgot: "Wachtwoord vergeten?" },
  e2: { title: "Maak uw CGM Life super-PIN", button: "MAAK SUPER PIN" },
  e3: {
    save: "OPSLAAN",
    remake: "Maak een nieuwe",
    kept: "Ik heb de Super-PIN en het CGM klantnummer afgedrukt/opgeslagen.",
    password: "Wachtwoord",
    button: "VERIFIEER EN ACTIVEER",
  },
  f1: {
    title: "Twee-factor-authenticatie",
    method: "Authenticatie met SMS op uw mobiele telefoon",
    button: "VOEG TOE",
  },
  f2: {
    netherlands: "NL +31 Nederland",
    shown: "+31 6 12345678",
    phone: "Telefoonnummer",
    button: "SMS-STUREN",
    sent: "De SMS is verstuurd naar",
    sending: "De SMS wordt verstuurd naar",
    goOn: "DOORGAAN",
  },
  f3: {
    title: "Vul de TAN-code in",
    code: "TAN-code",
    button: "BEVESTIG TAN NUMMER",
    otherNumber: "Ander nummer",
    wrong: "Deze TAN-code klopt niet",
  },
  f4: { password: "Wachtwoord", button: "VERIFIEER EN ACTIVEER" },
  f5: { back: "Ga terug naar CGM LIFE eSERVICES" },
  g: {
    title: "Vul de TAN-code in",
    lead: "U logt nu in. U krijgt een sms-code. Krijgt u er meer? Gebruik de nieuwste.",
    code: "TAN-code",
    button: "BEVESTIG TAN NUMMER",
  },
};
const englishInstruction = {
  f1: { title: "Two-factor authentication" },
  f2: { netherlands: "NL +31 Netherlands", shown: "+31 6 12345678" },
  f3: {
    title: "Type the TAN code",
    code: "TAN code",
    button: "Confirm the TAN code",
    wrong: "This TAN code is not right",
  },
  g: {
    title: "Type the TAN code",
    lead: "You are signing in. You will get a text message with a TAN code. More than one? Use the newest.",
    code: "TAN code",
    button: "Confirm the TAN code",
  },
};

const over = (labels, more) =>
  Object.fromEntries(
    Object.entries(labels).map(([page, own]) => {
      if (Array.isArray(own)) return [page, more[page] ?? own];
      return [page, more[page] ? { ...own, ...more[page] } : own];
    }),
  );

// journey: "short" for what that one calls otherwise.
export function labelsOf(brand, language, journey = "guide") {
  const all = (language === "nl" ? dutch : english)(terms[brand][language]);
  const labels = journey === "short" ? over(all, all.short) : all;
  if (brand === "built-in") return labels;
  return over(labels, language === "nl" ? instruction : englishInstruction);
}
