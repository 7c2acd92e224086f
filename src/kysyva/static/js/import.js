// Reads an uploaded package step by step. Without this, the button "Go on" does the same.

const form = document.querySelector("[data-reading-form]");
const bar = document.querySelector("[data-reading] progress");
const words = document.querySelector("[data-reading-text]");
const broken = document.querySelector("[data-reading-broken]");
const PAUSES = [500, 2000, 5000];

const pause = (time) => new Promise((done) => { setTimeout(done, time); });

async function step() {
  const body = new FormData(form);
  body.set("act", "prepare");
  const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
  const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
  if (answer.ok && isJson) return answer.json();
  if (answer.status >= 500) throw new Error(String(answer.status));
  // Put aside or finished elsewhere, or signed out: the page itself says so.
  return null;
}

async function read() {
  form.hidden = true;
  let failures = 0;
  for (;;) {
    try {
      const state = await step();
      if (!state || state.done >= state.total) break;
      bar.value = state.done;
      words.textContent = state.text;
      failures = 0;
    } catch {
      if (failures === PAUSES.length) {
        form.hidden = false;
        broken.hidden = false;
        return;
      }
      await pause(PAUSES[failures]);
      failures += 1;
    }
  }
  location.reload();
}

read();
