/* The one polite live region, and what is said when an htmx request does not come through.
 * The server says something with the header HX-Trigger: {"care:say": {"text": "Mari Vega: taken by you"}}.
 * data-care-live   the region (base.html)
 * #main            gets the note about a failed request, which takes the focus */
(() => {
  "use strict";
  const region = document.querySelector("[data-care-live]");

  document.addEventListener("care:say", (event) => {
    if (!region) return;
    region.textContent = "";
    window.setTimeout(() => { region.textContent = event.detail.text; }, 100);
  });

  function note(sentence) {
    const main = document.getElementById("main");
    if (!main) return;
    main.querySelectorAll("[data-care-failed]").forEach((old) => old.remove());
    const box = document.createElement("div");
    box.className = "tl-note tl-note--hard mb-3";
    box.tabIndex = -1;
    box.dataset.careFailed = "";
    box.setAttribute("role", "alert");
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("class", "tl-icon");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#i-hard");
    icon.append(use);
    const text = document.createElement("div");
    text.textContent = sentence;
    box.append(icon, text);
    main.prepend(box);
    box.focus();
  }

  document.addEventListener("htmx:sendError", () => {
    note("No connection. Nothing was sent; what you typed is still here. Try again in a moment.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    const sentences = {
      403: "This is closed to you, so nothing was changed. (403)",
      404: "That is no longer here; load the page again. (404)",
      409: "Somebody changed this while you wrote. Load the page again to see both. (409)",
      429: "Too many tries in a short time. Wait a minute. (429)",
    };
    note(sentences[status] || `Something broke on our side; nothing was changed. Try again in a minute. (${status})`);
  });
  document.addEventListener("htmx:beforeRequest", () => {
    document.querySelectorAll("[data-care-failed]").forEach((old) => old.remove());
  });
})();
