import { expect, it } from 'vitest';
import { linesOf } from './lines';

function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  const bytes = parts.map((part) => Uint8Array.from(part, (sign) => sign.charCodeAt(0)));
  return new ReadableStream({
    start(controller) {
      for (const part of bytes) controller.enqueue(part);
      controller.close();
    },
  });
}

it('putsLinesTogetherFromPartsThatEndAnywhere', async () => {
  const lines = [];
  // The two bytes of an é come in two parts.
  for await (const line of linesOf(streamOf('one\ntw', 'o\ncaf\u00c3', '\u00a9\nlast'))) {
    lines.push(line);
  }

  expect(lines).toEqual(['one', 'two', 'café', 'last']);
});
