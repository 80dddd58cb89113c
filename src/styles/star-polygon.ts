/**
 * A row of `count` five-pointed stars, with rounded tips, as one CSS polygon. The background shows through it, so a
 * gradient can fill any fraction, and neither an image nor SVG is needed. `hollow` gives the outlines only.
 * Stars and outlines are connected by edges without area, from notch to notch.
 */
export function starPolygon(count: number, hollow = false): string {
  const points: string[] = [];
  for (let star = 0; star < count; star++) {
    // First around the outside. For an outline, then around the inside and back to where the outside began.
    for (const scale of hollow ? [1, 0.7, 0] : [1]) {
      for (let corner = 1; corner <= (scale ? 11 : 1); corner++) {
        // Two points close together round off each tip; each notch has one point.
        for (const turn of corner % 2 ? [0] : [-0.07, 0.07]) {
          const angle = (corner / 5) * Math.PI + turn;
          const radius = (scale || 1) * (corner % 2 ? 0.24 : 0.5);
          const x = (star + 0.5 + radius * Math.sin(angle)) / count;
          points.push(`${(x * 100).toFixed(2)}% ${(52.5 - radius * 100 * Math.cos(angle)).toFixed(1)}%`);
        }
      }
    }
  }
  return `polygon(evenodd,${points.join()})`;
}
