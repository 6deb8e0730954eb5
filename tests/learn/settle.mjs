// Which sentence of a labelled unit makes the claim of its label.

/** What a sample teaches of a claim: 1 it is made, -1 it is not, 0 nothing. */
export const answerOf = ({ firm, optional, shared }, claim) => (optional.has(claim) || shared.has(claim) ? 0 : firm.has(claim) ? 1 : -1);

/**
 * A unit may be several sentences, of which one says what its label says: the claim stays with those that a classifier which did not see their maker, or the
 * rules, take it for, or else with the likeliest. Of the others nothing is known (`shared`). `marginOf(row, claim)`. Gives how many labels were taken away.
 */
export function settle(samples, claims, marginOf) {
  const rowsOf = new Map();
  for (const [row, { units, firm }] of samples.entries())
    for (const unit of units) if (firm.size > 0) rowsOf.set(unit, [...(rowsOf.get(unit) ?? []), row]);
  const margins = new Map();
  const marginAt = (row, claim) => {
    const key = row * claims.length + claim;
    if (!margins.has(key)) margins.set(key, marginOf(row, claim));
    return margins.get(key);
  };
  let taken = 0;
  for (const rows of rowsOf.values()) {
    if (rows.length === 1) continue;
    for (const [claim, name] of claims.entries()) {
      const saying = rows.filter((row) => samples[row].firm.has(name));
      if (saying.length < 2) continue;
      const most = Math.max(...saying.map((row) => marginAt(row, claim)));
      for (const row of saying) {
        if (marginAt(row, claim) === most || marginAt(row, claim) > 0 || samples[row].ruled.has(name)) continue;
        samples[row].shared.add(name);
        taken++;
      }
    }
  }
  for (const { firm, shared } of samples) for (const claim of shared) firm.delete(claim);
  return taken;
}
