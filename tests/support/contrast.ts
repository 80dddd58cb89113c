/** The contrast of two computed colours, 1 to 21 (WCAG 2.2, "contrast ratio"); both opaque, in `rgb()` or `color(srgb)`. */
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

const channelsOf = (colour: string): number[] => {
  const numbers = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  if (/^rgb\(/.test(colour) && numbers.length === 3) return numbers.map((channel) => channel / 255);
  if (/^color\(srgb /.test(colour) && numbers.length === 3) return numbers;
  throw new Error(`not an opaque colour: ${colour}`);
};
