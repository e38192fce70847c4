import type { ArticleRef, Outcome } from './article.ts';

export type ProcessArticle = (ref: ArticleRef) => Promise<Outcome>;
