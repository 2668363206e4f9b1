/* "As my device": follows the device before the first paint and whenever it changes.
 * Reads data-care-theme on <html> (auto, light, dark), which the server writes; sets data-bs-theme. */
(() => {
  "use strict";
  const root = document.documentElement;
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (root.dataset.careTheme === "auto") {
      root.dataset.bsTheme = device.matches ? "dark" : "light";
    }
  };
  follow();
  device.addEventListener("change", follow);
})();
