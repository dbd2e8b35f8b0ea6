/* <form data-autosave="address">: what is typed is saved while it is typed. The form has a hidden `version`, a button that
   saves without scripts, ui/save_status.html and ui/conflict.html. Answers: core/ui/autosave.py.
   Sent only when the text has changed; kept on the page whatever happens; nothing stored in the browser. */
(() => {
  "use strict";
  const PAUSE = 1500, LONGEST = 20000, RETRY = [5000, 10000, 20000];

  class Section {
    constructor(form) {
      this.form = form;
      this.status = form.querySelector("[data-save]");
      this.conflict = form.querySelector("[data-conflict]");
      this.saved = this.snapshot();
      this.tries = 0;
      form.addEventListener("input", () => this.typed());
      form.addEventListener("change", () => this.typed());
      form.addEventListener("focusout", () => this.save());
      form.addEventListener("submit", () => { this.stop(); this.leaving = true; });
      if (this.conflict) this.wire();
    }
    snapshot() {
      const data = new FormData(this.form);
      for (const name of ["csrfmiddlewaretoken", "form_key", "version"]) data.delete(name);
      return JSON.stringify([...data].filter(([, value]) => typeof value === "string"));
    }
    get isChanged() { return this.snapshot() !== this.saved; }
    stop() { clearTimeout(this.soon); clearTimeout(this.latest); this.latest = null; }
    typed() {
      if (!this.isChanged) return;
      this.leaving = false;
      this.say("unsaved", "soon");
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.save(), PAUSE);
      this.latest = this.latest || setTimeout(() => this.save(), LONGEST);
    }
    say(kind, state, text) {
      if (!this.status) return;
      if (kind !== "signedOut") this.status.querySelector("a")?.remove();
      this.status.dataset.is = state;
      this.status.querySelector("[data-words]").textContent = text || this.status.dataset[kind] || "";
    }
    /* `leaving`: the page is being hidden or covered; the text is saved, but nobody's presence is proved by it. */
    async save(leaving = false) {
      if (this.busy || this.leaving || !this.isChanged || this.inConflict) return;
      this.stop();
      this.busy = true;
      const sent = this.snapshot();
      const body = new FormData(this.form);
      body.delete("form_key");
      this.say("saving", "");
      try {
        const answer = await fetch(this.form.dataset.autosave, {
          method: "POST", body, keepalive: leaving, credentials: "same-origin", redirect: "manual",
          headers: { "X-Autosave": "1", ...(leaving && { "X-Automatic": "1" }), "X-CSRFToken": body.get("csrfmiddlewaretoken") || "", Accept: "application/json" },
        });
        await this.take(answer, sent, leaving);
      } catch {
        this.later();
      } finally {
        this.busy = false;
      }
    }
    async take(answer, sent, leaving) {
      if (answer.status === 401 || answer.type === "opaqueredirect") return this.signedOut();
      if (answer.status >= 500 || answer.status === 429) return this.later();
      if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) return this.signedOut();
      const told = await answer.json();
      this.tries = 0;
      if (answer.status === 409) return this.two(told);
      if (answer.status === 422) return this.say("", "late", told.message);
      this.form.elements.version.value = told.version;
      this.saved = sent;
      this.say("", "", told.message);
      if (!leaving) document.dispatchEvent(new CustomEvent("autosave:saved"));
      if (this.isChanged) this.typed();
    }
    later() {
      this.say("offline", "soon");
      this.soon = setTimeout(() => this.save(), RETRY[Math.min(this.tries++, RETRY.length - 1)]);
    }
    signedOut() {
      this.say("signedOut", "late");
      if (!this.status || this.status.querySelector("a") || !this.status.dataset.login) return;
      const link = Object.assign(document.createElement("a"), { href: this.status.dataset.login, target: "_blank", rel: "noopener", textContent: this.status.dataset.signIn });
      this.status.append(link);
    }
    two(told) {
      this.inConflict = true;
      this.theirs = told;
      if (!this.conflict) return this.say("", "late", told.message);
      this.say("", "late", told.message);
      this.conflict.querySelector("[data-message]").textContent = told.message;
      this.conflict.querySelector("[data-theirs]").textContent = Object.values(told.texts).join("\n\n");
      for (const button of this.conflict.querySelectorAll("[data-keep], [data-take]")) button.hidden = false;
      this.conflict.hidden = false;
      this.conflict.focus();
    }
    wire() {
      const settle = (takesTheirs) => {
        if (takesTheirs) for (const [name, text] of Object.entries(this.theirs.texts)) if (this.form.elements[name]) this.form.elements[name].value = text;
        this.form.elements.version.value = this.theirs.version;
        this.saved = "";
        this.inConflict = false;
        this.conflict.hidden = true;
        this.save();
      };
      this.conflict.querySelector("[data-keep]").addEventListener("click", () => settle(false));
      this.conflict.querySelector("[data-take]").addEventListener("click", () => settle(true));
    }
  }

  const sections = [];
  const find = (root) => {
    for (const form of root.querySelectorAll("form[data-autosave]")) {
      if (!sections.some((section) => section.form === form)) sections.push(new Section(form));
    }
  };
  const saveAll = () => sections.forEach((section) => section.save(true));
  document.addEventListener("htmx:afterSwap", (event) => find(event.detail.target));
  document.addEventListener("session:covering", saveAll);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveAll(); });
  window.addEventListener("beforeunload", (event) => {
    if (sections.some((section) => document.contains(section.form) && !section.leaving && section.isChanged)) event.preventDefault();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => find(document)); else find(document);
})();
