export { type Spectrum, type SpectrumOptions, spectrum } from './spectrum.ts';
