// Choosing a role that needs a last day fills one in; choosing another takes it away again,
// unless it was changed by hand. Without this file the form suggests the day after sending.
const day = document.querySelector("[data-for-role]");
day?.form.addEventListener("change", (event) => {
  if (event.target.name !== "role") return;
  const { forRole, suggestion } = day.dataset;
  if (event.target.value === forRole && !day.value) day.value = suggestion;
  else if (event.target.value !== forRole && day.value === suggestion) day.value = "";
});
