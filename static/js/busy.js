/* A pressed button says that it works, and a second press does nothing.
 * Every submitted form, with or without htmx. data-care-busy="Saving" on a button gives the word it shows meanwhile;
 * data-care-busy="off" on a form leaves it alone (downloads, which leave the page standing). */
(() => {
  "use strict";

  function start(form, button) {
    form.dataset.careSent = "yes";
    if (!button || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const word = button.dataset.careBusy;
    if (!word || word === "off") return;
    button.dataset.careIdle = button.innerHTML;
    button.style.minWidth = `${button.offsetWidth}px`;
    const icon = button.querySelector("use");
    if (icon) icon.setAttribute("href", "#i-sync");
    const text = [...button.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (text.length) text[text.length - 1].data = word;
  }

  function stop(form) {
    delete form.dataset.careSent;
    const buttons = [...form.querySelectorAll('[aria-busy="true"]')];
    if (form.id) buttons.push(...document.querySelectorAll(`[form="${CSS.escape(form.id)}"][aria-busy="true"]`));
    for (const button of buttons) {
      button.removeAttribute("aria-busy");
      if (button.dataset.careIdle !== undefined) {
        button.innerHTML = button.dataset.careIdle; /* the server's own markup, put back */
        button.style.minWidth = "";
        delete button.dataset.careIdle;
      }
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.careBusy === "off" || form.method === "dialog") return;
    if (form.dataset.careSent) {
      event.preventDefault();
      return;
    }
    start(form, event.submitter);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (!form) return;
    if (form.dataset.careSent) {
      event.preventDefault();
      return;
    }
    const by = event.detail.requestConfig.triggeringEvent;
    start(form, (by && by.submitter) || (event.detail.elt.matches("button") ? event.detail.elt : null));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form) stop(form);
  });

  /* back from another page: the browser may have kept this one as it was left */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-care-sent]").forEach(stop);
  });
})();
