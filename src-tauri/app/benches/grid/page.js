// Runs in the page, behind the last argument: WebDriver's callback. Frames are counted where they
// are painted, so that no message to the driver is a part of any figure.

const done = arguments[arguments.length - 1];
const HEADINGS = 36;
const PATIENCE = 5000;

const grid = document.querySelector("[data-testid=grid]");
const people = () => Number(grid.getAttribute("aria-rowcount")) - 1;
const everybody = people();
// The headings are a row too, by the number -1.
const rowHeight = grid.querySelector('[data-row]:not([data-row="-1"])').offsetHeight;
const viewport = grid.clientHeight - HEADINGS;
const edge = grid.getBoundingClientRect().top + HEADINGS;
const nextFrame = () => new Promise(requestAnimationFrame);

/** The first row that must show at a scroll position: the whole bar stands for the whole list. */
const rowAt = (top) =>
  (top / (grid.scrollHeight - grid.clientHeight)) * (everybody - viewport / rowHeight);

/** Whether every row of the window shows a person at its own place. */
const stands = (first) => {
  for (let row = Math.floor(first); row < Math.min(people(), first + viewport / rowHeight); row += 1) {
    const element = grid.querySelector(`[data-row="${row}"]`);
    if (element === null || element.hasAttribute("aria-busy")) return false;
    const off = element.getBoundingClientRect().top - edge - (row - first) * rowHeight;
    if (Math.abs(off) > 2) return false;
  }
  return true;
};

/** Milliseconds since `begun` until the frame after the one in which all of this holds. */
const painted = async (begun, what, holds) => {
  while (!holds()) {
    if (performance.now() - begun > PATIENCE) throw new Error(`${what} never came`);
    await nextFrame();
  }
  await nextFrame();
  return performance.now() - begun;
};

/** Milliseconds from setting the scroll bar. */
const jump = (share) => {
  const begun = performance.now();
  // Whole pixels: a web view that rounds later would be at another row than asked for.
  grid.scrollTop = Math.round(share * (grid.scrollHeight - grid.clientHeight));
  const first = rowAt(grid.scrollTop);
  return painted(begun, `row ${Math.floor(first)}`, () => stands(first));
};

const search = document.querySelector("[data-testid=search]");
const setText = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
const typed = (text) => {
  setText.call(search, text);
  search.dispatchEvent(new InputEvent("input", { inputType: "insertText", bubbles: true }));
};

/** Remarks, or for want of them what ends with the end of an OpenID. */
const names = () =>
  [...grid.querySelectorAll('[data-row]:not([data-row="-1"]) [data-key=remark]')].map((name) => name.textContent);

/** Milliseconds from the last key until those who were found are in sight. Then the search is emptied. */
const find = async (text) => {
  const begun = performance.now();
  typed(text);
  const took = await painted(begun, text, () => {
    return people() < everybody && stands(0) && names().some((name) => name.includes(text));
  });
  typed("");
  await painted(performance.now(), "everybody", () => people() === everybody && stands(0));
  return took;
};

/** What somebody in sight can be found by. */
const anyName = () => {
  const seen = names();
  return seen[Math.floor(Math.random() * seen.length)].split("·").at(-1);
};

/** The row at the upper edge. The one with the keyboard may stand elsewhere, out of sight. */
const topRow = () =>
  Number(
    [...grid.querySelectorAll("[data-row]")].find((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top <= edge + 1 && bottom > edge + 1;
    })?.dataset.row,
  );

/** Milliseconds of each frame while the wheel turns by `pixels` a frame. */
const scroll = async (frames, pixels) => {
  const from = topRow();
  const times = [];
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    grid.dispatchEvent(new WheelEvent("wheel", { deltaY: pixels, bubbles: true, cancelable: true }));
    const now = await nextFrame();
    times.push(now - before);
    before = now;
  }
  const moved = topRow() - from;
  const wanted = (frames * pixels) / rowHeight;
  if (!(Math.abs(moved - wanted) <= 2)) throw new Error(`scrolled ${moved} rows instead of ${wanted}`);
  return times;
};

const [rounds, frameCount, pixels] = arguments;
(async () => {
  const jumps = [];
  const finds = [];
  for (let count = 0; count < rounds; count += 1) {
    jumps.push(await jump(Math.random()));
    finds.push(await find(anyName()));
  }
  await jump(0.31);
  return { jumps, finds, frames: await scroll(frameCount, pixels) };
})().then(done, (error) => done({ error: String(error) }));
