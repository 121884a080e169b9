// Keys for officers. Every page works without this file; it keeps nothing but whether keys are off.
"use strict";
(() => {
  const help = document.getElementById("tombol");
  if (!help) return;
  const name = "suar-keys";
  const isOff = () => { try { return localStorage.getItem(name) === "off"; } catch { return false; } };
  const button = document.createElement("button");
  button.type = "button";
  const tell = () => { button.textContent = isOff() ? help.dataset.on : help.dataset.off; };
  button.addEventListener("click", () => {
    try {
      if (isOff()) localStorage.removeItem(name); else localStorage.setItem(name, "off");
    } catch { return; }
    tell();
  });
  tell();
  help.append(button);

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const here = () => document.activeElement && document.activeElement.closest("[data-row]");
  const enter = (row) => {
    const target = row.querySelector("a[href]") || row;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (step) => {
    const all = rows();
    if (all.length === 0) return;
    const place = all.indexOf(here());
    const next = place < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(place + step, 0), all.length - 1);
    enter(all[next]);
  };
  const choose = () => {
    const row = here();
    const box = row && row.querySelector("input[type=checkbox]");
    if (box) box.checked = !box.checked;
  };
  const decide = (number) => {
    const choice = document.querySelector(`[data-choice="${number}"]`);
    if (!choice) return;
    choice.checked = true;
    choice.focus();
  };
  const isTyping = (target) => target.closest("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isOff()) return;
    if (!(event.target instanceof Element) || isTyping(event.target)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "x") choose();
    else if (/^[1-4]$/.test(event.key)) decide(event.key);
    else if (event.key === "?") { help.open = true; help.querySelector("summary").focus(); }
    else return;
    event.preventDefault();
  });
})();
