// SPDX-License-Identifier: EUPL-1.2
// A real SMTP server on loopback that keeps what it gets: as on a machine of one's own, or with TLS and a login, as providers have.
import { once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { freePort, patience, waitFor } from "./processes.mjs";

// `mode` may be set at any time: "ok", "refuse-later" (451), "refuse-never" (550), "refuse-quota" (550 at
// RCPT: our day's number is used up), "refuse-all" (450 at RCPT), "slow" (takes the mail when release() is
// called); the ones that lie, since they keep the mail: "take-and-refuse" (451), "take-and-hang-up", "take-and-hold" (answers
// when release() is called); down() and up() as well. onTaken(mail) is called with each mail, before the answer; when it gives a mode, that one is for this answer.
// tls: "none", "starttls" or "smtps"; certificate: { key, cert }; login: the { user, password } that it wants, and which ways it { offers, accepts }. become() gives it
// others. A mail tells how it came: `secure`, `user`; `inTheClear` is all that one with a certificate was ever told without TLS.
export async function startMailbox({ tls = "none", certificate, login } = {}) {
  const port = await freePort();
  const host = certificate ? "localhost" : "127.0.0.1";
  const mailbox = {
    port,
    tls,
    certificate,
    login,
    url: `${tls === "smtps" ? "smtps" : "smtp"}://${host}:${port}`,
    mode: "ok",
    tries: 0,
    mails: [],
    inTheClear: "",
    onTaken() {},
    waitForMail,
    release,
    down,
    up,
    become,
    close: down,
  };
  const taken = new Set();
  const held = [];
  let server;

  async function receive(stream, session, done) {
    mailbox.tries += 1;
    const mail = await simpleParser(stream);
    if (mailbox.mode === "slow") await new Promise((fulfil) => held.push(fulfil));
    if (mailbox.mode === "refuse-later") return done(refusal(451, "4.3.0 try again later"));
    if (mailbox.mode === "refuse-never") return done(refusal(550, "5.1.1 no such mailbox"));
    const answered = mailbox.mode;
    const mode =
      take({
        ...mail,
        at: performance.now(),
        secure: session.secure,
        user: session.user,
        recipients: session.envelope.rcptTo.map(({ address }) => address),
        // What the mail asks to open: the only address that is alone on its line.
        link: /^\s*(https?:\/\/\S+)\s*$/m.exec(mail.text ?? "")?.[1],
      }) ?? answered;
    if (mode === "take-and-refuse") return done(refusal(451, "4.3.0 try again later"));
    if (mode === "take-and-hang-up")
      return [...server.connections].find((connection) => connection.session === session)?.close();
    if (mode === "take-and-hold") await new Promise((fulfil) => held.push(fulfil));
    done();
  }

  function take(mail) {
    mailbox.mails.push(mail);
    return mailbox.onTaken(mail);
  }

  function release() {
    for (const answer of held.splice(0)) answer();
  }

  // The oldest mail to this address that no test has taken yet and whose subject begins so.
  function waitForMail(to, subjectPrefix = "", timeout = patience) {
    const wanted = (mail) =>
      !taken.has(mail.messageId) && mail.recipients.includes(to) && mail.subject.startsWith(subjectPrefix);
    const what = () =>
      `a mail "${subjectPrefix}…" to ${to}; there are: ` +
      (mailbox.mails
        .map((mail) => `"${mail.subject}" to ${mail.recipients}${taken.has(mail.messageId) ? " (taken)" : ""}`)
        .join(", ") || "none");
    return waitFor(
      what,
      () => {
        const mail = mailbox.mails.find(wanted);
        if (mail) taken.add(mail.messageId);
        return mail;
      },
      timeout,
    );
  }

  function hearRecipient(address, session, done) {
    if (mailbox.mode === "refuse-quota" || mailbox.mode === "refuse-all") mailbox.tries += 1;
    if (mailbox.mode === "refuse-quota") return done(refusal(550, "5.4.5 Daily user sending quota exceeded"));
    if (mailbox.mode === "refuse-all") return done(refusal(450, "4.7.1 try again later"));
    done();
  }

  function logIn({ method, username, password }, session, done) {
    const { user, accepts } = mailbox.login;
    const isTaken = !accepts || accepts === method;
    const isRight = isTaken && username === user && password === mailbox.login.password;
    done(isRight ? null : refusal(535, "5.7.8 authentication failed"), { user: username });
  }

  // Takes a login without TLS too, for a client that makes that mistake.
  function options() {
    const withoutTls = mailbox.tls === "starttls" ? [] : ["STARTTLS"];
    return {
      ...mailbox.certificate,
      secure: mailbox.tls === "smtps",
      disabledCommands: mailbox.login ? withoutTls : [...withoutTls, "AUTH"],
      authOptional: !mailbox.login,
      allowInsecureAuth: true,
      onAuth: logIn,
      onRcptTo: hearRecipient,
      authMethods: mailbox.login?.offers ?? ["PLAIN", "LOGIN"],
      onData: (stream, session, done) => receive(stream, session, done).catch(done),
      closeTimeout: 100,
    };
  }

  async function up() {
    server = new SMTPServer(options());
    server.on("error", () => {}); // a client that was killed in the middle, or that trusts another authority
    const listening = server.listen(port, "127.0.0.1");
    // What comes after STARTTLS goes past this.
    if (certificate && mailbox.tls !== "smtps") {
      listening.on("connection", (socket) => socket.on("data", (data) => (mailbox.inTheClear += data)));
    }
    await once(listening, "listening");
  }

  async function become(other) {
    await down();
    Object.assign(mailbox, other);
    await up();
  }

  async function down() {
    const closing = server;
    server = undefined;
    release();
    if (closing) await new Promise((fulfil) => closing.close(fulfil));
  }

  await up();
  return mailbox;
}

const refusal = (responseCode, message) => Object.assign(new Error(message), { responseCode });
