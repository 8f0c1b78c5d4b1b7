import type { Reference } from './reference.ts';

type Fields = Readonly<Record<string, string>>;

function article(key: string, author: string, title: string, journal: string, rest: Fields): Reference {
  return { key, type: 'article', fields: { author, title, journal, ...rest } };
}

function entry(type: string, key: string, author: string, title: string, rest: Fields): Reference {
  return { key, type, fields: { author, title, ...rest } };
}

/** What the methods of this package are from, by key; `docs/references.bib` is written from it. @see {@link cite} */
export const references: readonly Reference[] = [
  entry(
    'inproceedings',
    'Applegate2021',
    "Applegate, David and Díaz, Mateo and Hinder, Oliver and Lu, Haihao and Lubin, Miles and O'Donoghue, Brendan and Schudy, Warren",
    'Practical large-scale linear programming using primal-dual hybrid gradient',
    { booktitle: 'Advances in Neural Information Processing Systems', volume: '34', year: '2021' },
  ),
  article(
    'BailoCarrilloHu2020',
    'Bailo, Rafael and Carrillo, José A. and Hu, Jingwei',
    'Fully discrete positivity-preserving and energy-dissipating schemes for aggregation–diffusion equations with a gradient-flow structure',
    'Communications in Mathematical Sciences',
    { volume: '18', pages: '1259--1303', year: '2020' },
  ),
  article(
    'Barenblatt1952',
    'Barenblatt, G. I.',
    'On some unsteady motions of a liquid and gas in a porous medium',
    'Prikladnaya Matematika i Mekhanika',
    { volume: '16', pages: '67--78', year: '1952' },
  ),
  article(
    'BenamouBrenier2000',
    'Benamou, Jean-David and Brenier, Yann',
    'A computational fluid mechanics solution to the Monge–Kantorovich mass transfer problem',
    'Numerische Mathematik',
    { volume: '84', pages: '375--393', year: '2000', doi: '10.1007/s002110050002' },
  ),
  article(
    'BessemoulinChatard2012',
    'Bessemoulin-Chatard, Marianne',
    'A finite volume scheme for convection–diffusion equations with nonlinear diffusion derived from the Scharfetter–Gummel scheme',
    'Numerische Mathematik',
    { volume: '121', pages: '637--670', year: '2012' },
  ),
  article(
    'BrunaBurgerCarrillo2020',
    'Bruna, Maria and Burger, Martin and Carrillo, José A.',
    'Coarse graining of a Fokker–Planck equation with excluded volume effects preserving the gradient flow structure',
    'European Journal of Applied Mathematics',
    { year: '2020', eprint: '2002.07513', archiveprefix: 'arXiv' },
  ),
  article(
    'CarrilloChertockHuang2015',
    'Carrillo, José A. and Chertock, Alina and Huang, Yanghong',
    'A finite-volume method for nonlinear nonlocal equations with a gradient flow structure',
    'Communications in Computational Physics',
    { volume: '17', pages: '233--258', year: '2015' },
  ),
  article(
    'ChambollePock2011',
    'Chambolle, Antonin and Pock, Thomas',
    'A first-order primal–dual algorithm for convex problems with applications to imaging',
    'Journal of Mathematical Imaging and Vision',
    { volume: '40', pages: '120--145', year: '2011', doi: '10.1007/s10851-010-0251-1' },
  ),
  article(
    'Condat2013',
    'Condat, Laurent',
    'A primal–dual splitting method for convex optimization involving Lipschitzian, proximable and linear composite terms',
    'Journal of Optimization Theory and Applications',
    { volume: '158', pages: '460--479', year: '2013' },
  ),
  article(
    'DolbeaultNazaretSavare2009',
    'Dolbeault, Jean and Nazaret, Bruno and Savaré, Giuseppe',
    'A new class of transport distances between measures',
    'Calculus of Variations and Partial Differential Equations',
    { volume: '34', pages: '193--231', year: '2009' },
  ),
  article(
    'GottliebShuTadmor2001',
    'Gottlieb, Sigal and Shu, Chi-Wang and Tadmor, Eitan',
    'Strong stability-preserving high-order time discretization methods',
    'SIAM Review',
    { volume: '43', pages: '89--112', year: '2001' },
  ),
  article(
    'Gustafsson1991',
    'Gustafsson, Kjell',
    'Control theoretic techniques for stepsize selection in explicit Runge–Kutta methods',
    'ACM Transactions on Mathematical Software',
    { volume: '17', pages: '533--554', year: '1991' },
  ),
  entry(
    'book',
    'HairerWanner1996',
    'Hairer, Ernst and Wanner, Gerhard',
    'Solving Ordinary Differential Equations II: Stiff and Differential-Algebraic Problems',
    { publisher: 'Springer', edition: '2nd', year: '1996' },
  ),
  article(
    'HeidaKantnerStephan2021',
    'Heida, Martin and Kantner, Markus and Stephan, Artur',
    'Consistency and convergence for a family of finite volume discretizations of the Fokker–Planck operator',
    'ESAIM: Mathematical Modelling and Numerical Analysis',
    { volume: '55', pages: '3017--3042', year: '2021' },
  ),
  article(
    'JordanKinderlehrerOtto1998',
    'Jordan, Richard and Kinderlehrer, David and Otto, Felix',
    'The variational formulation of the Fokker–Planck equation',
    'SIAM Journal on Mathematical Analysis',
    { volume: '29', pages: '1--17', year: '1998', doi: '10.1137/S0036141096303359' },
  ),
  article(
    'KinderlehrerWalkington1999',
    'Kinderlehrer, David and Walkington, Noel J.',
    'Approximation of parabolic equations using the Wasserstein metric',
    'ESAIM: Mathematical Modelling and Numerical Analysis',
    { volume: '33', pages: '837--852', year: '1999' },
  ),
  article(
    'KozachenkoLeonenko1987',
    'Kozachenko, L. F. and Leonenko, N. N.',
    'Sample estimate of the entropy of a random vector',
    'Problems of Information Transmission',
    { volume: '23', pages: '95--101', year: '1987' },
  ),
  article(
    'Maas2011',
    'Maas, Jan',
    'Gradient flows of the entropy for finite Markov chains',
    'Journal of Functional Analysis',
    { volume: '261', pages: '2250--2292', year: '2011' },
  ),
  article(
    'Mehrotra1992',
    'Mehrotra, Sanjay',
    'On the implementation of a primal–dual interior point method',
    'SIAM Journal on Optimization',
    { volume: '2', pages: '575--601', year: '1992' },
  ),
  article(
    'Otto2001',
    'Otto, Felix',
    'The geometry of dissipative evolution equations: the porous medium equation',
    'Communications in Partial Differential Equations',
    { volume: '26', pages: '101--174', year: '2001' },
  ),
  entry(
    'software',
    'ottoflow',
    '{The ottoflow authors}',
    'ottoflow: Wasserstein gradient flows by JKO steps, finite volumes and Brownian particles',
    {},
  ),
  article(
    'ReissFrischLebowitz1959',
    'Reiss, H. and Frisch, H. L. and Lebowitz, J. L.',
    'Statistical mechanics of rigid spheres',
    'The Journal of Chemical Physics',
    { volume: '31', pages: '369--380', year: '1959' },
  ),
  article(
    'RodenbeckKargerHahn1998',
    'Rödenbeck, C. and Kärger, J. and Hahn, K.',
    'Calculating exact propagators in single-file systems via the reflection principle',
    'Physical Review E',
    { volume: '57', pages: '4382--4397', year: '1998' },
  ),
  entry(
    'inproceedings',
    'SalmonMoraesDrorShaw2011',
    'Salmon, John K. and Moraes, Mark A. and Dror, Ron O. and Shaw, David E.',
    'Parallel random numbers: as easy as 1, 2, 3',
    { booktitle: 'Proceedings of SC11', year: '2011' },
  ),
  article(
    'ScharfetterGummel1969',
    'Scharfetter, D. L. and Gummel, H. K.',
    'Large-signal analysis of a silicon Read diode oscillator',
    'IEEE Transactions on Electron Devices',
    { volume: '16', pages: '64--77', year: '1969' },
  ),
  article(
    'Tonks1936',
    'Tonks, Lewi',
    'The complete equation of state of one, two and three-dimensional gases of hard elastic spheres',
    'Physical Review',
    { volume: '50', pages: '955--963', year: '1936' },
  ),
  article(
    'Vu2013',
    'Vũ, Bằng Công',
    'A splitting algorithm for dual monotone inclusions involving cocoercive operators',
    'Advances in Computational Mathematics',
    { volume: '38', pages: '667--681', year: '2013' },
  ),
];
