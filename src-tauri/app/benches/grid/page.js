// Runs in the page, behind the last argument: WebDriver's callback. Frames are counted where they
// are painted, so that no message to the driver is a part of any figure.

const done = arguments[arguments.length - 1];
const HEADINGS = 36;
const PATIENCE = 5000;

const grid = document.querySelector("[data-testid=grid]");
const total = Number(grid.getAttribute("aria-rowcount")) - 1;
// The headings are a row too, by the number -1.
const rowHeight = grid.querySelector('[data-row]:not([data-row="-1"])').offsetHeight;
const viewport = grid.clientHeight - HEADINGS;
const edge = grid.getBoundingClientRect().top + HEADINGS;
const nextFrame = () => new Promise(requestAnimationFrame);

/** The first row that must show at a scroll position: the whole bar stands for the whole list. */
const rowAt = (top) =>
  (top / (grid.scrollHeight - grid.clientHeight)) * (total - viewport / rowHeight);

/** Whether every row of the window shows a person at its own place. */
const stands = (first) => {
  for (let row = Math.floor(first); row < Math.min(total, first + viewport / rowHeight); row += 1) {
    const element = grid.querySelector(`[data-row="${row}"]`);
    if (element === null || element.hasAttribute("aria-busy")) return false;
    const off = element.getBoundingClientRect().top - edge - (row - first) * rowHeight;
    if (Math.abs(off) > 2) return false;
  }
  return true;
};

/** Milliseconds from setting the scroll bar until the frame after the one that shows the rows. */
const jump = async (share) => {
  const begun = performance.now();
  // Whole pixels: a web view that rounds later would be at another row than asked for.
  grid.scrollTop = Math.round(share * (grid.scrollHeight - grid.clientHeight));
  const first = rowAt(grid.scrollTop);
  while (!stands(first)) {
    if (performance.now() - begun > PATIENCE) throw new Error(`row ${Math.floor(first)} never came`);
    await nextFrame();
  }
  await nextFrame();
  return performance.now() - begun;
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

const [jumpCount, frames, pixels] = arguments;
(async () => {
  const jumps = [];
  for (let count = 0; count < jumpCount; count += 1) jumps.push(await jump(Math.random()));
  await jump(0.31);
  return { jumps, frames: await scroll(frames, pixels) };
})().then(done, (error) => done({ error: String(error) }));
