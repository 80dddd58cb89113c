export { renderThread, type RenderOptions } from './static/render-thread.js';
