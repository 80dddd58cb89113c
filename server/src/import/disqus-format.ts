import { foreignComment, foreignThread, timeOf } from './foreign-comment.js';
import type { Imported, ImportFormat, Skipped } from './imported.js';
import { childOf, readXml, textOf, type XmlElement } from './read-xml.js';

/** The XML format that Disqus exports: https://help.disqus.com/en/articles/1717164-comments-export */
export const disqusFormat: ImportFormat = {
  name: 'disqus',
  recognises: (start) => /<disqus[\s>]/.test(start),
  read: readDisqus,
};

async function* readDisqus(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  // Posts refer to their thread by its Disqus id; threads come first in the file.
  const threads = new Map<string, string>();
  const wanted = (path: string[]) => path.length === 2 && (path[1] === 'thread' || path[1] === 'post');
  for await (const { element } of readXml(file, wanted)) {
    const { line } = element;
    const createdAt = timeOf(textOf(element, 'createdAt'));
    if (createdAt === undefined) yield { line, reason: `a ${element.name} without time` };
    else if (element.name === 'thread') {
      const url = textOf(element, 'link');
      const id = url || textOf(element, 'id');
      if (id === '') {
        yield { line, reason: 'a thread without address' };
        continue;
      }
      threads.set(numberOf(element), id);
      const closed = textOf(element, 'isClosed') === 'true';
      yield foreignThread(line, site, { id, url, title: textOf(element, 'title'), closed, createdAt });
    } else yield* toComment(element, site, createdAt, threads.get(numberOf(childOf(element, 'thread'))));
  }
}

function* toComment(
  element: XmlElement,
  site: string,
  createdAt: number,
  threadId: string | undefined,
): Generator<Imported | Skipped> {
  const { line } = element;
  const author = childOf(element, 'author');
  if (numberOf(element) === '') return yield { line, reason: 'it has no number' };
  if (threadId === undefined) return yield { line, reason: 'its thread is not in the file' };
  const isTrue = (name: string) => textOf(element, name) === 'true';
  yield* foreignComment({
    line,
    site,
    format: 'disqus',
    sourceId: numberOf(element),
    parent: numberOf(childOf(element, 'parent')),
    threadId,
    name: author ? textOf(author, 'name') || textOf(author, 'username') : '',
    email: author && textOf(author, 'email'),
    text: { html: textOf(element, 'message') },
    status: isTrue('isDeleted') ? 'deleted' : isTrue('isSpam') ? 'spam' : 'published',
    createdAt,
  });
}

const numberOf = (element: XmlElement | undefined): string => element?.attributes['dsq:id'] ?? '';
