/*
 * Stands in for https://www.google.com/recaptcha/api.js: the API as Google documents it, and how it fails.
 * `window.recaptchaStandIn` is the test's side: what was asked for, what to do next, and siteverify.
 */
{
  const script = document.currentScript;
  const parameters = new URL(script.src).searchParams;
  const control = (window.recaptchaStandIn ??= {
    issued: new Map(),
    scripts: [],
    widgets: [],
    lifetime: 120_000,
    offline: false,
    challenge: false,
    verify(token) {
      const known = control.issued.get(token);
      control.issued.delete(token);
      const success = !!known && known.expires > Date.now();
      return success ? { success, action: known.action } : { success, 'error-codes': ['timeout-or-duplicate'] };
    },
  });
  control.scripts.push({ url: script.src, nonce: script.nonce, async: script.async });

  const waiting = [];
  let loaded = false;

  const issue = (action) => {
    const token = `03A${crypto.randomUUID()}`;
    control.issued.set(token, { action, expires: Date.now() + control.lifetime });
    return token;
  };

  const widgetOf = (id) => {
    const widget = control.widgets[id ?? 0];
    if (!widget) throw new Error('Invalid reCAPTCHA client id: ' + id);
    return widget;
  };

  /** A picture challenge, which the real one appends to the body too, above everything. */
  const challenge = (widget) => {
    const popup = document.createElement('div');
    popup.className = 'recaptcha-stand-in-challenge';
    Object.assign(popup.style, { position: 'fixed', inset: '10px auto auto 10px', zIndex: '2000000000' });
    const frame = document.createElement('iframe');
    frame.title = 'recaptcha challenge expires in two minutes';
    frame.src = `about:blank?/recaptcha/api2/bframe&k=${widget.parameters.sitekey}`;
    const pass = document.createElement('button');
    pass.textContent = 'All traffic lights';
    pass.type = 'button';
    pass.onclick = () => (popup.style.visibility = 'hidden') && widget.succeed();
    const leave = document.createElement('button');
    leave.textContent = 'Leave';
    leave.type = 'button';
    leave.onclick = () => (popup.style.visibility = 'hidden');
    popup.append(frame, pass, leave);
    document.body.append(popup);
    widget.popup = popup;
  };

  const render = (container, settings) => {
    const element = typeof container === 'string' ? document.getElementById(container) : container;
    if (!element) throw new Error('reCAPTCHA placeholder element must be an element or id');
    if (element.getRootNode() instanceof ShadowRoot)
      throw new Error('Blocked a frame with origin "https://www.google.com" from accessing a cross-origin frame.');
    if (element.childNodes.length) throw new Error('reCAPTCHA placeholder element must be empty');
    if (!settings.sitekey) throw new Error('Missing required parameters: sitekey');
    const id = control.widgets.length;
    const box = document.createElement('button');
    const widget = {
      parameters: settings,
      element,
      box,
      response: '',
      resets: 0,
      succeed() {
        const token = issue();
        widget.response = token;
        box.setAttribute('aria-checked', 'true');
        settings.callback?.(token);
        widget.timer = setTimeout(() => {
          if (widget.response !== token) return;
          widget.response = '';
          box.setAttribute('aria-checked', 'false');
          settings['expired-callback']?.();
        }, control.lifetime);
      },
      ask() {
        if (control.offline) return void setTimeout(() => settings['error-callback']?.());
        setTimeout(() => (control.challenge ? challenge(widget) : widget.succeed()));
      },
    };
    box.type = 'button';
    if (settings.size === 'invisible') box.textContent = 'protected by reCAPTCHA';
    else {
      box.setAttribute('role', 'checkbox');
      box.setAttribute('aria-checked', 'false');
      box.textContent = 'I’m not a robot';
      box.onclick = widget.ask;
    }
    element.append(box);
    control.widgets.push(widget);
    return id;
  };

  const ready = (callback) => (loaded ? callback() : waiting.push(callback));
  window.grecaptcha = { ready };

  // The real one fetches its larger part only now.
  setTimeout(() => {
    Object.assign(window.grecaptcha, {
      render,
      reset(id) {
        const widget = widgetOf(id);
        clearTimeout(widget.timer);
        widget.resets++;
        widget.response = '';
        widget.popup?.remove();
        widget.box.setAttribute('aria-checked', 'false');
      },
      getResponse: (id) => widgetOf(id).response,
      execute(idOrKey, options) {
        if (typeof idOrKey !== 'string') return widgetOf(idOrKey).ask();
        if (parameters.get('render') !== idOrKey)
          throw new Error('Invalid site key or not loaded in api.js: ' + idOrKey);
        if (!/^[A-Za-z/_]+$/.test(options.action)) throw new Error('Invalid action name');
        return control.offline ? Promise.reject(null) : Promise.resolve(issue(options.action));
      },
    });
    loaded = true;
    for (const callback of waiting) callback();
    window[parameters.get('onload')]?.();
  }, 5);
}
