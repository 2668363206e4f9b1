/* Says on the page when a passkey was not used; allauth's script says it only to the console.
 * Listens to "allauth.error" on document; the note goes to the top of #main. */
(() => {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const main = document.getElementById("main");
    let note = main.querySelector("[data-care-passkey-note]");
    if (!note) {
      note = document.createElement("div");
      note.className = "tl-note tl-note--over mb-3";
      note.tabIndex = -1;
      note.dataset.carePasskeyNote = "";
      note.setAttribute("role", "alert");
      main.prepend(note);
    }
    const cause = event.detail.exception;
    note.textContent = cause && cause.name === "InvalidStateError"
      ? "This device has a passkey for you already."
      : "The passkey was not used. Try again, or choose another way.";
    note.focus();
  });
})();
