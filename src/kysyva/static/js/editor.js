// What is typed and not yet saved is kept in this browser, and brought back when the page opens
// again. An extra: the page saves without it, and nobody is ever stopped by a question.

const form = document.querySelector("[data-editor]");
const state = form.querySelector("[data-state]");
const notice = form.querySelector("[data-restored]");
const key = `kysyva:editor:${form.dataset.editor}`;
const DAYS = 14 * 24 * 60 * 60 * 1000;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "act", "beside", "part"]);

// Words as they were typed, with the place in the draft's life at which the writer began.
const typed = () => [...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name));
const words = (fields) => JSON.stringify(fields.filter(([name]) => name !== "start"));
const asSaved = words(typed());
const savedState = [...state.childNodes];
let timer = 0;

function read() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function keep() {
  const fields = typed();
  if (words(fields) === asSaved) {
    forget();
    state.replaceChildren(...savedState);
    return;
  }
  try {
    localStorage.setItem(key, JSON.stringify({ fields, at: Date.now() }));
    state.textContent = state.dataset.state;
  } catch {
    // Full or switched off: the page works as it does without this file.
  }
}

function startOf(kept) {
  return kept.fields.find(([name]) => name === "start")?.[1];
}

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  form.append(input);
}

// The order of rows travels in hidden fields: all of them are set anew. A field whose row is gone
// from the page goes along unseen, and the server shows both texts.
function bringBack(fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const rows of ["steps", "questions"]) {
    const order = values.get(rows);
    if (!order) continue;
    const shown = [...form.querySelectorAll(`input[type=hidden][name=${rows}]`)];
    if (JSON.stringify(shown.map((input) => input.value)) !== JSON.stringify(order)) {
      shown.forEach((input) => input.remove());
      order.forEach((value) => hidden(rows, value));
    }
    values.delete(rows);
  }
  for (const box of form.querySelectorAll("[type=checkbox], [type=radio]")) {
    box.checked = values.get(box.name)?.includes(box.value) ?? false;
  }
  for (const [name, [value]] of values) {
    const control = form.elements[name];
    if (!control) hidden(name, value);
    else if (control instanceof RadioNodeList || /^(checkbox|radio)$/.test(control.type)) continue;
    else control.value = value;
  }
}

const kept = read();
if (kept && (Date.now() - kept.at > DAYS || (form.dataset.saved && startOf(kept) === form.dataset.saved))) {
  forget();
} else if (kept && words(kept.fields) !== asSaved) {
  bringBack(kept.fields);
  notice.hidden = false;
  state.textContent = state.dataset.state;
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
});
addEventListener("pagehide", () => {
  if (timer) keep();
});
form.addEventListener("submit", keep);
notice.querySelector("[data-forget]").addEventListener("click", () => {
  clearTimeout(timer);
  timer = 0;
  forget();
  location.reload();
});
