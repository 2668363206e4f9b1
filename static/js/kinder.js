/* Kinder words are offered under a field after a pause in typing: never in the way of saving, and counted nowhere.
 * data-care-kinder="<id of the field>"   the place under it (django/forms/field.html)
 * data-care-kinder-url                   the address that takes the text and answers with components/kinder.html:
 *   data-care-kinder-hint, -start, -end, -term    one place in the text
 *   data-care-kinder-say                          on a button: puts these words there
 *   data-care-kinder-leave                        on a button: the word stays, and is not shown again on this page
 * data-care-kinder-static                what the server said when the form came back; the places take over from it */
(() => {
  "use strict";
  const PAUSE = 900;

  class Place {
    constructor(element, field) {
      this.element = element;
      this.field = field;
      this.left = [];
      this.timer = 0;
      this.turn = 0;
      field.addEventListener("input", () => this.later());
      element.addEventListener("click", (event) => this.act(event.target));
      const said = field.form.querySelector("[data-care-kinder-static]");
      if (said || document.activeElement === field) this.later();
    }

    later() {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      window.clearTimeout(this.timer);
      const turn = (this.turn += 1);
      const text = this.field.value;
      if (!text.trim()) {
        this.element.replaceChildren();
        return;
      }
      const body = new URLSearchParams({ text });
      for (const term of this.left) body.append("left", term);
      const token = this.field.form.elements.namedItem("csrfmiddlewaretoken");
      let answer;
      try {
        answer = await fetch(this.element.dataset.careKinderUrl, {
          method: "POST",
          body,
          credentials: "same-origin",
          redirect: "manual",
          headers: { "X-CSRFToken": token ? token.value : "" },
        });
      } catch {
        return;
      }
      if (!answer.ok || turn !== this.turn) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== this.turn) return;
      this.element.replaceChildren(...page.body.childNodes);
      for (const said of this.field.form.querySelectorAll("[data-care-kinder-static]")) said.remove();
    }

    act(button) {
      const hint = button.closest("[data-care-kinder-hint]");
      if (!hint) return;
      const [start, end] = [Number(hint.dataset.careKinderStart), Number(hint.dataset.careKinderEnd)];
      const term = hint.dataset.careKinderTerm;
      if (button.dataset.careKinderSay !== undefined) {
        if (this.field.value.slice(start, end) === term) {
          this.field.setRangeText(button.dataset.careKinderSay, start, end, "end");
          this.field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      } else if (button.dataset.careKinderLeave !== undefined) {
        this.left.push(term);
      } else {
        return;
      }
      hint.remove();
      this.field.focus();
      this.ask();
    }
  }

  const adopted = new WeakSet();
  const adopt = (root) => {
    for (const element of root.querySelectorAll("[data-care-kinder]")) {
      const field = document.getElementById(element.dataset.careKinder);
      if (!field || !field.form || adopted.has(element)) continue;
      adopted.add(element);
      new Place(element, field);
    }
  };
  adopt(document);
  document.addEventListener("htmx:load", (event) => adopt(event.detail.elt.parentElement || document));
})();
