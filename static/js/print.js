/* A button with data-care-print prints the page; the style sheet decides what paper shows. Hidden without a script.
 * data-care-print-time gets the moment of printing, in the zone of this device, which is written beside it. */
(() => {
  "use strict";
  document.querySelectorAll("[data-care-print]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-care-print]")) window.print();
  });
  window.addEventListener("beforeprint", () => {
    const now = new Date();
    const day = now.toLocaleDateString("en-US", { weekday: "short", month: "short", day: "numeric", year: "numeric" });
    const time = now.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZoneName: "short" });
    const words = `${day.replace(",", "")}, ${time.replace("AM", "am").replace("PM", "pm")}`;
    document.querySelectorAll("[data-care-print-time]").forEach((place) => { place.textContent = words; });
  });
})();
