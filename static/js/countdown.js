/* How long a record that was opened for a time stays open. The server closes it at its moment whatever this says.
 * data-care-left="3480"   seconds that were left when the page was made; the words of the element are the time left */
(() => {
  "use strict";
  const places = [...document.querySelectorAll("[data-care-left]")];
  if (!places.length) return;
  const start = performance.now();

  function words(milliseconds) {
    const minutes = Math.floor(milliseconds / 60000);
    if (milliseconds <= 0) return "over";
    if (minutes < 1) return "less than a minute left";
    if (minutes < 60) return `${minutes} min left`;
    return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min left` : `${minutes / 60} h left`;
  }

  function tell() {
    for (const place of places) {
      const text = words(Number(place.dataset.careLeft) * 1000 - (performance.now() - start));
      if (place.textContent !== text) place.textContent = text;
    }
  }

  window.setInterval(tell, 5000);
})();
