// The loops of solvers/particles over particles and pairs. Each does what the function of its name there does, in the same order, so
// that both agree to the bit. Arrays are pointers, in bytes.
export { fly } from './flight';
export { addSums } from './particles/addSums';
export { confine } from './particles/confine';
export { displace } from './particles/displace';
export { moveSoft } from './particles/moveSoft';
export { normalPairs } from './particles/normalPairs';
export { pairSums } from './particles/pairSums';
export { sortIntoCells } from './particles/sortIntoCells';
