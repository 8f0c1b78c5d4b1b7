import type { Look } from './look.ts';

/** The SVG path of a symbol of about 7 pixels around the origin. */
export function symbolPath(symbol: Look['symbol']): string {
  switch (symbol) {
    case 'circle':
      return 'M3.2,0A3.2,3.2,0,1,1,-3.2,0A3.2,3.2,0,1,1,3.2,0Z';
    case 'square':
      return 'M-2.9,-2.9H2.9V2.9H-2.9Z';
    case 'triangle':
      return 'M0,-3.9L3.6,2.6H-3.6Z';
    case 'diamond':
      return 'M0,-4.1L3.1,0L0,4.1L-3.1,0Z';
  }
}
