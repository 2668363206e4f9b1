/* A copy that somebody keeps on their phone, for when there is no connection; and its erasure.
 *
 * data-care-keep            the place of the offer, hidden where the browser cannot keep anything; holds a form
 * data-care-keep-now        the button that keeps it; a form with the birth date is sent once more for the clean page
 * data-care-kept            the kept page: data-care-stamp is what it shows, asked again whenever there is a connection
 * data-care-kept-forget     takes it away from this phone
 * data-care-kept-words      what is taken away with it
 * data-care-kept-said       what is said then: kept, not-kept, forgotten, taken-back, newer */
(() => {
  "use strict";
  const HERE = window.location.pathname;
  const NAME = `kept ${HERE}`;
  const can = "serviceWorker" in navigator && "caches" in window;
  const show = (name) => document.querySelectorAll(`[data-care-kept-said="${name}"]`).forEach((part) => { part.hidden = false; });
  const kept = document.querySelector("[data-care-kept]");
  const offer = document.querySelector("[data-care-keep]");

  async function erase() {
    await caches.delete(NAME);
    const registration = await navigator.serviceWorker.getRegistration(HERE);
    if (registration && registration.scope === window.location.origin + HERE) await registration.unregister();
    document.querySelectorAll("[data-care-kept-words]").forEach((part) => part.remove());
  }

  async function keep(form) {
    const body = new URLSearchParams(new FormData(form));
    body.set("keep", "1");
    const page = await fetch(HERE, { method: "POST", body, cache: "no-store" });
    if (!page.ok) throw new Error("no page");
    const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
    const cache = await caches.open(NAME);
    await Promise.all([cache.put(HERE, page), ...files.map(async (file) => cache.put(file, await fetch(file)))]);
    await navigator.serviceWorker.register("/k/keeper.js", { scope: HERE });
    await navigator.serviceWorker.ready;
  }

  async function look() {
    let said;
    try {
      said = await (await fetch(`${HERE}still/`, { cache: "no-store" })).json();
    } catch {
      return; // no line, or a fault of ours: what is kept stays
    }
    if (said.keep === false) {
      await erase();
      show("taken-back");
    } else if (said.stamp && said.stamp !== kept.dataset.careStamp) {
      show("newer");
    }
  }

  if (kept && can) {
    look();
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
    kept.querySelectorAll("[data-care-kept-forget]").forEach((button) => button.addEventListener("click", async () => {
      await erase();
      show("forgotten");
    }));
  }
  if (offer && can) {
    const form = offer.querySelector("form");
    const button = offer.querySelector("[data-care-keep-now]");
    const put = async () => {
      button.disabled = true;
      try {
        await keep(form);
        form.hidden = true;
        show("kept");
      } catch {
        button.disabled = false;
        show("not-kept");
      }
    };
    offer.hidden = false;
    button.addEventListener("click", put);
    caches.has(NAME).then((is) => { if (is) put(); }); // kept before: the newest takes its place
  }
})();
