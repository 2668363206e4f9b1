/* After a form came back with errors the focus goes to their summary, on a full page and in an htmx answer.
 * data-care-errors   the summary (components/error_summary.html) */
(() => {
  "use strict";
  const go = (root) => {
    const summary = root.querySelector("[data-care-errors]") || root.querySelector('[aria-invalid="true"]');
    if (summary) summary.focus();
  };
  go(document);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.xhr && event.detail.xhr.status === 422) go(event.detail.elt);
  });
})();
