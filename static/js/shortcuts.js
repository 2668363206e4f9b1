/* The keyboard. Single letters work only while the focus is in a list; everything but Esc and Ctrl+Enter can be
 * switched off on this device.
 * data-care-search           the field that "/" goes to
 * data-care-go="t"           a link that "g t" follows (components/shortcuts.html)
 * data-care-list             a list; data-care-row: its rows; data-care-open: the link that opens a row
 * data-care-key="t|d|s"      the button of a row that the letter presses
 * data-care-undo             the way back inside a toast: "u"
 * data-care-primary          the button that Ctrl+Enter presses, when it is not the form's first
 * data-care-shortcuts, -open, -switch   the dialog that lists them, its openers, its switch */
(() => {
  "use strict";
  const OFF = "care-shortcuts-off"; /* kept on the device: a setting, nothing about anybody */
  const ROW = "care-row"; /* kept in the tab until the list is back: page, row number, time */
  const BACK_WITHIN = 300000;
  const dialog = document.querySelector("[data-care-shortcuts]");
  const isOff = () => window.localStorage.getItem(OFF) === "yes";
  const isTyping = (element) =>
    Boolean(element && element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]"));
  let awaitsGo = 0;
  let before = null;

  function open() {
    if (dialog && !dialog.open) dialog.showModal();
  }

  function search() {
    const field = document.querySelector("[data-care-search]");
    if (field && field.offsetParent !== null) {
      before = document.activeElement;
      field.focus();
      field.select();
      return true;
    }
    const link = document.querySelector('[data-care-go="/"]');
    if (link) link.click();
    return Boolean(link);
  }

  const rowsOf = (list) => [...list.querySelectorAll("[data-care-row]")];
  const focusOf = (row) => row.querySelector("[data-care-open]") || row.querySelector("a, button");

  function move(list, row, step) {
    const rows = rowsOf(list);
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step))];
    const target = next && focusOf(next);
    if (!target) return false;
    target.focus();
    return true;
  }

  function press(list, row, key) {
    const button = row && row.querySelector(`[data-care-key="${key}"]`);
    if (!button || button.disabled) return false;
    window.sessionStorage.setItem(ROW, `${window.location.pathname} ${rowsOf(list).indexOf(row)} ${Date.now()}`);
    button.click();
    return true;
  }

  function undo() {
    const ways = document.querySelectorAll("[data-care-undo]");
    if (ways.length) ways[ways.length - 1].click();
    return ways.length > 0;
  }

  function inList(key) {
    const at = document.activeElement;
    const list = at && at.closest("[data-care-list]");
    if (!list) return false;
    const row = at.closest("[data-care-row]");
    if (key === "j") return move(list, row, 1);
    if (key === "k") return move(list, row, -1);
    if (key === "u") return undo();
    if (["t", "d", "s"].includes(key)) return press(list, row, key);
    return false;
  }

  function everywhere(key) {
    if (key === "/") return search();
    if (key === "?") {
      open();
      return true;
    }
    if (key === "g") {
      awaitsGo = Date.now();
      return false;
    }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const typing = isTyping(event.target);

    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      if (!form || form.matches("[data-care-nokey]")) return;
      event.preventDefault();
      const button = form.querySelector("[data-care-primary]");
      if (button) form.requestSubmit(button);
      else form.requestSubmit();
      return;
    }
    if (event.key === "Escape" && event.target.matches("[data-care-search]")) {
      event.target.value = "";
      if (before && before.isConnected && before !== document.body) before.focus();
      else event.target.blur();
      return;
    }
    if (typing || isOff() || event.ctrlKey || event.metaKey || event.altKey || (dialog && dialog.open)) return;

    const key = event.key;
    if (awaitsGo && Date.now() - awaitsGo < 1500 && /^[a-z]$/.test(key)) {
      awaitsGo = 0;
      const link = document.querySelector(`[data-care-go="${key}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    awaitsGo = 0;
    if (inList(key) || everywhere(key)) event.preventDefault();
  });

  document.querySelectorAll("[data-care-shortcuts-open]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", open);
  });
  const flip = document.querySelector("[data-care-shortcuts-switch]");
  if (flip) {
    flip.checked = !isOff();
    flip.addEventListener("change", () => {
      if (flip.checked) window.localStorage.removeItem(OFF);
      else window.localStorage.setItem(OFF, "yes");
    });
  }

  /* after an action from the keyboard the list comes back, perhaps by way of a form; the focus goes to the row that now
   * stands there */
  const [path, index, time] = (window.sessionStorage.getItem(ROW) || "").split(" ");
  const list = document.querySelector("[data-care-list]");
  if (list && path === window.location.pathname) {
    window.sessionStorage.removeItem(ROW);
    const rows = rowsOf(list);
    const row = rows[Math.min(rows.length - 1, Number(index))];
    const target = row && focusOf(row);
    if (target && Date.now() - Number(time) < BACK_WITHIN) target.focus();
  }
})();
