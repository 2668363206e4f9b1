/* A toast stays 10 seconds; hover and focus stop its clock. Without this script it simply stays.
 * data-care-toasts        the region, a live region with role="status"
 * data-care-toast         one toast
 * data-care-toast-close   its close button, hidden until there is a script */
(() => {
  "use strict";
  const STAYS = 10000;
  const region = document.querySelector("[data-care-toasts]");
  if (!region) return;

  function close(toast) {
    const hadFocus = toast.contains(document.activeElement);
    toast.remove();
    const main = document.getElementById("main");
    if (hadFocus && main) main.focus({ preventScroll: true });
  }

  function watch(toast) {
    let left = STAYS;
    let since = 0;
    let timer = 0;
    const run = () => {
      if (timer || toast.matches(":hover, :focus-within")) return;
      since = Date.now();
      timer = window.setTimeout(() => close(toast), left);
    };
    const hold = () => {
      if (!timer) return;
      window.clearTimeout(timer);
      timer = 0;
      left = Math.max(2000, left - (Date.now() - since));
    };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", run);
    toast.addEventListener("focusout", () => window.setTimeout(run, 0));
    document.addEventListener("visibilitychange", () => (document.hidden ? hold() : run()));
    const button = toast.querySelector("[data-care-toast-close]");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => close(toast));
    }
    run();
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE && node.matches("[data-care-toast]")) watch(node);
      }
    }
  }).observe(region, { childList: true });

  /* a live region speaks only of what arrives, so the toasts of the page itself arrive a moment later */
  const first = [...region.querySelectorAll("[data-care-toast]")];
  first.forEach((toast) => toast.remove());
  window.setTimeout(() => region.append(...first), 150);
})();
