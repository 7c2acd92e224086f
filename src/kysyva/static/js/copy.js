// A button that copies a field. It stays hidden where the browser cannot copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    const word = button.querySelector("[data-said]");
    word.textContent = word.dataset.said;
  });
}
