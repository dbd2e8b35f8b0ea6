/* ui/readability.html: counts the text beside it while it is written. The same count as core/ui/readability.py, whose
   sentences stand in the page; nothing is sent or stored. */
(() => {
  "use strict";
  const PAUSE = 600, LONG_WORD = 6, HEAVY_WORD = 13, LONG_SENTENCE = 20, MOST_ADVICE = 5, SHOWN_WORDS = 4;
  const LIMITS = [25, 35, 45, 55];
  const WORD = /\p{L}+(?:[-’']\p{L}+)*|\d+(?:[.,:]\d+)*/gu;
  const END = /\n+|(?<=[.!?])["”’)]*\s+(?=["”’(–-]*[A-ZÅÄÖÉÜ])/u;

  const heavy = (word) => Math.max(...word.split(/[-’']/).map((part) => [...part].length)) >= HEAVY_WORD;
  const read = (text) => {
    const sentences = text.normalize("NFC").split(END).map((part) => part.match(WORD) || []).filter((found) => found.length);
    const words = sentences.flat();
    const long = words.filter((word) => [...word].length > LONG_WORD).length;
    return {
      words: words.length,
      lix: words.length ? Math.floor(words.length / sentences.length + (100 * long) / words.length + 0.5) : 0,
      tooLong: sentences.filter((found) => found.length > LONG_SENTENCE),
      heavy: [...new Set(words.filter(heavy))],
    };
  };

  const show = (box, text) => {
    const found = read(text), levels = box.dataset.levels.split("|");
    const level = levels[LIMITS.filter((limit) => found.lix >= limit).length];
    const spoken = box.querySelector("[data-level]");
    box.querySelector("p").hidden = !found.words;
    box.querySelector("[data-lix]").textContent = found.lix;
    if (spoken.textContent !== level) spoken.textContent = level; // read aloud only when it changes
    const divide = found.tooLong.slice(0, MOST_ADVICE).map((sentence) =>
      box.dataset.divide.replace("%(start)s", () => sentence.slice(0, SHOWN_WORDS).join(" ")).replace("%(count)d", sentence.length));
    const change = found.heavy.slice(0, MOST_ADVICE).map((word) => box.dataset.change.replace("%(word)s", () => word));
    box.querySelector("ul").replaceChildren(...[...divide, ...change].map((sentence) => {
      const line = document.createElement("li");
      line.textContent = sentence;
      return line;
    }));
  };

  const wired = new WeakSet();
  const find = (root) => {
    for (const box of root.querySelectorAll("[data-readability]")) {
      const text = document.getElementById(box.dataset.readability);
      if (!text || wired.has(box)) continue;
      wired.add(box);
      let soon;
      text.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(() => show(box, text.value), PAUSE); });
    }
  };
  document.addEventListener("htmx:afterSwap", (event) => find(event.detail.target));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => find(document)); else find(document);
})();
