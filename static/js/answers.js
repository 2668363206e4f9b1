/* A digit chooses the answer with that number and goes on to the next question, while the focus is on an answer.
 * data-care-answers    the form
 * data-care-digit="3"  on a radio button: the key that chooses it */
(() => {
  "use strict";
  const form = document.querySelector("[data-care-answers]");
  if (!form) return;

  function goOn(group) {
    const groups = [...form.querySelectorAll("fieldset, textarea, input[type=number]")];
    const next = groups[groups.indexOf(group) + 1];
    if (!next) return;
    const field = next.matches("fieldset") ? next.querySelector("input:checked") || next.querySelector("input") : next;
    field.focus();
  }

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    if (!event.target.matches("input[type=radio]")) return;
    const group = event.target.closest("fieldset");
    const wanted = group.querySelector(`[data-care-digit="${event.key}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (!wanted.checked) wanted.click();
    goOn(group);
  });
})();
