/* Questions that follow from an answer are shown once the answer is there. Without this script all of them are there, and the
 * server leaves out what does not follow.
 *
 * data-care-after="wish thoughts"  on a part of a form: the names of the questions, any of which brings it
 * data-care-answer="yes"           the answer that does */
(() => {
  "use strict";

  function look(form) {
    const answers = new FormData(form);
    form.querySelectorAll("[data-care-after]").forEach((part) => {
      const names = part.dataset.careAfter.split(" ");
      part.hidden = !names.some((name) => answers.getAll(name).includes(part.dataset.careAnswer));
    });
  }

  const forms = new Set([...document.querySelectorAll("[data-care-after]")].map((part) => part.closest("form")));
  forms.forEach((form) => {
    form.addEventListener("change", () => look(form));
    look(form);
  });
})();
