/* Shows the copy that somebody chose to keep, with or without a connection, and erases it once it was taken back.
 *
 * It runs for one link alone (its scope). Nothing is kept unless the page put it there (static/js/kept.js). Before the kept
 * page is shown it asks whether it may still be kept; where nobody answers, it is shown. */
"use strict";
const HERE = new URL(self.registration.scope);
const NAME = `kept ${HERE.pathname}`;
const PATIENCE = 2500; // milliseconds that a line may take until the kept page is shown without an answer

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function isTakenBack() {
  try {
    const answer = await fetch(`${HERE.pathname}still/`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return (await answer.json()).keep === false;
  } catch {
    return false;
  }
}

async function page(request) {
  const kept = await caches.match(HERE.pathname, { cacheName: NAME });
  if (!kept) return fetch(request);
  if (new URL(request.url).searchParams.has("new")) return fetch(request).catch(() => kept);
  if (await isTakenBack()) {
    await caches.delete(NAME);
    await self.registration.unregister();
    return fetch(request).catch(() => Response.error());
  }
  return kept;
}

async function file(request) {
  return fetch(request).catch(async () => (await caches.match(request, { cacheName: NAME })) || Response.error());
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== HERE.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === HERE.pathname) event.respondWith(page(request));
  } else if (!url.pathname.startsWith(HERE.pathname)) {
    event.respondWith(file(request));
  }
});
