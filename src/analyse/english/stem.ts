import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';

/**
 * The Porter stem of a form, with two repairs. Porter folds the one who acts into the act ("provider" and "provide",
 * "advertiser" and "advertising", "user" and "use"); a reader of policies must not, so such stems keep "+er". And
 * forms of up to three letters stay as they are ("us" is not a form of "use").
 */
export function stem(form: string): string {
  const bare = form.endsWith("'s") ? form.slice(0, -2) : form.endsWith("'") ? form.slice(0, -1) : form;
  if (bare.length <= 3) return bare === 'use' ? 'use~' : bare;
  if (!/^[a-z]+$/.test(bare)) return bare;
  if (bare === 'used' || bare === 'uses' || bare === 'using') return 'use~';
  const singular = bare.endsWith('s') ? bare.slice(0, -1) : bare;
  const root = porter.stem(bare);
  if (/(?:er|or)$/.test(singular) && !root.endsWith('er') && !root.endsWith('or')) return `${root}+er`;
  return root;
}
