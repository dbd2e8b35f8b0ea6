/* templates/sip/signatures/sign.html: a name written in the box with a finger, a pen or a mouse. What is drawn lies in the
   hidden field as strokes, lists of whole points in the box; the server reads and draws them. Without this script, or with
   a keyboard, the name is typed. */
(() => {
  "use strict";
  const MOST_POINTS = 2500, MOST_STROKES = 80, NEAR = 2;
  const part = document.querySelector(".draw"), canvas = part.querySelector("canvas");
  const field = document.querySelector("[name=streck]"), pen = canvas.getContext("2d");
  let strokes = [], now = null;

  const points = () => strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#111";
    for (const [first, ...rest] of strokes) {
      pen.beginPath();
      pen.moveTo(...first);
      for (const point of rest.length ? rest : [first]) pen.lineTo(...point);
      pen.stroke();
    }
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (at, size) => Math.max(0, Math.min(size, Math.round(at)));
    return [
      within(((event.clientX - box.left) / box.width) * canvas.width, canvas.width),
      within(((event.clientY - box.top) / box.height) * canvas.height, canvas.height),
    ];
  };
  const keep = () => { field.value = strokes.length ? JSON.stringify(strokes) : ""; };

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button || strokes.length >= MOST_STROKES || points() >= MOST_POINTS) return;
    canvas.setPointerCapture(event.pointerId);
    strokes.push((now = [place(event)]));
    draw();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!now || !event.isPrimary || points() >= MOST_POINTS) return;
    const at = place(event), before = now[now.length - 1];
    if (Math.abs(at[0] - before[0]) + Math.abs(at[1] - before[1]) < NEAR) return;
    now.push(at);
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { now = null; keep(); });
  part.querySelector("[data-clear]").addEventListener("click", () => { strokes = []; keep(); draw(); });

  try { strokes = JSON.parse(field.value || "[]"); } catch { strokes = []; }
  part.hidden = false;
  draw();
})();
