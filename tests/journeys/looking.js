/* What a page does to its words and targets, for looking.py: an expression, not a script of the site. */
(() => {
  const root = document.documentElement;
  const told = (element) => {
    const words = (element.innerText || element.getAttribute("aria-label") || element.name || "").trim().replace(/\s+/g, " ");
    return `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} "${words.slice(0, 40)}"`;
  };
  /* for assistive technology only, as the heads of a table that stands as cards */
  const isHidden = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "absolute" && (style.clip !== "auto" || style.clipPath !== "none") && at.clientWidth <= 1) return true;
    }
    return false;
  };
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1
      && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !element.closest(".visually-hidden, .tl-skip, dialog:not([open])") && !isHidden(element);
  };
  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };

  return {
    /* The page is as wide as the window. */
    sideways() {
      if (root.scrollWidth <= root.clientWidth) return [];
      const wide = [...document.body.querySelectorAll("*")]
        .filter((element) => shown(element) && !scrolls(element) && element.getBoundingClientRect().right > root.clientWidth + 1);
      return [`the page scrolls sideways (${root.scrollWidth} > ${root.clientWidth}): ${wide.slice(0, 3).map(told).join(", ")}`];
    },

    /* No word is cut off by its own box, runs out of it, or stands outside the window. */
    cutOff() {
      const found = [];
      const of = "a, button, summary, input, select, textarea, label, h1, h2, h3, th, td, dt, dd, .tl-mark, .tl-tag, .tl-chip";
      for (const element of document.querySelectorAll(of)) {
        if (!shown(element)) continue;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const field = ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
        const clips = style.overflowX !== "visible";
        if (element.matches(".tl-clip") && clips) {
          /* one line in a dense table, in full on the page behind it: enough of it must be there to know it again */
          if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth < 200) found.push(`hardly there: ${told(element)}`);
        } else if (!field && style.display !== "inline") {
          if (clips && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${told(element)}`);
          if (style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1) found.push(`cut off below: ${told(element)}`);
          if (!clips && element.scrollWidth > element.clientWidth + 1) found.push(`spills: ${told(element)}`);
        }
        if (!scrolls(element) && (box.right > root.clientWidth + 1 || box.left < -1)) found.push(`outside the window: ${told(element)}`);
        if (element.tagName === "INPUT" && element.placeholder && !element.value) {
          const brush = document.createElement("canvas").getContext("2d");
          brush.font = `${style.fontSize} ${style.fontFamily}`;
          const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          if (brush.measureText(element.placeholder).width > room + 2) found.push(`its hint is cut off: ${told(element)}`);
        }
      }
      return [...new Set(found)];
    },

    /* On a phone a finger hits what it means: controls are 44 px high. */
    smallTargets() {
      const of = "button, .btn, select, summary, input:not([type=hidden]):not([type=checkbox]):not([type=radio])";
      return [...document.querySelectorAll(of)]
        .filter((element) => shown(element) && element.getBoundingClientRect().height < 43.5)
        .map((element) => `${told(element)} is ${Math.round(element.getBoundingClientRect().height)} px high`);
    },
  };
})()
