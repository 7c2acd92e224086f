// Small comforts for every page. Each page works without this file.

// An error summary or an answer takes focus and comes to the top, so that nobody misses it.
function attend() {
  const place = document.querySelector("[data-focus]");
  place?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "start" });
}
attend();
document.addEventListener("htmx:after:swap", attend);

// "/" goes to search; keys typed into fields stay there.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const targets = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)];
  // A field on the page is nearer than a link to another page.
  const target = targets.find((one) => one.matches("input")) ?? targets[0];
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
});

// A button that prints.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// What nothing was chosen for stays out of an address that is sent to a colleague.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
