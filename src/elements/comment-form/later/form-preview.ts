import { adoptStyles } from '../../../styles/adopt-styles.js';
import { prose, richProse } from '../../../styles/prose.js';
import { previewStyles } from './form-preview.styles.js';
import { sanitise } from '../../../rich-text/rich-text.js';
import { toStarlingError } from '../../../errors.js';
import type { FormHost, Preview } from '../form-host.js';

/** Shows the message as it will look: while it is fetched, then it or what went wrong. */
export async function showPreview(host: FormHost): Promise<void> {
  const { store, attributes } = host.scope!;
  const { body } = host.state.typed;
  for (const styles of [previewStyles, prose, richProse]) adoptStyles(host.shadowRoot!, styles);
  const pending: Preview = {};
  host.change({ preview: pending });
  const preview: Preview = {};
  try {
    preview.content = await sanitise(await store!.backend!.preview!(body), { images: attributes.images === 'allow' });
  } catch (cause) {
    preview.error = toStarlingError(cause);
  }
  // Unless it was closed, asked for again, or the reader writes on.
  if (host.state.preview === pending) host.change({ preview });
}
