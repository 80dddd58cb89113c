/*
 * Stands in for https://js.hcaptcha.com/1/api.js: the API as hCaptcha documents it.
 * `window.hcaptchaStandIn` is the test's side.
 */
{
  const script = document.currentScript;
  const parameters = new URL(script.src).searchParams;
  const control = (window.hcaptchaStandIn ??= { scripts: [], widgets: new Map(), lifetime: 120_000, outcome: 'pass' });
  control.scripts.push(script.src);
  // What the real one does without recaptchacompat=off.
  if (parameters.get('recaptchacompat') !== 'off') window.grecaptcha = {};

  const issued = new Map();
  control.verify = (token) => {
    const success = (issued.get(token) ?? 0) > Date.now();
    issued.delete(token);
    return success ? { success } : { success, 'error-codes': ['invalid-or-already-seen-response'] };
  };

  const widgetOf = (id) => {
    const widget = control.widgets.get(id);
    if (!widget) throw new Error(`[hCaptcha] invalid captcha ID: ${id}`);
    return widget;
  };

  window.hcaptcha = {
    render(container, settings) {
      const element = typeof container === 'string' ? document.getElementById(container) : container;
      if (!element || element.getRootNode() !== document) throw new Error(`[hCaptcha] render: invalid container`);
      if (!settings.sitekey) throw new Error('[hCaptcha] missing-sitekey');
      const id = crypto.randomUUID();
      const box = document.createElement('button');
      box.type = 'button';
      box.textContent = 'I am human';
      const widget = {
        settings,
        element,
        resets: 0,
        async ask() {
          await new Promise((resolve) => setTimeout(resolve, 5));
          if (control.outcome !== 'pass') {
            if (control.outcome === 'network-error') settings['error-callback']?.(control.outcome);
            throw control.outcome;
          }
          const token = `P1_${crypto.randomUUID()}`;
          issued.set(token, Date.now() + control.lifetime);
          widget.response = token;
          settings.callback?.(token);
          setTimeout(() => widget.response === token && settings['expired-callback']?.(), control.lifetime);
          return { response: token, key: 'E1_key' };
        },
      };
      if (settings.size !== 'invisible') {
        box.onclick = () => widget.ask().catch(() => {});
        element.append(box);
      }
      control.widgets.set(id, widget);
      return id;
    },
    execute(id, options) {
      const asking = widgetOf(id).ask();
      if (options?.async) return asking;
      asking.catch(() => {});
    },
    reset(id) {
      const widget = widgetOf(id);
      widget.resets++;
      widget.response = '';
    },
    remove(id) {
      widgetOf(id).element.replaceChildren();
      control.widgets.delete(id);
    },
    getResponse: (id) => widgetOf(id).response,
  };
  window[parameters.get('onload')]?.();
}
