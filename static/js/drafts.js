/* What is typed is kept on the server after a pause, and the page says so in words.
 * data-care-draft="<address>"   on a form: the address that takes the draft
 * data-care-draft-status        inside it or beside it in the same [data-care-draft-scope]: where the words go
 *                               (components/draft_status.html)
 * data-care-draft-off           on a field that is never kept; passwords and files never are
 * The address gets the fields by POST, as the form itself would send them, and answers
 *   200 {"saved": "10:41 am EST"}    kept; the words are the server's. With "seen", the form's field of that name takes it:
 *                                    the revision that stands from now on
 *   401                              signed out or locked: the text stays on the page until a later try goes through
 *   any other                        not kept, and said so; the text stays on the page
 * Without a connection the form is not sent at all: it stays on the page with what was typed, and says so.
 * A try that nobody's typing started says so (X-Care-By-Itself), so that it does not put off the lock.
 * Nothing of it is ever written to the browser's storage: without a connection it is kept by the open page alone, and
 * the browser asks before that page is closed. "care:drafts-flush" on document saves at once (the lock asks for it). */
(() => {
  "use strict";
  const PAUSE = 1200;
  const AGAIN = 15000;
  const ICONS = { saving: "sync", saved: "saved", offline: "offline", closed: "lock", unkept: "over" };
  const UNKEPT = {
    403: "Not kept as a draft: this record is closed to you",
    409: "Not kept: this was changed in another window. Save it, and both are shown",
    413: "Too long to keep as a draft: save it before you leave",
  };
  const drafts = [];

  class Draft {
    constructor(form) {
      this.form = form;
      this.timer = 0;
      this.turn = 0;
      this.waits = false;
      this.sent = this.body();
      const scope = form.closest("[data-care-draft-scope]") || form;
      this.status = scope.querySelector("[data-care-draft-status]");
      form.addEventListener("input", () => this.later(PAUSE));
      form.addEventListener("change", () => this.later(PAUSE));
      form.addEventListener("submit", (event) => {
        window.clearTimeout(this.timer);
        if (!navigator.onLine) {
          event.preventDefault(); /* the browser's own page for no connection would take the place of what was typed */
          this.waits = true;
          this.say("offline", "Not sent: you are offline. It stays here; save again when the line is back");
          return;
        }
        this.turn += 1; /* an answer that is still on its way changes nothing any more */
        this.waits = false;
      });
    }

    body() {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) {
        const field = this.form.elements.namedItem(name);
        const first = field instanceof RadioNodeList ? field[0] : field;
        const kept = typeof value === "string" && name !== "csrfmiddlewaretoken" && first
          && first.type !== "password" && first.dataset.careDraftOff === undefined;
        if (kept) data.append(name, value);
      }
      return data.toString();
    }

    say(state, words) {
      if (!this.status) return;
      const use = this.status.querySelector("use");
      if (use) use.setAttribute("href", `#i-${ICONS[state]}`);
      const text = this.status.querySelector("[data-care-draft-words]") || this.status;
      if (text.textContent !== words) text.textContent = words;
      this.status.hidden = false;
    }

    later(pause) {
      this.waits = this.body() !== this.sent;
      window.clearTimeout(this.timer);
      if (this.waits) this.timer = window.setTimeout(() => this.save(), pause);
    }

    async save(byItself = false) {
      window.clearTimeout(this.timer);
      const body = this.body();
      if (body === this.sent) {
        this.waits = false;
        return true;
      }
      this.waits = true;
      const turn = (this.turn += 1);
      const token = this.form.elements.namedItem("csrfmiddlewaretoken");
      this.say("saving", "Saving");
      let answer;
      try {
        answer = await fetch(this.form.dataset.careDraft, {
          method: "POST",
          body,
          credentials: "same-origin",
          redirect: "manual",
          headers: {
            Accept: "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": token ? token.value : "",
            ...(byItself ? { "X-Care-By-Itself": "yes" } : {}),
          },
        });
      } catch {
        answer = null;
      }
      if (turn !== this.turn) return false;
      if (!answer || answer.status >= 500) {
        this.say("offline", "Offline, kept on this device");
        this.timer = window.setTimeout(() => this.save(true), AGAIN);
        return false;
      }
      if (answer.status === 401) {
        this.say("closed", "Not saved yet: unlock in another tab, the text stays here");
        this.timer = window.setTimeout(() => this.save(true), AGAIN);
        return false;
      }
      if (!answer.ok) {
        this.say("unkept", UNKEPT[answer.status] || "Not kept as a draft: save it yourself before you leave");
        return false;
      }
      const { saved, seen } = await answer.json();
      this.sent = body;
      const field = this.form.elements.namedItem("seen");
      if (seen && field) {
        const now = new URLSearchParams(body);
        now.set("seen", seen);
        field.value = seen;
        this.sent = now.toString();
      }
      this.waits = this.body() !== this.sent;
      this.say("saved", `Saved ${saved}`);
      if (this.waits) this.later(PAUSE);
      return !this.waits;
    }
  }

  const adopt = (root) => {
    for (const form of root.querySelectorAll("form[data-care-draft]")) {
      if (!drafts.some((draft) => draft.form === form)) drafts.push(new Draft(form));
    }
  };
  const waiting = () => drafts.filter((draft) => draft.waits && draft.form.isConnected);
  const flush = (byItself) => Promise.all(waiting().map((draft) => draft.save(byItself)));

  adopt(document);
  document.addEventListener("htmx:load", (event) => adopt(event.detail.elt.parentElement || document));
  window.addEventListener("online", () => flush(true));
  window.addEventListener("focus", () => flush(false));
  window.addEventListener("beforeunload", (event) => {
    if (waiting().length) event.preventDefault();
  });
  /* asked by lock.js: saves at once and hands back a promise of whether nothing waits any more */
  document.addEventListener("care:drafts-flush", (event) => {
    event.detail.push(flush(true).then(() => waiting().length === 0));
  });
})();
