import { adoptStyles } from '../../../styles/adopt-styles.js';
import { prose, richProse } from '../../../styles/prose.js';
import { previewStyles } from './form-preview.styles.js';
import { sanitise } from '../../../rich-text/rich-text.js';
import { toStarlingError } from '../../../errors.js';
import type { FormHost, Preview } from '../form-host.js';

/** Shows a preview of the message: a loading state first, then the preview or an error. */
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
  // Not if the preview was closed or requested again meanwhile, or if the reader has continued to type.
  if (host.state.preview === pending) host.change({ preview });
}
