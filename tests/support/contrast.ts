/** The contrast of two opaque colours of any kind, 1 to 21 (WCAG 2.2, "contrast ratio"); in a browser. */
export const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const luminance = (colour: string): number => {
  const channels = channelsOf(colour).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!;
};

/** As the screen shows it: a computed colour may be in `oklab()`, or another space. */
const channelsOf = (colour: string): number[] => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  if (alpha !== 255) throw new Error(`not an opaque colour: ${colour}`);
  return [r!, g!, b!].map((channel) => channel / 255);
};
