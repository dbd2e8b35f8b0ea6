/* Nobody reads over an empty chair: after 12 minutes a question, after 15 the page is emptied. What was typed is kept in
   this page's own memory and comes back when the same person has signed in again. Tabs tell each other of activity.
   Long texts are besides saved as drafts by autosave.js before the page is covered. */
(() => {
  "use strict";
  const dialog = document.getElementById("tiden");
  const template = document.getElementById("tackt");
  if (!dialog || !template) return;
  const warn = Number(dialog.dataset.warn) * 1000;
  const idle = Number(dialog.dataset.idle) * 1000;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("bus-aktiv") : null;
  let active = Date.now();
  let hidden = null;

  const noticed = (shared) => {
    active = Date.now();
    if (dialog.open) dialog.close("kvar");
    if (!shared && others) others.postMessage("aktiv");
  };
  if (others) others.onmessage = () => noticed(true);
  /* The server counts requests, so typing alone must reach it: the next save or click does, else this. */
  const stay = async (method) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const answer = await fetch(dialog.dataset.alive, {
      method, headers: method === "POST" && token ? { "X-CSRFToken": token.value } : { "X-Automatic": "1" }, credentials: "same-origin",
    });
    return answer.ok ? answer.json() : null;
  };

  document.addEventListener("htmx:beforeRequest", (event) => { if (!event.detail.requestConfig.headers["X-Automatic"]) noticed(); });
  document.addEventListener("autosave:saved", () => noticed());
  let typed = 0;
  document.addEventListener("input", () => {
    if (Date.now() - typed < 60000) return;
    typed = Date.now();
    stay("POST").then((who) => { if (who) noticed(); }).catch(() => {});
  });

  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "kvar" || hidden) return;
    stay("POST").then((who) => { if (who) noticed(); }).catch(() => {});
  });

  const cover = () => {
    if (hidden) return;
    dialog.close();
    document.dispatchEvent(new CustomEvent("session:covering"));
    hidden = { main: document.querySelector("main"), title: document.title };
    const sheet = template.content.firstElementChild.cloneNode(true);
    if (hidden.main) hidden.main.replaceWith(sheet); else document.body.append(sheet);
    for (const open of document.querySelectorAll("dialog[open]")) open.close();
    document.body.classList.add("is-covered");
    document.title = sheet.querySelector("h1").textContent;
    sheet.querySelector("[data-back]").addEventListener("click", () => uncover(sheet));
    sheet.focus();
  };

  const uncover = async (sheet) => {
    let who = null;
    try { who = await stay("GET"); } catch { /* no contact: stays covered */ }
    const mine = document.body.dataset.assignment;
    if (!who || !mine || who.assignment !== mine) { sheet.querySelector("[data-not-yet]").hidden = false; return; }
    document.body.classList.remove("is-covered");
    document.title = hidden.title;
    sheet.replaceWith(hidden.main);
    hidden = null;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = who.token;
    noticed();
  };

  const look = () => {
    const still = Date.now() - active;
    if (still >= idle) cover();
    else if (still >= warn && !dialog.open && !hidden) { document.dispatchEvent(new CustomEvent("session:covering")); dialog.showModal(); }
  };
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
})();
