import { ContinuationPager } from '../../components/ContinuationPager';
import { texts } from '../../lib/texts';
import type { Matching } from './matching';

/** The way through the devices that a condition is true for; how many there are is counted on its own. */
export function MatchingPager({
  matching: { page, pages, pageSize, total },
}: {
  matching: Matching;
}) {
  if (!page.data) return null;
  const { items, continuation } = page.data;
  const before = pages.index * pageSize;
  const [from, to] = [before + Math.min(1, items.length), before + items.length];
  return (
    <ContinuationPager
      pages={pages}
      range={total === undefined ? texts.openRange(from, to) : texts.range(from, to, total)}
      continuation={continuation}
    />
  );
}
