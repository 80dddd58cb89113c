import type { FieldRule, Thread } from '../../contract.js';
import { escapeHtml, type Texts } from '../../static.js';

/** What somebody typed, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** The error message of each invalid field. */
export type Problems = Readonly<Record<string, string>>;

export interface FormView {
  thread: Thread;
  texts: Texts;
  typed: Typed;
  problems: Problems;
  /** The time at which the form was rendered, signed. */
  time: string;
}

/** The form, like the widget's: the same fields in the same order, filled with what was typed. */
export const renderForm = (view: FormView): string => {
  const { thread, texts, time } = view;
  // Signing in needs a script.
  const refusal = thread.closed ? 'closed' : thread.identity?.required ? 'signInFirst' : undefined;
  if (refusal) return `<p class="note">${escapeHtml(texts.text(refusal))}</p>`;
  return [
    `<form method="post" id="form" aria-labelledby="heading">`,
    `<h1 id="heading">${escapeHtml(texts.text('heading'))}</h1>`,
    thread.ratings === 'off' ? '' : renderStars(view),
    renderField(view, 'email', thread.fields.email, 'type="email" autocomplete="email" maxlength="254"'),
    renderField(view, 'name', thread.fields.name, 'autocomplete="name" maxlength="80"'),
    renderField(view, 'url', thread.fields.url, 'type="url" autocomplete="url" maxlength="2048"'),
    renderField(view, 'body', 'required'),
    // People don't see this field; programs that fill in every field do.
    `<p class="trap" aria-hidden="true"><label>Nothing <input name="${trap}" tabindex="-1" autocomplete="off"></label></p>`,
    `<input type="hidden" name="time" value="${escapeHtml(time)}">`,
    `<button>${escapeHtml(texts.text('send'))}</button>`,
    '</form>',
  ]
    .filter((part) => part !== '')
    .join('\n');
};

/** The name of the field that must stay empty. */
export const trap = 'fax';

const renderField = (
  { texts, typed, problems }: FormView,
  name: 'email' | 'name' | 'url' | 'body',
  rule: FieldRule,
  attributes = '',
): string => {
  if (rule === 'hidden') return '';
  const problem = problems[name];
  const value = escapeHtml(typed[name] ?? '');
  const states = [
    `id="${name}" name="${name}"`,
    rule === 'required' ? 'required' : '',
    problem ? `aria-invalid="true" aria-describedby="${name}-error"` : '',
    attributes,
  ]
    .filter((state) => state !== '')
    .join(' ');
  const optional = rule === 'optional' ? ` <small>(${escapeHtml(texts.text('optional'))})</small>` : '';
  const control = name === 'body' ? `<textarea ${states}>\n${value}</textarea>` : `<input ${states} value="${value}">`;
  return `<label for="${name}">${escapeHtml(texts.text(name))}${optional}</label>\n${control}${renderProblem(name, problem)}`;
};

const renderStars = ({ texts, typed, problems, thread }: FormView): string => {
  const required = thread.ratings === 'required' ? ' required' : '';
  const choices = [5, 4, 3, 2, 1].map((n) => {
    const checked = typed.rating === String(n) ? ' checked' : '';
    const label = escapeHtml(texts.count('starCount', n));
    return `<label><input type="radio" name="rating" value="${n}"${checked}${required}> ${label}</label>`;
  });
  return `<fieldset><legend>${escapeHtml(texts.text('rate'))}</legend>${choices.join('')}${renderProblem(
    'rating',
    problems.rating,
  )}</fieldset>`;
};

const renderProblem = (name: string, problem: string | undefined): string =>
  problem ? `\n<p class="error" id="${name}-error">${escapeHtml(problem)}</p>` : '';
