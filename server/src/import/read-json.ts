import { BrokenFile } from './imported.js';
import { readText } from './text-decoder.js';

/** An object of a file, with the line where it begins. */
export interface FoundObject {
  line: number;
  /** The names of the properties that contain it; `*` stands for a list. */
  path: string[];
  value: unknown;
}

/**
 * Reads those objects of a JSON file for whose path `wanted` returns true, one by one, without keeping them in memory.
 * The file may also contain several values in a row, such as lines of JSON; their objects have an empty path. Lines
 * that begin with `#` are skipped, as LeanCloud's exports have them.
 *
 * It finds where such an object begins and ends, and leaves the rest to `JSON.parse`, so that the line of each object
 * is known.
 *
 * @throws BrokenFile
 */
export async function* readJson(file: string, wanted: (path: string[]) => boolean): AsyncGenerator<FoundObject> {
  const stack: { isList: boolean; name: string }[] = [];
  let line = 1;
  let state: 'plain' | 'string' | 'escape' | 'remark' = 'plain';
  let key: string | undefined;
  let name = '';
  let expectsKey = false;
  let found: { line: number; path: string[]; depth: number; text: string } | undefined;
  const broken = (reason: string) => new BrokenFile(line, reason);

  const open = (isList: boolean): boolean => {
    if (stack.length >= deepest) throw broken(`is nested deeper than ${deepest} times`);
    const own = stack.at(-1)?.isList ? '*' : name;
    const path = stack.length === 0 ? [] : [...stack.slice(1).map((each) => each.name), own];
    const begins = found === undefined && !isList && wanted(path);
    if (begins) found = { line, path, depth: stack.length, text: '' };
    stack.push({ isList, name: own });
    expectsKey = !isList;
    return begins;
  };

  const close = (isList: boolean): void => {
    if (stack.pop()?.isList !== isList) throw broken('is not JSON: a bracket does not match');
    expectsKey = false;
  };

  for await (const chunk of decoded(file, () => line)) {
    let from = 0;
    for (let index = 0; index < chunk.length; index++) {
      const code = chunk.charCodeAt(index);
      if (code === newline) line += 1;
      if (state === 'escape') state = 'string';
      else if (state === 'string') {
        if (code === backslash) state = 'escape';
        else if (code === quote) {
          state = 'plain';
          if (key !== undefined) name = unescaped(key);
          key = undefined;
          continue;
        }
      } else if (state === 'remark') {
        if (code === newline) state = 'plain';
      } else if (code === quote) {
        state = 'string';
        if (expectsKey && !found) key = '';
        continue;
      } else if (code === 0x7b || code === 0x5b) {
        if (open(code === 0x5b)) from = index;
      } else if (code === 0x7d || code === 0x5d) {
        close(code === 0x5d);
        if (found?.depth === stack.length) {
          yield {
            line: found.line,
            path: found.path,
            value: parsed(found.text + chunk.slice(from, index + 1), found.line),
          };
          found = undefined;
        }
      } else if (code === 0x3a) expectsKey = false;
      else if (code === 0x2c) expectsKey = stack.at(-1)?.isList === false;
      else if (code === 0x23 && stack.length === 0) state = 'remark';
      if (key !== undefined && key.length < longestKey) key += chunk[index];
    }
    if (found) {
      found.text += chunk.slice(from);
      if (found.text.length > longest) throw broken(`an object is longer than ${longest} characters`);
    }
  }
  if (stack.length > 0 || state === 'string' || state === 'escape') throw broken('ends too soon');
}

const deepest = 64;
const longest = 16 * 1024 * 1024;
const longestKey = 200;
const [newline, quote, backslash] = [0x0a, 0x22, 0x5c];

async function* decoded(file: string, lineOf: () => number): AsyncGenerator<string> {
  try {
    yield* readText(file);
  } catch (error) {
    if (error instanceof TypeError) throw new BrokenFile(lineOf(), 'is not UTF-8, here or soon after');
    throw error;
  }
}

const unescaped = (key: string): string => {
  try {
    return String(JSON.parse(`"${key}"`));
  } catch {
    return key;
  }
};

const parsed = (text: string, line: number): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BrokenFile(line, `is not JSON: ${(error as Error).message}`);
  }
};
