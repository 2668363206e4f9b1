/* A name drawn with a finger, a pen or a mouse. Without this script, or with a keyboard, the typed name is the signature.
 *
 * data-care-draw          the place to draw in, hidden until the script runs; holds an svg with one empty path
 * data-care-drawn         the hidden field that takes the lines, as moves and lines in the svg's own steps
 * data-care-draw-again    takes the lines away
 * data-care-draw-said     says in words whether something is drawn; data-care-empty and data-care-full are the words */
(() => {
  "use strict";
  const LONGEST = 19000; // characters; the server takes 20,000

  function pad(place) {
    const form = place.closest("form");
    const field = form.querySelector("[data-care-drawn]");
    const drawing = place.querySelector("svg");
    const path = drawing.querySelector("path");
    const said = place.querySelector("[data-care-draw-said]");
    const [, , width, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
    let pen = null;
    let last = "";

    const show = () => {
      path.setAttribute("d", field.value);
      said.textContent = field.value ? said.dataset.careFull : said.dataset.careEmpty;
    };

    function point(event) {
      const box = drawing.getBoundingClientRect();
      const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
      const x = within(((event.clientX - box.left) / box.width) * width, width);
      const y = within(((event.clientY - box.top) / box.height) * height, height);
      return `${x} ${y}`;
    }

    function go(event, step) {
      const next = point(event);
      if (next === last || field.value.length > LONGEST) return;
      last = next;
      field.value += step + next;
      show();
    }

    drawing.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      pen = event.pointerId;
      drawing.setPointerCapture(pen);
      last = "";
      go(event, "M");
    });
    drawing.addEventListener("pointermove", (event) => {
      if (event.pointerId === pen) go(event, "L");
    });
    ["pointerup", "pointercancel"].forEach((name) => drawing.addEventListener(name, () => { pen = null; }));
    place.querySelector("[data-care-draw-again]").addEventListener("click", () => {
      field.value = "";
      show();
    });
    place.hidden = false;
    show();
  }

  document.querySelectorAll("[data-care-draw]").forEach(pad);
})();
