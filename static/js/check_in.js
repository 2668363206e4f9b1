/*
Questions on somebody's phone: nothing is lost on a bad line. A check-in is shown one part at a time (without this script it is one
long form); a questionnaire is one question a page, and the server says which is next.

data-care-check-in      the form; answers go to the page's own address
data-care-part          one part of several; data-care-next, data-care-back: the way between them; data-care-steps, data-care-step: where one is;
data-care-intro         said on the first part only
data-care-send          sends; data-care-saved and data-care-offline: what is said of answers that were kept or could not leave
What was filled in is kept on the server while the page is open. Nothing is kept in the browser.
*/
(() => {
  "use strict";

  const PAUSE = 900; // ms after the last change until the answers are kept
  const AGAIN = 5000; // ms until a failed line is tried again
  const PATIENCE = 20000; // ms that the line may be silent

  function begin() {
    const form = document.querySelector("[data-care-check-in]");
    if (!form) return;
    const find = (name) => document.querySelector(`[data-care-${name}]`);
    const parts = [...form.querySelectorAll("[data-care-part]")];
    const [next, back, send, offline, saved] = ["next", "back", "send", "offline", "saved"].map(find);
    let current = 0;
    let pause = 0;
    let waiting = null; // what could not leave: it is tried until it does
    let again = 0;
    let busy = false;

    function show(number, focus) {
      current = number;
      parts.forEach((part, index) => { part.hidden = index !== number; });
      find("step").textContent = String(number + 1);
      find("intro").classList.toggle("visually-hidden", number > 0);
      back.hidden = number === 0;
      next.hidden = number === parts.length - 1;
      send.hidden = number !== parts.length - 1;
      if (!focus) return;
      window.scrollTo(0, 0);
      const first = parts[number].querySelector("input:checked, input, textarea");
      if (first) first.focus({ preventScroll: true });
    }

    async function post(extra) {
      const values = new URLSearchParams(new FormData(form));
      Object.entries(extra).forEach(([name, value]) => values.set(name, value));
      const patience = new AbortController();
      const clock = setTimeout(() => patience.abort(), PATIENCE);
      try {
        const answer = await fetch(location.pathname, { method: "POST", body: values, signal: patience.signal, cache: "no-store" });
        if (answer.status >= 500 || answer.status === 429) throw new Error("later");
        return { status: answer.status, html: answer.status === 204 ? "" : await answer.text() };
      } finally {
        clearTimeout(clock);
      }
    }

    async function deliver(extra) {
      clearTimeout(again);
      if (busy) {
        if (!("keep" in extra)) waiting = extra;
        return;
      }
      busy = true;
      send.setAttribute("aria-busy", String(!("keep" in extra)));
      if (waiting === extra || (waiting && "keep" in waiting)) waiting = null;
      try {
        const answer = await post(extra);
        offline.hidden = true;
        if ("keep" in extra) saved.hidden = answer.status !== 204;
        else turn(answer.html);
      } catch {
        offline.hidden = false;
        saved.hidden = true;
        waiting = waiting || extra;
      }
      busy = false;
      send.setAttribute("aria-busy", "false");
      if (waiting && form.isConnected) again = setTimeout(retry, offline.hidden ? 0 : AGAIN);
    }

    function retry() {
      if (waiting && !busy && form.isConnected) deliver(waiting);
    }

    function turn(html) {
      const page = new DOMParser().parseFromString(html, "text/html");
      document.title = page.title;
      document.documentElement.lang = page.documentElement.lang;
      document.body.replaceWith(page.body);
      window.scrollTo(0, 0);
      begin();
      const head = document.querySelector("h1");
      if (head) head.focus({ preventScroll: true });
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      const by = event.submitter;
      deliver(by && by.name ? { [by.name]: by.value } : { send: "1" });
    });
    form.addEventListener("input", () => {
      clearTimeout(pause);
      saved.hidden = true;
      pause = setTimeout(() => deliver({ keep: "1" }), PAUSE);
    });
    window.addEventListener("online", retry);
    if (!parts.length) return;
    next.addEventListener("click", () => show(current + 1, true));
    back.addEventListener("click", () => show(current - 1, true));
    find("steps").hidden = false;
    show(0, false);
    const marked = parts.findIndex((part) => part.querySelector("[aria-invalid]"));
    if (marked > 0) show(marked, true);
  }

  begin();
})();
