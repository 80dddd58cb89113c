/** Frames as soon as they are ready: else every time to visible is rounded up to the next sixtieth of a second. */
export const unpaced = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
