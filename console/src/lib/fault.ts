/** A text around the character that the server says is wrong; `at` is empty where the text ends too early. */
export interface Fault {
  before: string;
  at: string;
  after: string;
}

/** Finds the character in a message such as "the query is wrong at character 12, …", which counts from 1. */
export function faultIn(text: string, message: string): Fault | undefined {
  const number = /\bat character (\d+)/.exec(message)?.[1];
  if (number === undefined) return undefined;
  // The server counts characters, a string of ours their halves.
  const characters = Array.from(text);
  const index = Math.min(Number(number) - 1, characters.length);
  return {
    before: characters.slice(0, index).join(''),
    at: characters[index] ?? '',
    after: characters.slice(index + 1).join(''),
  };
}
