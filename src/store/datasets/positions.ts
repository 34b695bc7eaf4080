/** Numbers the service instances of each set template in each business, from 0. */
export class Positions {
  readonly #counts = new Map<number, Map<number, number>>();

  next(bizId: number, setTemplateId: number): number {
    let counts = this.#counts.get(bizId);
    if (counts === undefined) this.#counts.set(bizId, (counts = new Map<number, number>()));
    const position = counts.get(setTemplateId) ?? 0;
    counts.set(setTemplateId, position + 1);
    return position;
  }
}
