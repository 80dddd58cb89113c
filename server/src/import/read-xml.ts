import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import { BrokenFile } from './imported.js';

/** An element of a file, with its content; the text is its own, without its children's. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
  /** The line where it begins. */
  line: number;
}

export interface FoundElement {
  element: XmlElement;
  /** The elements that contain it, innermost first, with their content before it. */
  around: XmlElement[];
}

/** The most characters of one element, including its content. */
const longest = 4 * 1024 * 1024;

/**
 * Reads those elements of an XML file for whose path of names `wanted` returns true, one by one, without keeping them
 * in memory. A DTD is rejected, and with it any entities defined by the file.
 *
 * @throws BrokenFile
 */
export async function* readXml(file: string, wanted: (path: string[]) => boolean): AsyncGenerator<FoundElement> {
  const parser = new SaxesParser();
  const stack: XmlElement[] = [];
  let found: FoundElement[] = [];
  let size = 0;
  const broken = (reason: string) => new BrokenFile(parser.line, reason);
  const addText = (text: string): void => {
    const at = stack.at(-1);
    if (!at) return;
    at.text += text;
    size += text.length;
    if (size > longest) throw broken(`an element is longer than ${longest} characters`);
  };
  parser.on('error', (error) => {
    throw broken(`is not XML: ${error.message.replace(/^\d+:\d+: /, '')}`);
  });
  parser.on('doctype', () => {
    throw broken('has a DTD, which is not read');
  });
  parser.on('opentag', ({ name, attributes }) => {
    stack.push({ name, attributes, text: '', children: [], line: parser.line });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const path = pathOf(stack);
    const element = stack.pop();
    if (!element) return;
    // Only simple fields of the outer elements are kept; otherwise the last post of a blog would come with all the
    // others.
    const isField =
      element.children.length === 0 || stack.some((_, depth) => wanted(pathOf(stack.slice(0, depth + 1))));
    element.text = onItsOwn(element.text);
    if (wanted(path)) {
      // The outer elements may still change after this one.
      found.push({ element, around: stack.toReversed().map((each) => ({ ...each, children: [...each.children] })) });
      size = 0;
    } else if (stack.length > 1 && isField) stack.at(-1)?.children.push(element);
    else size = 0;
  });

  const decoder = await decoderFor(file);
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw broken(`is not ${decoder.encoding}, here or soon after`);
    }
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
    parser.write(decode(chunk));
    yield* found;
    found = [];
  }
  parser.write(decode());
  parser.close();
  yield* found;
}

const pathOf = (stack: XmlElement[]): string[] => stack.map(({ name }) => name);

/**
 * Copies a text, so that it has its own memory. It is a slice of the chunk that it was read with, and V8 keeps a whole
 * chunk for as long as any slice of it is in use. With a name kept for each thread, that would be the whole file.
 */
const onItsOwn = (text: string): string => Buffer.from(text).toString();

/** The encoding that the file declares; otherwise UTF-8. */
const decoderFor = async (file: string): Promise<TextDecoder> => {
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0).finally(() => handle.close());
  const [, label = 'utf-8'] =
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(
      buffer.toString('latin1', 0, bytesRead).replace('\u00ef\u00bb\u00bf', ''),
    ) ?? [];
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new BrokenFile(1, `is in ${label}, which is not known`);
  }
};

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

export const textOf = (element: XmlElement, name: string): string => childOf(element, name)?.text.trim() ?? '';
