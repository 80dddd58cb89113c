/*
 * Stands in for https://challenges.cloudflare.com/turnstile/v0/api.js: the API as Cloudflare documents it.
 * `window.turnstileStandIn` is the test's side.
 */
{
  const script = document.currentScript;
  const parameters = new URL(script.src).searchParams;
  const control = (window.turnstileStandIn ??= {
    scripts: [],
    widgets: new Map(),
    lifetime: 300_000,
    interactive: false,
    error: undefined,
  });
  control.scripts.push({ url: script.src, nonce: script.nonce });

  const issued = new Map();
  control.verify = (token) => {
    const known = issued.get(token);
    issued.delete(token);
    const success = !!known && known.expires > Date.now();
    return success ? { success, action: known.action } : { success, 'error-codes': ['timeout-or-duplicate'] };
  };

  const widgetOf = (id) => {
    const widget = control.widgets.get(id);
    if (!widget) throw new Error(`[Cloudflare Turnstile] Nothing to act on found for provided container: ${id}.`);
    return widget;
  };

  const create = (element, settings) => {
    const widget = { settings, element, resets: 0, state: 'ready' };
    const finish = () => {
      const token = `0.${crypto.randomUUID()}`;
      issued.set(token, { action: settings.action, expires: Date.now() + control.lifetime });
      widget.state = 'done';
      widget.response = token;
      element.replaceChildren();
      settings.callback?.(token);
      setTimeout(() => {
        if (widget.response !== token) return;
        settings['expired-callback']?.();
        if (settings['refresh-expired'] !== 'manual') widget.run();
      }, control.lifetime);
    };
    widget.run = () => {
      if (widget.state !== 'ready') {
        console.warn('[Cloudflare Turnstile] Call to execute() on a widget that is already executing or done.');
        return;
      }
      widget.state = 'running';
      setTimeout(() => {
        if (!control.widgets.has(widget.id)) return;
        if (control.error) {
          widget.state = 'done';
          if (!settings['error-callback']?.(control.error)) throw new Error(`Turnstile error ${control.error}`);
          return;
        }
        if (!control.interactive) return finish();
        settings['before-interactive-callback']?.();
        const box = document.createElement('button');
        box.type = 'button';
        box.textContent = 'Verify you are human';
        box.onclick = () => {
          settings['after-interactive-callback']?.();
          finish();
        };
        element.append(box);
      }, 5);
    };
    return widget;
  };

  window.turnstile = {
    render(container, settings) {
      const element = typeof container === 'string' ? document.querySelector(container) : container;
      if (!element) throw new Error('[Cloudflare Turnstile] Unable to find a container');
      if (element.getRootNode() !== document) throw new Error('[Cloudflare Turnstile] Could not find the frame');
      if (!settings.sitekey) throw new Error('[Cloudflare Turnstile] Invalid or missing type for parameter "sitekey"');
      if (settings.action && !/^[a-z0-9_-]{0,32}$/i.test(settings.action)) throw new Error('Invalid action');
      const id = `cf-chl-widget-${crypto.randomUUID().slice(0, 5)}`;
      const widget = create(element, settings);
      widget.id = id;
      control.widgets.set(id, widget);
      if (settings['response-field'] !== false) {
        const field = document.createElement('input');
        field.type = 'hidden';
        field.name = 'cf-turnstile-response';
        element.append(field);
      }
      if (settings.execution !== 'execute') widget.run();
      return id;
    },
    execute: (id) => widgetOf(id).run(),
    reset(id) {
      const widget = widgetOf(id);
      widget.resets++;
      widget.state = 'ready';
      widget.response = '';
      widget.element.replaceChildren();
      if (widget.settings.execution !== 'execute') widget.run();
    },
    remove(id) {
      widgetOf(id).element.replaceChildren();
      control.widgets.delete(id);
    },
    getResponse: (id) => widgetOf(id).response,
  };
  window[parameters.get('onload')]?.();
}
