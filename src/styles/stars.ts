import { css, html, unsafeCSS, type TemplateResult } from 'lit';

/**
 * A row of `count` five-pointed stars, with rounded tips, as one CSS polygon: a background shows through it,
 * so a gradient fills any fraction, and neither an image nor SVG is needed.
 * The stars hang together by edges of no area along their first point.
 */
export function starPolygon(count: number): string {
  const points: string[] = [];
  for (let star = 0; star < count; star++) {
    for (let corner = 0; corner <= 10; corner++) {
      // Two points for each tip, a little apart, round it off; one for each notch.
      for (const turn of corner % 2 ? [0] : [-0.07, 0.07]) {
        const angle = (corner / 5) * Math.PI + turn;
        const radius = corner % 2 ? 0.24 : 0.5;
        const x = (star + 0.5 + radius * Math.sin(angle)) / count;
        points.push(`${(x * 100).toFixed(2)}% ${(52.5 - radius * 100 * Math.cos(angle)).toFixed(1)}%`);
      }
    }
  }
  return `polygon(${points.join()})`;
}

export const starStyles = css`
  .stars {
    display: inline-block;
    width: 5em;
    height: 1em;
    flex: none;
    clip-path: ${unsafeCSS(starPolygon(5))};
    forced-color-adjust: none;
  }
  .stars::before {
    content: '';
    display: block;
    height: 100%;
    background: linear-gradient(90deg, var(--star) calc(var(--value) * 20%), var(--star-empty) 0);
  }
  .stars:dir(rtl) {
    transform: scaleX(-1);
  }
  @media (forced-colors: active) {
    .stars {
      --star: CanvasText;
      --star-empty: GrayText;
    }
  }
`;

/** A fraction of five stars, read out as its label. The style is set as a property: an attribute would break a strict CSP. */
export const stars = (value: number, label: string): TemplateResult =>
  html`<span class="stars" role="img" aria-label=${label} .style=${`--value:${value}`}></span>`;
