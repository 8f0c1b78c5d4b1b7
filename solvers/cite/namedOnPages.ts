import { article, entry } from './entry.ts';
import type { Reference } from './reference.ts';

/** What pages of the documentation name besides the sources of methods, by key. */
export const namedOnPages: readonly Reference[] = [
  article(
    'Alexander1977',
    'Alexander, Roger',
    'Diagonally implicit Runge–Kutta methods for stiff O.D.E.’s',
    'SIAM Journal on Numerical Analysis',
    { volume: '14', pages: '1006--1021', year: '1977' },
  ),
  entry(
    'book',
    'AmbrosioGigliSavare2008',
    'Ambrosio, Luigi and Gigli, Nicola and Savaré, Giuseppe',
    'Gradient flows in metric spaces and in the space of probability measures',
    { publisher: 'Birkhäuser', edition: '2nd', year: '2008' },
  ),
  article(
    'Barenblatt1952',
    'Barenblatt, G. I.',
    'On some unsteady motions of a liquid and gas in a porous medium',
    'Prikladnaya Matematika i Mekhanika',
    { volume: '16', pages: '67--78', year: '1952' },
  ),
  article(
    'BauschkeBolteTeboulle2017',
    'Bauschke, Heinz H. and Bolte, Jérôme and Teboulle, Marc',
    'A descent lemma beyond Lipschitz gradient continuity: first-order methods revisited and applications',
    'Mathematics of Operations Research',
    { volume: '42', pages: '330--348', year: '2017', doi: '10.1287/moor.2016.0817' },
  ),
  article(
    'DietrichNewsam1997',
    'Dietrich, C. R. and Newsam, G. N.',
    'Fast and exact simulation of stationary Gaussian processes through circulant embedding of the covariance matrix',
    'SIAM Journal on Scientific Computing',
    { volume: '18', pages: '1088--1107', year: '1997' },
  ),
  article(
    'Flory1942',
    'Flory, Paul J.',
    'Thermodynamics of high polymer solutions',
    'The Journal of Chemical Physics',
    { volume: '10', pages: '51--61', year: '1942', doi: '10.1063/1.1723621' },
  ),
  entry(
    'misc',
    'GallouetNataleTodeschi2022',
    'Gallouët, Thomas O. and Natale, Andrea and Todeschi, Gabriele',
    'From geodesic extrapolation to a variational BDF2 scheme for Wasserstein gradient flows',
    { year: '2022' },
  ),
  article(
    'Huggins1942',
    'Huggins, Maurice L.',
    'Some properties of solutions of long-chain compounds',
    'The Journal of Physical Chemistry',
    { volume: '46', pages: '151--158', year: '1942' },
  ),
  article(
    'LuFreundNesterov2018',
    'Lu, Haihao and Freund, Robert M. and Nesterov, Yurii',
    'Relatively smooth convex optimization by first-order methods, and applications',
    'SIAM Journal on Optimization',
    { volume: '28', pages: '333--354', year: '2018', doi: '10.1137/16M1099546' },
  ),
  entry(
    'misc',
    'LuYang2024',
    'Lu, Haihao and Yang, Jinwen',
    'Restarted Halpern PDHG for linear programming',
    {
      year: '2024',
      eprint: '2407.16144',
      archiveprefix: 'arXiv',
    },
  ),
  article(
    'MatthesPlazotta2019',
    'Matthes, Daniel and Plazotta, Simon',
    'A variational formulation of the BDF2 method for metric gradient flows',
    'ESAIM: Mathematical Modelling and Numerical Analysis',
    { volume: '53', year: '2019' },
  ),
  article(
    'McCann1997',
    'McCann, Robert J.',
    'A convexity principle for interacting gases',
    'Advances in Mathematics',
    { volume: '128', pages: '153--179', year: '1997', doi: '10.1006/aima.1997.1634' },
  ),
  article(
    'Richardson1911',
    'Richardson, Lewis Fry',
    'The approximate arithmetical solution by finite differences of physical problems involving differential equations, with an application to the stresses in a masonry dam',
    'Philosophical Transactions of the Royal Society A',
    { volume: '210', year: '1911' },
  ),
  article(
    'Steck1971',
    'Steck, G. P.',
    'Rectangle probabilities for uniform order statistics and the probability that the empirical distribution function lies between two distribution functions',
    'The Annals of Mathematical Statistics',
    { volume: '42', year: '1971' },
  ),
];
