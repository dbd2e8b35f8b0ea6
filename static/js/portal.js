/* Makes quicker what already works without scripts: questions before an act, double sends, counters, queue keys, focus.
   No text lies here: words come from ui/dialogs.html. Nothing is stored in the browser. */
(() => {
  "use strict";
  const words = () => document.getElementById("ord").dataset;
  const isField = (node) => !!node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));

  /* --- The list of assignments closes by Escape and by a click beside it --- */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-closes][open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details[data-closes][open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  /* --- <form data-confirm="what will happen" data-confirm-title data-confirm-verb>: asks here instead of on a page of its own.
         Without scripts the server answers the same form with ui/confirm.html. --- */
  const ask = (form, submitter) => {
    const dialog = document.getElementById("fraga");
    const yes = dialog.querySelector("[data-yes]");
    dialog.querySelector("[data-text]").textContent = form.dataset.confirm;
    if (form.dataset.confirmTitle) dialog.querySelector("h2").textContent = form.dataset.confirmTitle;
    yes.textContent = form.dataset.confirmVerb || (submitter ? submitter.textContent : yes.textContent);
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "ja") return;
      const sure = form.querySelector("[name=bekraftat]") || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "bekraftat" }));
      sure.value = "1";
      form.requestSubmit(submitter && submitter.form === form ? submitter : undefined);
    }, { once: true });
    dialog.showModal();
  };
  const isSure = (form) => { const sure = form.querySelector("[name=bekraftat]"); return !!sure && sure.value === "1"; };

  /* --- A form is sent once: the button says so until the answer comes. The server keeps count by form_key. --- */
  const guard = (event) => {
    const form = event.target;
    if (form.dataset.confirm && !isSure(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(form, event.submitter);
      return;
    }
    if (event.defaultPrevented || form.method !== "post" || "download" in form.dataset) return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    setTimeout(() => free(form), 15000);
    const button = event.submitter || form.querySelector("button:not([type=button])");
    if (button) {
      button.dataset.was = button.textContent;
      button.setAttribute("aria-disabled", "true");
      if (!button.querySelector("svg, span") && !form.closest(".foot, .role-list")) button.textContent = words().sending;
    }
  };
  const free = (form) => {   /* also after 15 s: an answer that opened elsewhere never comes back here */
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled=true]")) {
      button.removeAttribute("aria-disabled");
      if (button.dataset.was && !button.querySelector("svg, span")) button.textContent = button.dataset.was;
    }
  };
  document.addEventListener("submit", guard, true);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
  document.addEventListener("htmx:afterRequest", (event) => { const form = event.target.closest && event.target.closest("form"); if (form) free(form); });

  /* --- Characters left, told when the end is near --- */
  const count = (area) => {
    const counter = area.parentElement.querySelector("[data-counter]");
    if (!counter) return;
    const left = Number(counter.dataset.counter) - [...area.value.replace(/\r\n/g, "\n")].length;
    counter.textContent = (left < 0 ? words().over : words().left).replace("%s", Math.abs(left).toLocaleString(document.documentElement.lang));
    counter.toggleAttribute("data-over", left < 0);
    counter.toggleAttribute("hidden", left > 1000);
  };
  const countAll = (root) => root.querySelectorAll("textarea[data-max]").forEach(count);
  document.addEventListener("input", (event) => { if (event.target.matches("textarea[data-max]")) count(event.target); });

  /* --- J and K turn the pages of a queue, only while the queue itself has focus (WCAG 2.1.4) --- */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (!event.target.closest || !event.target.closest(".queue")) return;
    const link = document.querySelector(`.queue [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!link) return;
    event.preventDefault();
    location.assign(`${link.href.split("#")[0]}#tangent`);
  });

  /* --- Where the reader is taken: the summary of errors, the queue's row, back where one came from --- */
  const arrive = (root) => {
    const first = root.querySelector("[data-focus]");
    if (first) first.focus();
    countAll(root);
    for (const button of root.querySelectorAll("[data-go-back]")) {
      button.hidden = history.length < 2;
      button.addEventListener("click", () => history.back());
    }
  };
  document.addEventListener("htmx:afterSwap", (event) => arrive(event.detail.target));
  document.addEventListener("htmx:sendError", () => tell(words().offline));
  document.addEventListener("htmx:timeout", () => tell(words().offline));
  const tell = (text) => {
    const box = document.getElementById("besked");
    if (!box) return;
    const note = Object.assign(document.createElement("p"), { className: "notice", textContent: text });
    note.dataset.is = "soon";
    box.replaceChildren(note);
  };
  const begin = () => {
    arrive(document);
    if (location.hash === "#tangent") { const row = document.querySelector(".queue-list [aria-current]"); if (row) row.focus(); }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); else begin();
})();
