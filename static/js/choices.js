/* Fields that belong to one answer are shown while that is the answer. Without this script all of them are there.
 *
 * data-care-choice         on the place of a select or of radio buttons
 * data-care-when="paper"   a part of the same form, shown while the choice is of this value */
(() => {
  "use strict";

  function choose(form) {
    const choice = form.querySelector("[data-care-choice]");
    const chosen = choice.querySelector("input:checked, select");
    form.querySelectorAll("[data-care-when]").forEach((part) => {
      part.hidden = !chosen || part.dataset.careWhen !== chosen.value;
    });
  }

  document.querySelectorAll("[data-care-choice]").forEach((choice) => {
    const form = choice.closest("form");
    form.addEventListener("change", () => choose(form));
    choose(form);
  });
})();
