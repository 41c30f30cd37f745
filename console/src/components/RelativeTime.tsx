import { absoluteTime, relativeTime, useNow } from '../lib/time';
import { texts } from '../lib/texts';

/** "3 minutes ago", with the full date and time in the title. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const now = useNow();
  if (!at) return texts.never;
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
