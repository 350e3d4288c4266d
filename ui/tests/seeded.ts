// Small seeded randomness for property tests: the same seed tells the same story.

export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<Value>(values: readonly Value[]): Value;
};

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick: (values) => {
      const value = values[between(0, values.length - 1)];
      if (value === undefined) throw new Error("nothing to pick from");
      return value;
    },
  };
}

/** Runs a property for many seeds; a failure names the seed. */
export function forAll(runs: number, property: (random: Random) => void): void {
  for (let seed = 1; seed <= runs; seed += 1) {
    try {
      property(seeded(seed));
    } catch (failure) {
      throw new Error(`seed ${seed}: ${failure instanceof Error ? failure.message : failure}`, {
        cause: failure,
      });
    }
  }
}
