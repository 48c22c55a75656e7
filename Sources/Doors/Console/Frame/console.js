// Shows times in the reader's zone, and keeps the page of an incident up to date while it is watched. Without this module
// everything works: the page is as it was when it was loaded.

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const steps = [["day", 86400], ["hour", 3600], ["minute", 60]];

function showTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const seconds = (date - Date.now()) / 1000;
    const [unit, length] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
    const text = `${exact.format(date)} (${relative.format(Math.round(seconds / length), unit)})`;
    if (time.textContent !== text) time.textContent = text;
  }
}

// What somebody has begun to write is never taken from them.
function isBeingWritten(section) {
  return [...section.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue)
    || section.querySelector("select:focus") !== null;
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && [...old.querySelectorAll(focused.localName)].indexOf(focused);
  const open = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);
  old.innerHTML = fresh.innerHTML;
  for (const id of open) old.querySelector(`details[id="${CSS.escape(id)}"]`)?.setAttribute("open", "");
  if (!focused) return;
  const again = (focused.id && old.querySelector(`[id="${CSS.escape(focused.id)}"]`)) || old.querySelectorAll(focused.localName)[place];
  if (again) return again.focus({ preventScroll: true });
  old.tabIndex = -1;
  old.focus({ preventScroll: true });
}

const news = document.getElementById("news");
const shown = new Map();
let changes = 0;
let saidAt = 0;

// One sentence for all that came in ten seconds: whoever listens is not told each line.
function say(text) {
  const wait = saidAt + 10000 - Date.now();
  if (wait > 0) return setTimeout(say, wait, text);
  saidAt = Date.now();
  news.textContent = text ?? (changes ? `${changes === 1 ? "One part" : `${changes} parts`} of this page changed.` : "");
  changes = 0;
  setTimeout(() => { news.textContent = ""; }, 6000);
}

async function reload() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, redirect: "error" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let changed = 0;
  for (const section of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(section.id);
    if (!fresh || shown.get(section.id) === fresh.innerHTML || isBeingWritten(section)) continue;
    if (shown.has(section.id)) changed += 1;
    shown.set(section.id, fresh.innerHTML);
    replace(section, fresh);
  }
  showTimes(document);
  if (changed && changes === 0) setTimeout(say, 0);
  changes += changed;
}

function watch(address) {
  let waiting = false;
  let again = false;
  const stream = new EventSource(address);
  const later = () => {
    if (waiting) { again = true; return; }
    waiting = true;
    setTimeout(async () => {
      again = false;
      await reload().catch(() => {});
      waiting = false;
      if (again) later();
    }, 200);
  };
  stream.addEventListener("timeline", later);
  // What happened while nobody was connected is on the page, too.
  stream.addEventListener("open", later);
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) news.textContent = "This page is not kept up to date any more. Load it again, and sign in if you are asked to.";
  });
  addEventListener("pagehide", () => stream.close());
}

// What nobody announces is asked for, while somebody looks: how far a replay is, and what is said.
function poll() {
  const seconds = Number(document.querySelector("[data-poll]")?.dataset.poll);
  if (!seconds) return;
  setTimeout(async () => {
    if (document.visibilityState === "visible") await reload().catch(() => {});
    poll();
  }, seconds * 1000);
}

// A link to a form opens it.
function openLinked() {
  const linked = document.getElementById(location.hash.slice(1));
  if (linked?.localName === "details") linked.open = true;
}

openLinked();
addEventListener("hashchange", openLinked);
showTimes(document);
setInterval(showTimes, 30000, document);
const events = document.querySelector("[data-events]");
if (events) {
  watch(events.dataset.events);
} else {
  poll();
}
