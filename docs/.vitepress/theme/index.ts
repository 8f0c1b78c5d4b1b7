import theme from 'vitepress/theme';
import 'katex/dist/katex.min.css';
import './site.css';

export default theme;
