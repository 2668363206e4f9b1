/* Nobody at the desk: warns a minute before and then locks. The server locks by itself as well; this only keeps it from
 * happening in the middle of a sentence, and leaves nothing to read on the screen.
 * data-care-lock="900"     seconds without a key, a press or a scroll, in any tab (components/lock.html)
 * data-care-lock-alive     address that tells the server that somebody is here (optional)
 * data-care-lock-form      the form that locks; its field "next" gets this page
 * data-care-lock-warn      the dialog of the last minute; data-care-lock-left: the seconds in it
 * data-care-lock-cover     covers the page while what was typed could not be saved
 * The time of the last activity is shared between tabs; nothing else is stored. */
(() => {
  "use strict";
  const box = document.querySelector("[data-care-lock]");
  if (!box) return;
  const KEY = "care-active";
  const LIMIT = Number(box.dataset.careLock) * 1000;
  const WARN = 60000;
  const ALIVE = 240000;
  const form = box.querySelector("[data-care-lock-form]");
  const warning = box.querySelector("[data-care-lock-warn]");
  const left = box.querySelector("[data-care-lock-left]");
  const cover = box.querySelector("[data-care-lock-cover]");
  let here = Date.now();
  let told = Date.now();
  let locking = false;
  let again = 0;

  function active() {
    const now = Date.now();
    /* the warning goes by its own button or Esc: if a mere move closed it, the press would land on what lies under it */
    if (locking || warning.open || now - here < 1000) return;
    here = now;
    window.localStorage.setItem(KEY, String(now));
    if (box.dataset.careLockAlive && now - told > ALIVE) {
      told = now;
      fetch(box.dataset.careLockAlive, { credentials: "same-origin", redirect: "manual" }).catch(() => {});
    }
  }

  /* somebody unlocked in another tab: nothing has to be hidden any more */
  function uncover() {
    const elsewhere = Number(window.localStorage.getItem(KEY)) || 0;
    if (!cover.open || Date.now() - elsewhere >= LIMIT) return false;
    window.clearTimeout(again);
    cover.close();
    locking = false;
    here = elsewhere;
    return true;
  }

  async function lock() {
    locking = true;
    const asked = [];
    document.dispatchEvent(new CustomEvent("care:drafts-flush", { detail: asked }));
    const saved = (await Promise.all(asked)).every(Boolean);
    if (uncover()) return;
    if (saved && navigator.onLine) {
      form.elements.next.value = window.location.pathname + window.location.search;
      form.submit();
      return;
    }
    /* leaving now would lose what was typed: cover the page, try again when the connection or the user is back */
    warning.close();
    if (!cover.open) cover.showModal();
    again = window.setTimeout(lock, 15000);
  }

  function look() {
    if (locking) return;
    here = Math.max(here, Number(window.localStorage.getItem(KEY)) || 0);
    const rest = LIMIT - (Date.now() - here);
    if (rest <= 0) {
      lock();
    } else if (rest <= WARN) {
      left.textContent = String(Math.ceil(rest / 1000));
      if (!warning.open && !document.querySelector("dialog[open]")) warning.showModal();
    } else if (warning.open) {
      warning.close();
    }
  }

  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "touchstart"]) {
    window.addEventListener(kind, active, { passive: true, capture: true });
  }
  warning.addEventListener("close", active);
  /* a browser lets a second Esc close any dialog */
  cover.addEventListener("close", () => {
    if (locking) cover.showModal();
  });
  window.addEventListener("storage", (event) => {
    if (event.key === KEY && !uncover()) look();
  });
  document.addEventListener("visibilitychange", look);
  window.localStorage.setItem(KEY, String(here));
  window.setInterval(look, 1000);
})();
